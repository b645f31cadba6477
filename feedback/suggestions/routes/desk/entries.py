"""What a library wrote down, what became of it, and correcting it."""

from __future__ import annotations

from flask import Response, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from feedback.catalogue.labels import name_of
from feedback.catalogue.queries import library, municipality, services_by_code
from feedback.identity.access import current_viewer, needs
from feedback.identity.words import Deed
from feedback.kernel.actor import Actor, ActorKind
from feedback.kernel.errors import Busy, RuleBroken
from feedback.kernel.journal import events_of
from feedback.suggestions import labels
from feedback.suggestions.actions import correct_entry
from feedback.suggestions.forms.correction import CorrectionForm, correction_form
from feedback.suggestions.forms.remark import press_buttons, put_at_field
from feedback.suggestions.models import Suggestion
from feedback.suggestions.queries import (
    find_merged_into,
    name_of_recorder,
    own_entries,
    suggestion_by_reference,
)
from feedback.suggestions.routes.answers import sent_fields
from feedback.suggestions.routes.desk.door import desk, own_receipt, service_names
from feedback.suggestions.routes.desk.hints import Hints, personal_data_hints
from feedback.suggestions.rules.states import may_library_correct
from feedback.web.forms import is_expired
from feedback.web.security import form_checks_token
from feedback.web.session import current_session, intake_writer

PAGE = 25


@desk.get("/entries/")
@needs(Deed.SEE_ENTRIES)
def entries() -> ResponseReturnValue:
    """List one's own entries, or everything of the library (the municipality)."""
    viewer, session = current_viewer(), current_session()
    shows_all = request.args.get("whose") == "all"
    page = own_entries(
        session,
        reach=viewer.reach,
        person_id=None if shows_all else viewer.person_id,
        cursor=request.args.get("cursor", ""),
        size=PAGE,
    )
    codes = [row.service_code for row in page.rows if row.service_code]
    return render_template(
        "suggestions/desk/entries.html",
        page=page,
        shows_all=shows_all,
        services={code: name_of(row) for code, row in services_by_code(session, codes).items()},
        labels=labels,
    )


@desk.get("/entries/<reference>")
@needs(Deed.SEE_ENTRIES)
def entry(reference: str) -> ResponseReturnValue:
    """Show one entry, its history and what became of it."""
    row = _entry(reference)
    return _entry_page(row, correction_form(row))


@desk.post("/entries/<reference>")
@form_checks_token
@needs(Deed.SEE_ENTRIES)
def correct(reference: str) -> ResponseReturnValue:
    """Correct an entry that nobody has read yet."""
    row, viewer = _entry(reference), current_viewer()
    form = correction_form(row, sent_fields())
    is_valid = form.validate()
    if is_expired(form):
        return _entry_page(row, form, status=400)
    if "mask" in request.form or "keep" in request.form:
        press_buttons(form, request.form)
        form.text.errors = ()
        return _entry_page(row, form)
    if not is_valid:
        return _entry_page(row, form, status=422)
    correction, actor = form.correction(), Actor(ActorKind.PERSON, viewer.person_id)
    try:
        intake_writer().run(
            lambda session: correct_entry(
                session, reference, correction, reach=viewer.reach, actor=actor
            )
        )
    except RuleBroken as broken:
        put_at_field(form, broken)
        return _entry_page(row, form, status=422)
    except Busy:
        form.form_errors.append(_("The system is busy and saved nothing. Save again in a moment."))
        return _entry_page(row, form, status=503)
    return redirect(url_for("desk.entry", reference=row.reference, corrected=1), 303)


def _entry(reference: str) -> Suggestion:
    return suggestion_by_reference(current_session(), reference, reach=current_viewer().reach)


def _entry_page(row: Suggestion, form: CorrectionForm, *, status: int = 200) -> Response:
    form.make_showable()
    session = current_session()
    named = services_by_code(session, [row.service_code or ""])
    page = render_template(
        "suggestions/desk/entry.html",
        row=row,
        form=form,
        hints=Hints(found=personal_data_hints(form)),
        names=service_names(),
        can_correct=may_library_correct(row.state, row.channel),
        was_corrected="corrected" in request.args,
        service=name_of(named[row.service_code]) if row.service_code else "",
        library=library(session, row.library_code).name_lv,
        municipality=name_of(municipality(session, row.municipality_code)),
        recorder=name_of_recorder(session, row),
        receipt=own_receipt(row),
        merged_into=find_merged_into(session, row),
        events=events_of(session, subject=("suggestion", row.id)),
        labels=labels,
    )
    return make_response(page, status)
