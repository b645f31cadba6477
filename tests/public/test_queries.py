"""Whose state decides what a resident is told."""

from __future__ import annotations

from sqlalchemy.orm import Session

from feedback.public.queries import outcome_of
from feedback.suggestions.words import State
from tests.factories.suggestions import make_suggestion


def test_one_that_stands_alone_decides_for_itself(session: Session) -> None:
    suggestion = make_suggestion(session)
    assert outcome_of(session, suggestion) is suggestion


def test_the_last_of_a_row_of_merged_ones_decides(session: Session) -> None:
    first, second, third = (make_suggestion(session, f"Vēlme numur {n}") for n in range(3))
    first.state = second.state = State.MERGED
    first.merged_into_id, second.merged_into_id = second.id, third.id
    assert outcome_of(session, first) is third


def test_a_circle_ends(session: Session) -> None:
    first, second = (make_suggestion(session, f"Vēlme numur {n}") for n in range(2))
    first.merged_into_id, second.merged_into_id = second.id, first.id
    assert outcome_of(session, first) in {first, second}
