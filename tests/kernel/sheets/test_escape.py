"""The rule against formulas: what it guards, and that the database knows the same rule."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import String, literal, select
from sqlalchemy.orm import Session

from feedback.kernel.sheets.escape import BLANKS, STARTERS, guarded, guarded_sql, is_formula_like
from tests.factories.hostile import FORMULAS

# Neither database stores NUL; half a surrogate pair is no text.
STORABLE = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
RISKY = st.sampled_from([*(set(STARTERS) - {"\0"}), *BLANKS])
TEXTS = st.builds(
    lambda start, rest: "".join(start) + rest,
    st.lists(RISKY | STORABLE, max_size=4),
    st.text(STORABLE, max_size=12),
)


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_becomes_text(text: str) -> None:
    assert guarded(text) == "'" + text


@pytest.mark.parametrize(
    "text", ["", " ", "Nevar pieteikties", "1-2", "e-pasts", "āboli = bumbieri", "'=1", "ё+1", "−5"]
)
def test_an_ordinary_text_stays_as_it_is(text: str) -> None:
    assert guarded(text) == text


def test_a_nul_guards_as_well() -> None:
    assert is_formula_like("\0=1")


@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=TEXTS)
def test_both_databases_know_the_same_rule(session: Session, text: str) -> None:
    assert session.scalar(select(guarded_sql(literal(text, String)))) == guarded(text)
