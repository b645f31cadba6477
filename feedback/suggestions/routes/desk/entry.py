"""Writing one suggestion down, and what is shown while it is typed."""

from __future__ import annotations

from uuid import UUID, uuid4

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from feedback.identity.access import current_viewer, needs
from feedback.identity.words import Deed
from feedback.kernel.errors import Busy, NotFound, RuleBroken
from feedback.kernel.text import Language
from feedback.suggestions.forms.desk import DeskForm, desk_form
from feedback.suggestions.forms.remark import press_buttons, put_at_field
from feedback.suggestions.queries import own_voice, recorded_today, suggestion_by_reference
from feedback.suggestions.routes.answers import (
    receipt_answer,
    sent_fields,
    take,
)
from feedback.suggestions.routes.desk.door import Deeds, Done, desk, desk_page, own_receipt, refused
from feedback.suggestions.routes.desk.hints import hints_for
from feedback.suggestions.words import Outcome, Recorded
from feedback.tagging.queries import lexicon, services_matching
from feedback.web.forms import is_expired
from feedback.web.i18n import current_locale
from feedback.web.negotiate import wants_fragment, wants_json
from feedback.web.security import form_checks_token
from feedback.web.session import current_session

MOST_OPTIONS = 8
LONGEST_SEARCH = 200


@desk.get("/")
@needs(Deed.RECORD)
def new() -> ResponseReturnValue:
    """Show the form for one suggestion, and what was done last."""
    return desk_page(desk_form(current_viewer()), done=_last_deed())


@desk.post("/")
@form_checks_token
@needs(Deed.RECORD)
def record() -> ResponseReturnValue:
    """Record what the librarian typed; a refused text stays in the form."""
    viewer = current_viewer()
    form = desk_form(viewer, sent_fields())
    form.asks_first = not request.is_json
    if not form.validate():
        return refused(form, 400 if is_expired(form) else 422)
    try:
        recorded = take(form.draft(viewer))
    except RuleBroken as broken:
        put_at_field(form, broken)
        return refused(form, 422)
    except Busy:
        form.form_errors.append(_("The system is busy and saved nothing. Save again in a moment."))
        return refused(form, 503)
    return _acknowledged(form, recorded)


@desk.post("/guesses")
@form_checks_token
@needs(Deed.RECORD)
def guess() -> ResponseReturnValue:
    """Tell what the text may be about; without a script also answer the buttons beside it."""
    viewer = current_viewer()
    form = desk_form(viewer, sent_fields())
    if not form.csrf_token.validate(form):
        return refused(form, 400 if is_expired(form) else 422)
    press_buttons(form, request.form)
    hints = hints_for(form, reach=viewer.reach)
    if wants_fragment():
        form.make_showable()
        return render_template("suggestions/desk/_hints.html", form=form, hints=hints)
    return desk_page(form, hints=hints)


@desk.get("/services")
@needs(Deed.RECORD)
def services() -> ResponseReturnValue:
    """Offer the e-services that hold what is typed into the combobox."""
    if not wants_fragment():
        return redirect(url_for("desk.new"), 303)
    typed = request.args.get("q", "")[:LONGEST_SEARCH]
    session = current_session()
    return render_template(
        "suggestions/desk/_services.html",
        matches=services_matching(session, typed, MOST_OPTIONS, Language(current_locale())),
        institutions=lexicon(session).institutions,
    )


def _acknowledged(form: DeskForm, recorded: Recorded) -> ResponseReturnValue:
    """Say what became of a send: a script gets the receipt, a plain form the next page."""
    deed = Deeds.KEPT_APART if recorded.outcome is Outcome.CONFLICT else Deeds.SAVED
    done = Done(deed, recorded.reference, receipt=recorded.receipt_code)
    if wants_json():
        page = render_template("suggestions/desk/_receipt.html", done=done, today_count=_count())
        return receipt_answer(recorded, next_id=str(uuid4()), html=page)
    if recorded.outcome is Outcome.ERASED:
        form.id.data = str(uuid4())
        form.form_errors.append(
            _("This suggestion was erased on request. Save again only if it is a new one.")
        )
        return refused(form, 410)
    if recorded.outcome is Outcome.CONFLICT:
        return desk_page(desk_form(current_viewer()), status=409, done=done)
    return redirect(url_for("desk.new", saved=recorded.reference), 303)


def _count() -> int:
    return recorded_today(current_session(), person_id=current_viewer().person_id)


def _last_deed() -> Done | None:
    """Return what the address says was done; one that is not the viewer's says nothing."""
    viewer, session = current_viewer(), current_session()
    try:
        if saved := request.args.get("saved"):
            row = suggestion_by_reference(session, saved, reach=viewer.reach)
            return Done(Deeds.SAVED, row.reference, receipt=own_receipt(row))
        if (counted := request.args.get("voice", type=UUID)) is not None:
            voice, row = own_voice(session, counted, person_id=viewer.person_id)
            deed = Deeds.WITHDRAWN if voice.withdrawn_at else Deeds.COUNTED
            return Done(deed, row.reference, voices=row.voices, voice=counted)
    except NotFound:
        pass
    return None
