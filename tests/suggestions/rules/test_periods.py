"""A period's words cover each of its days once, and no other day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.suggestions.rules.periods import period_words

days = st.dates(date(2023, 1, 1), date(2026, 12, 31))


def words_of(day: date) -> set[str]:
    """Return the words that the index keeps of one day."""
    written = day.strftime("%Y%m%d")
    return {written[:length] for length in (4, 6, 7, 8)}


@pytest.mark.parametrize(
    ("since", "until", "words"),
    [
        (date(2024, 3, 15), date(2024, 3, 15), ["20240315"]),
        (date(2024, 1, 1), date(2024, 12, 31), ["2024"]),
        (date(2024, 2, 1), date(2024, 2, 29), ["202402"]),
        (date(2023, 2, 20), date(2023, 3, 9), ["2023022", "2023030"]),
        (date(2023, 12, 30), date(2024, 1, 10), ["2023123", "2024010", "20240110"]),
        (date(2024, 3, 16), date(2024, 3, 15), []),
    ],
)
def test_whole_periods_have_one_word(since: date, until: date, words: list[str]) -> None:
    assert period_words(since, until) == words


@given(days, days, days)
def test_a_day_has_one_of_the_words_exactly_when_it_is_within(
    since: date, until: date, day: date
) -> None:
    words = period_words(since, until)
    assert len(words_of(day) & set(words)) == (since <= day <= until)


@given(days)
def test_decades_need_few_words(day: date) -> None:
    assert len(period_words(day, day + timedelta(days=7_000))) < 100
