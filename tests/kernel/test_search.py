"""Full text on both databases: the same words find the same rows."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.kernel.search import contains_any_word, contains_words
from feedback.suggestions.models import Suggestion
from feedback.tagging.rules.normalise import normal_words
from tests.factories.suggestions import make_suggestion


def found(session: Session, typed: str, *, prefix: bool = False) -> int:
    words = normal_words(typed)
    condition = contains_words(session, Suggestion.norm, words, prefix=prefix)
    return len(session.scalars(select(Suggestion).where(condition)).all())


@pytest.mark.parametrize(
    "typed", ["dzīvesvieta", "dzivesvietu deklaresanu", "DEKLARĒŠANA", "deklarēšanā dzīvesvietu"]
)
def test_other_forms_and_missing_marks_find_the_text(session: Session, typed: str) -> None:
    make_suggestion(session, "Nevaru pabeigt dzīvesvietas deklarēšanu")
    make_suggestion(session, "Pabalsts par bērnu")
    assert found(session, typed) == 1


def test_the_last_word_may_be_a_beginning(session: Session) -> None:
    make_suggestion(session, "Nevaru pabeigt dzīvesvietas deklarēšanu")
    assert found(session, "dzīvesvietas dekl", prefix=True) == 1
    assert found(session, "dzīvesvietas dekl") == 0


def test_any_word_is_enough_for_a_likeness(session: Session) -> None:
    make_suggestion(session, "Nevaru pabeigt dzīvesvietas deklarēšanu")
    make_suggestion(session, "Burti ir par mazu")
    condition = contains_any_word(session, Suggestion.norm, normal_words("deklarēšanu pabalstiem"))
    assert len(session.scalars(select(Suggestion).where(condition)).all()) == 1


def test_the_index_follows_a_changed_text(session: Session) -> None:
    row = make_suggestion(session, "Nevaru pabeigt dzīvesvietas deklarēšanu")
    row.norm = "cits"
    session.flush()
    assert found(session, "dzīvesvieta") == 0


@settings(
    max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(st.text())
def test_no_query_can_break_the_search(session: Session, typed: str) -> None:
    found(session, typed, prefix=True)
