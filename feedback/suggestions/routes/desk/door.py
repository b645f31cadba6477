"""What the pages of the desk share."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from flask import Blueprint, Response, current_app, make_response, render_template

from feedback.identity.access import current_viewer
from feedback.kernel.text import Language
from feedback.suggestions.forms.desk import DeskForm
from feedback.suggestions.models import Suggestion
from feedback.suggestions.queries import find_good_news, recorded_today
from feedback.suggestions.routes.answers import refusal_answer
from feedback.suggestions.routes.desk.hints import Hints, hints_for
from feedback.suggestions.rules.receipts import code_behind
from feedback.tagging.queries import lexicon
from feedback.tagging.rules.match import LANGUAGES
from feedback.web.errors import RETRY_AFTER_S
from feedback.web.i18n import current_locale
from feedback.web.negotiate import wants_json
from feedback.web.session import current_session

desk = Blueprint("desk", __name__, url_prefix="/desk")


class Deeds(StrEnum):
    """What was done a moment ago."""

    SAVED = "saved"
    KEPT_APART = "kept_apart"
    COUNTED = "counted"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Done:
    """What the page says about the last deed; ``voice`` is the one that can be taken back."""

    deed: Deeds
    reference: str
    receipt: str = ""
    voices: int = 0
    voice: UUID | None = None


def desk_page(
    form: DeskForm, *, status: int = 200, hints: Hints | None = None, done: Done | None = None
) -> Response:
    """Render the desk with what was typed, what is known about it and what was done."""
    form.make_showable()
    session, viewer = current_session(), current_viewer()
    page = render_template(
        "suggestions/desk/new.html",
        form=form,
        hints=hints or Hints(),
        done=done,
        names=service_names(),
        today_count=recorded_today(session, person_id=viewer.person_id),
        news=find_good_news(session, person_id=viewer.person_id),
    )
    answer = make_response(page, status)
    if status == 503:
        answer.headers["Retry-After"] = str(RETRY_AFTER_S)
    return answer


def refused(form: DeskForm, status: int) -> Response:
    """Say what is wrong beside what was typed; nothing is lost."""
    if wants_json():
        fields = {name: messages for name, messages in form.errors.items() if name}
        return refusal_answer(status, errors=fields, form_errors=form.form_errors)
    return desk_page(form, status=status, hints=hints_for(form, reach=current_viewer().reach))


def service_names() -> list[str]:
    """Return the names of all e-services in the page's language, for a browser without scripts."""
    shown = LANGUAGES.index(Language(current_locale()))
    index = lexicon(current_session()).index
    return [service.names[shown] for service in index.searchables]


def own_receipt(suggestion: Suggestion) -> str:
    """Return the resident's code of a suggestion that the viewer recorded, "" of any other.

    A code opens and erases a suggestion, so it is for the person it was given to: the librarian
    may repeat it to the resident in front of them, not look up those of the kiosk.
    """
    if suggestion.person_id != current_viewer().person_id:
        return ""
    secret = str(current_app.config["SECRET_KEY"])
    return code_behind(secret, UUID(suggestion.uuid), suggestion.receipt_hash)
