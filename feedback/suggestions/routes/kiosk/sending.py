"""Own words, sending them, and the thanks with a receipt."""

from __future__ import annotations

from uuid import UUID, uuid4

import segno
from flask import Response, make_response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from markupsafe import Markup

from feedback.identity.access import current_kiosk, needs_kiosk
from feedback.kernel.actor import Actor, ActorKind
from feedback.kernel.errors import Busy, RuleBroken
from feedback.kernel.text import Language, clean, with_visible_problems
from feedback.kernel.throttle import Rate
from feedback.suggestions.forms.kiosk import DO_NOT_KNOW, WordsForm
from feedback.suggestions.labels import QUESTIONS, sentence_of
from feedback.suggestions.routes.answers import receipt_answer, take
from feedback.suggestions.routes.kiosk.door import kiosk, kiosk_page
from feedback.suggestions.routes.kiosk.memory import (
    Receipt,
    find_receipt,
    keep_receipt,
)
from feedback.suggestions.routes.kiosk.steps import NO_SERVICE, service_name
from feedback.suggestions.words import AuthorKind, Channel, Draft, Outcome
from feedback.tagging.rules.personal_data import personal_data_in
from feedback.web.addresses import address_here
from feedback.web.errors import RETRY_AFTER_S
from feedback.web.forms import is_expired
from feedback.web.i18n import current_locale
from feedback.web.negotiate import wants_json
from feedback.web.security import form_checks_token, throttle

# A visit takes about a minute, so nobody honest meets this limit, not even a class of pupils; a
# script at the kiosk gets no further than sixty an hour, and holds up no other device.
SENDS = Rate("kiosk sends", burst=20, per_hour=60)


@kiosk.get("/<locale:locale>/<code>/words")
@needs_kiosk
def words(code: str) -> ResponseReturnValue:
    """Ask for own words; the answers so far come in the address."""
    answers = {question: request.args.get(question, "") for question in QUESTIONS}
    return _page(WordsForm(id=str(uuid4()), **answers), code)


@kiosk.post("/<locale:locale>/<code>/words")
@form_checks_token
@needs_kiosk
def record(code: str) -> ResponseReturnValue:
    """Record what the resident answered and wrote; nothing typed is lost when that fails."""
    form = WordsForm()
    if "display" in request.form:
        return _page(form, code)
    if not form.validate():
        is_old = is_expired(form)
        _tell_of_hidden_fields(form)
        return _page(form, code, status=400 if is_old else 422)
    if not throttle().spend(SENDS, str(current_kiosk().device_id)):
        trouble = _("Many answers came from this kiosk just now. Wait a minute and send again.")
        return _page(form, code, status=429, trouble=trouble, retry_after=SENDS.wait_s)
    return _send(form, code)


@kiosk.get("/<locale:locale>/thanks")
@needs_kiosk
def thanks() -> ResponseReturnValue:
    """Show the receipt once more as long as the visit lasts; without one, begin anew."""
    if (receipt := find_receipt()) is None:
        return redirect(url_for("kiosk.start"), 303)
    return kiosk_page(
        "suggestions/kiosk/thanks.html",
        step=4,
        receipt=receipt,
        qr=_qr(receipt.code),
        is_held="hold" in request.args,
    )


def _send(form: WordsForm, code: str) -> Response:
    try:
        recorded = take(_draft(form, code))
    except RuleBroken as broken:
        _tell(form, broken)
        return _page(form, code, status=422)
    except Busy:
        trouble = _("Your words could not be stored just now. Send them again in a few seconds.")
        return _page(form, code, status=503, trouble=trouble, retry_after=RETRY_AFTER_S)
    if recorded.outcome is Outcome.ERASED:
        form.id.data = str(uuid4())
        trouble = _("This answer was erased before. To give it anew, send it again.")
        return _page(form, code, status=410, trouble=trouble)
    answer = (
        receipt_answer(recorded)
        if wants_json()
        else make_response(redirect(url_for("kiosk.thanks"), 303))
    )
    was_masked = bool(personal_data_in(form.text.data or ""))
    keep_receipt(answer, Receipt(recorded.receipt_code, was_masked))
    return answer


def _draft(form: WordsForm, code: str) -> Draft:
    place = current_kiosk()
    text = form.text.data or ""
    return Draft(
        id=UUID(form.id.data),
        channel=Channel.KIOSK,
        author=AuthorKind.RESIDENT,
        library_code=place.library_code,
        text=text,
        service_code=None if code == NO_SERVICE else code,
        topic_codes=tuple(form.obstacles.data or ()) or None,
        # The words tell their own language; without any, the page's language is all we know.
        language=None if clean(text) else Language(current_locale()),
        actor=Actor(ActorKind.DEVICE, place.device_id),
        needed=_answer(form.needed.data),
        convenient=_answer(form.convenient.data),
        understandable=_answer(form.understandable.data),
    )


def _answer(chosen: str | None) -> int | None:
    return int(chosen) if chosen and chosen != DO_NOT_KNOW else None


def _page(
    form: WordsForm, code: str, *, status: int = 200, trouble: str = "", retry_after: int = 0
) -> Response:
    for field in form:
        if isinstance(field.data, str):
            field.data = with_visible_problems(field.data)
    answers = {question: form[question].data for question in QUESTIONS if form[question].data}
    answer = kiosk_page(
        "suggestions/kiosk/words.html",
        status=status,
        step=3,
        form=form,
        trouble=trouble,
        service=service_name(code),
        back=url_for("kiosk.questions", code=code, **answers),
    )
    if retry_after:
        answer.headers["Retry-After"] = str(retry_after)
    return answer


def _tell(form: WordsForm, broken: RuleBroken) -> None:
    """Put the sentence for a broken rule at its field."""
    name = "obstacles" if broken.field == "topics" else broken.field
    field = form[name] if name in form else form.text  # noqa: SIM401 - a form has no get()
    if broken.rule == "text-empty":
        field.errors = [_("Tick something, write a few words, or go back and choose an answer.")]
    else:
        field.errors = [sentence_of(broken)]


def _tell_of_hidden_fields(form: WordsForm) -> None:
    """Say above the form what is wrong with fields that nobody sees."""
    if form.id.errors:
        form.id.data = str(uuid4())
    for name in ("id", *QUESTIONS):
        form.form_errors.extend(form[name].errors)
        form[name].errors = ()


def _qr(code: str) -> Markup:
    """Draw the address of the receipt's page as a QR code (docs/adr/0010-kiosk.md).

    The code stands behind "#": that part of an address is never sent, so it is in no log on the
    way, and a messenger that previews a forwarded link sees nothing.
    """
    address = address_here(f"{url_for('receipts.ask', locale=current_locale())}#{code}")
    drawing = segno.make(address, error="m", micro=False)
    return Markup(drawing.svg_inline(border=2, omitsize=True, light="#fff"))  # noqa: S704 - segno draws squares only
