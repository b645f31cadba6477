"""Suggestions, made by the product's own intake so that they are what people would have sent."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

from sqlalchemy.orm import Session

from feedback.kernel.actor import SYSTEM, Actor
from feedback.suggestions.actions import make_ready, record_suggestion
from feedback.suggestions.models import Suggestion
from feedback.suggestions.words import AuthorKind, Channel, Draft, State
from tests.factories.identity import LIBRARY

SECRET = "a secret of the tests"


def make_suggestion(
    session: Session,
    text: str = "Lai veidlapa neaizmirst, ko esmu ierakstījis",
    *,
    library_code: str = LIBRARY,
    channel: Channel = Channel.DESK,
    author: AuthorKind = AuthorKind.RESIDENT,
    actor: Actor = SYSTEM,
    service_code: str | None = None,
    topic_codes: tuple[str, ...] | None = None,
    said_on: date | None = None,
    state: State = State.RECEIVED,
) -> Suggestion:
    """Record one suggestion and put it into ``state``; returns its row."""
    draft = Draft(
        id=uuid4(),
        channel=channel,
        author=author,
        library_code=library_code,
        text=text,
        actor=actor,
        service_code=service_code,
        topic_codes=topic_codes,
        said_on=said_on,
    )
    recorded = record_suggestion(session, make_ready(session, draft), secret=SECRET)
    row = session.get_one(Suggestion, recorded.suggestion_id)
    row.state = state
    session.flush()
    return row
