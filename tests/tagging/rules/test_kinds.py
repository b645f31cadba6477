"""Suggestion, problem, praise or question."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.tagging.rules.kinds import kind_of
from feedback.tagging.words import Kind


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Vajadzētu pogu, ar ko izdrukāt kvīti", Kind.SUGGESTION),
        ("ludzu ielieciet lielaku pogu", Kind.SUGGESTION),
        ("Lai portāls pats atgādina par termiņu.", Kind.SUGGESTION),
        ("Сделайте, пожалуйста, кнопки больше", Kind.SUGGESTION),
        ("Please add a search box", Kind.SUGGESTION),
        ("Poga nestrādā, met ārā kļūdu", Kind.PROBLEM),
        ("nevaru atvert lapu", Kind.PROBLEM),
        ("Портал не работает второй день", Kind.PROBLEM),
        ("The form does not work", Kind.PROBLEM),
        ("Kur var redzēt, cik man ir soda punktu?", Kind.QUESTION),
        ("vai jaiet klatiene", Kind.QUESTION),
        ("Сколько стоит справка?", Kind.QUESTION),
        ("How do I change my address?", Kind.QUESTION),
        ("Paldies, viss notika ātri", Kind.PRAISE),
        ("Спасибо, всё получилось", Kind.PRAISE),
        ("Great service, thank you", Kind.PRAISE),
    ],
)
def test_the_turns_of_a_remark_tell_its_kind(text: str, kind: Kind) -> None:
    assert kind_of(text) is kind


def test_a_remark_without_any_turn_is_taken_for_a_problem() -> None:
    assert kind_of("Portāla lapa") is Kind.PROBLEM


@given(st.text())
def test_any_text_has_a_kind(text: str) -> None:
    assert kind_of(text) in Kind
