"""The same as that one: counting one more resident, and taking it back."""

from __future__ import annotations

from uuid import UUID

from flask import (
    Response,
    abort,
    jsonify,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask_babel import gettext as _

from feedback.identity.access import current_viewer, needs
from feedback.identity.words import Deed
from feedback.kernel.actor import Actor, ActorKind
from feedback.kernel.errors import NotFound
from feedback.suggestions.actions import join_suggestion, withdraw_voice
from feedback.suggestions.forms.desk import desk_form
from feedback.suggestions.routes.answers import sent_fields
from feedback.suggestions.routes.desk.door import Deeds, Done, desk, refused
from feedback.web.forms import is_expired
from feedback.web.negotiate import wants_json
from feedback.web.security import form_checks_token
from feedback.web.session import intake_writer


@desk.post("/voices/")
@form_checks_token
@needs(Deed.RECORD)
def join() -> Response:
    """Count one more voice; when that fails, the text that was typed so far stays."""
    viewer, fields = current_viewer(), sent_fields()
    form = desk_form(viewer, fields)
    if not form.csrf_token.validate(form) and is_expired(form):
        return refused(form, 400)
    if not form.library.validate(form):
        return refused(form, 422)
    reference, voice = _wish(fields.get("join", ""))
    if voice is None:
        form.form_errors.append(_("The page came back damaged. Check and send again."))
        return refused(form, 422)
    library_code = form.library.data
    try:
        row, is_new = intake_writer().run(
            lambda session: join_suggestion(
                session, reference, viewer=viewer, voice=voice, library_code=library_code
            )
        )
    except NotFound:
        form.form_errors.append(_("That suggestion is not there any more."))
        return refused(form, 404)
    done = Done(Deeds.COUNTED, row.reference, voices=row.voices, voice=voice)
    return _answer(done, voice, status=201 if is_new else 200)


@desk.post("/withdrawals/")
@needs(Deed.RECORD)
def withdraw() -> Response:
    """Take a voice back that the viewer counted by mistake."""
    actor = Actor(ActorKind.PERSON, current_viewer().person_id)
    if (voice := request.form.get("voice", type=UUID)) is None:
        abort(422)
    row = intake_writer().run(lambda session: withdraw_voice(session, voice=voice, actor=actor))
    return _answer(Done(Deeds.WITHDRAWN, row.reference, voices=row.voices), voice)


def _wish(pressed: str) -> tuple[str, UUID | None]:
    """Read what the button of a similar suggestion sends: its reference and the voice's id."""
    reference, _space, identity = pressed.partition(" ")
    try:
        return reference, UUID(identity)
    except ValueError:
        return reference, None


def _answer(done: Done, voice: UUID, *, status: int = 200) -> Response:
    if not wants_json():
        return make_response(redirect(url_for("desk.new", voice=voice), 303))
    page = render_template("suggestions/desk/_done.html", done=done)
    answer = jsonify(id=str(voice), reference=done.reference, voices=done.voices, html=page)
    answer.status_code = status
    return answer
