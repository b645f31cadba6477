"""Events beside changes."""

from __future__ import annotations

from sqlalchemy.orm import Session

from feedback.kernel.actor import SYSTEM, Actor, ActorKind
from feedback.kernel.journal import events_of, record_event


def test_the_events_of_one_subject_are_read_in_their_order(session: Session) -> None:
    record_event(session, verb="first", subject=("thing", 1), actor=SYSTEM)
    record_event(session, verb="other", subject=("thing", 2), actor=SYSTEM)
    record_event(
        session, verb="second", subject=("thing", 1), actor=Actor(ActorKind.RESIDENT), code="x"
    )
    events = events_of(session, subject=("thing", 1))
    assert [(event.verb, event.data) for event in events] == [
        ("first", {}),
        ("second", {"code": "x"}),
    ]
