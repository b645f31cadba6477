"""The page of an accountless resident: what became of the answer, and erasing it.

The code travels in the body of a POST only, so it stands in no address, no history and no log.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import (
    Blueprint,
    Response,
    current_app,
    g,
    make_response,
    redirect,
    render_template,
    session,
    url_for,
)
from flask.typing import ResponseReturnValue

from feedback.catalogue.labels import name_of
from feedback.catalogue.queries import library, service
from feedback.identity.access import open_to_all
from feedback.kernel.actor import Actor, ActorKind
from feedback.kernel.clock import now
from feedback.kernel.errors import NotFound, RuleBroken
from feedback.kernel.text import with_visible_problems
from feedback.kernel.throttle import Rate
from feedback.public.forms import ReceiptForm
from feedback.public.labels import REFUSALS, STORIES
from feedback.public.queries import outcome_of
from feedback.suggestions.actions import erase_suggestion
from feedback.suggestions.labels import ANSWERS, QUESTIONS
from feedback.suggestions.models import Suggestion
from feedback.suggestions.queries import suggestion_by_receipt
from feedback.suggestions.words import State
from feedback.web.forms import is_expired
from feedback.web.i18n import current_locale
from feedback.web.security import form_checks_token, throttle
from feedback.web.session import current_session, writes

receipts = Blueprint("receipts", __name__, url_prefix="/receipt")
Page = Callable[[Suggestion], ResponseReturnValue]
# Wrong codes only. One browser first; then all together, because no address is kept and a guesser
# drops cookies: 14,400 guesses a day find one of a million receipts once in two months.
TRIES, TRIES_WINDOW_S = 10, 600
WRONG_CODES = Rate("wrong receipt codes", burst=100, per_hour=600)


@receipts.url_value_preprocessor
def take_language(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    """Show the page in the language of its address; without one, in the browser's chosen one."""
    if locale := (values or {}).pop("locale", None):
        g.locale = locale


@receipts.url_defaults
def give_language(endpoint: str, values: dict[str, Any]) -> None:
    """Keep the language from one page to the next."""
    if current_app.url_map.is_endpoint_expecting(endpoint, "locale"):
        values.setdefault("locale", current_locale())


def with_receipt(view: Page) -> Callable[[], ResponseReturnValue]:
    """Give the view the suggestion whose code was sent; without one, ask again for the code."""

    @wraps(view)
    def found() -> ResponseReturnValue:
        form = ReceiptForm()
        if not form.validate():
            is_expired(form)
            return _ask(form, 400)
        try:
            suggestion = _suggestion_for(form.code.data or "")
        except RuleBroken as broken:
            form.code.errors = [str(REFUSALS[broken.rule])]
            return _ask(form, 429 if broken.rule == "code-throttled" else 422)
        if suggestion.state is State.ERASED:
            return render_template("public/receipts/erased.html"), 410
        return view(suggestion)

    return found


@receipts.get("/")
@receipts.get("/<locale:locale>/")
@open_to_all
def ask() -> ResponseReturnValue:
    """Ask for the code; the script of the page takes it from a QR code's address."""
    return _ask(ReceiptForm(), 200)


@receipts.post("/<locale:locale>/")
@form_checks_token
@open_to_all
@with_receipt
def show(suggestion: Suggestion) -> ResponseReturnValue:
    """Show what was said, how it stands and what happens next."""
    outcome = outcome_of(current_session(), suggestion)
    code = suggestion.service_code
    return render_template(
        "public/receipts/show.html",
        form=ReceiptForm(),
        suggestion=suggestion,
        story=STORIES[suggestion.state],
        outcome=None if outcome is suggestion else STORIES.get(outcome.state),
        reason=outcome.reason if outcome.state is State.DECLINED else "",
        service=name_of(service(current_session(), code)) if code else "",
        place=library(current_session(), suggestion.library_code).name_lv,
        answers=[
            (question, ANSWERS[answer])
            for name, question in QUESTIONS.items()
            if (answer := getattr(suggestion, name))
        ],
    )


@receipts.post("/<locale:locale>/erase")
@form_checks_token
@open_to_all
@with_receipt
def confirm(suggestion: Suggestion) -> ResponseReturnValue:
    """Ask once more before erasing."""
    page = "public/receipts/confirm.html"
    return render_template(page, form=ReceiptForm(), suggestion=suggestion)


@receipts.post("/<locale:locale>/erased")
@form_checks_token
@open_to_all
@writes
@with_receipt
def erase(suggestion: Suggestion) -> ResponseReturnValue:
    """Erase what was said; nobody can bring it back."""
    erase_suggestion(current_session(), suggestion, actor=Actor(ActorKind.RESIDENT))
    return redirect(url_for("receipts.erased"), 303)


@receipts.get("/<locale:locale>/erased")
@open_to_all
def erased() -> ResponseReturnValue:
    """Say that it is erased."""
    return render_template("public/receipts/erased.html")


def _ask(form: ReceiptForm, status: int) -> Response:
    form.code.data = with_visible_problems(form.code.data or "")
    answer = make_response(render_template("public/receipts/ask.html", form=form), status)
    if status == 429:
        answer.headers["Retry-After"] = str(TRIES_WINDOW_S)
    return answer


def _suggestion_for(typed: str) -> Suggestion:
    """Return the suggestion of a receipt code; raises RuleBroken with the codes of labels.REFUSALS."""
    if not typed.strip():
        raise RuleBroken("code-missing")
    moment = now().timestamp()
    wrong = [at for at in session.get("wrong_codes", []) if at > moment - TRIES_WINDOW_S]
    if len(wrong) >= TRIES or throttle().is_spent(WRONG_CODES):
        raise RuleBroken("code-throttled")
    secret = str(current_app.config["SECRET_KEY"])
    try:
        return suggestion_by_receipt(current_session(), typed, secret=secret)
    except NotFound:
        throttle().spend(WRONG_CODES)
        session["wrong_codes"] = [*wrong, moment]
        raise RuleBroken("code-unknown") from None
