"""Periods of days as few words: whole years and months, tens of days and days at the edges."""

from __future__ import annotations

from datetime import date, timedelta

# Nobody spoke of the portal before it was there; a period without a beginning begins here.
EARLIEST = date(2000, 1, 1)
DAY = timedelta(days=1)


def period_words(since: date, until: date) -> list[str]:
    """Return the words that cover the days from ``since`` to ``until`` (both included), in order.

    "2024" is a year, "202403" a month, "2024031" its days from the 10th to the 19th, "20240315" a
    day: the beginnings of the written date, so each day has one word of each kind. Decades need
    fewer than a hundred words. Empty when the period ends before it begins.
    """
    words = []
    day = since
    while day <= until:
        for word, following in _steps(day):
            if following - DAY <= until:
                words.append(word)
                day = following
                break
    return words


def _steps(day: date) -> list[tuple[str, date]]:
    """Return what begins with ``day``, the longest first, each with the day after it."""
    written = f"{day:%Y%m%d}"
    next_month = date(day.year + day.month // 12, day.month % 12 + 1, 1)
    steps = [(written, day + DAY)]
    if day.day == 1 or day.day % 10 == 0:
        steps.insert(0, (written[:7], min(day + DAY * (10 - day.day % 10), next_month)))
    if day.day == 1:
        steps.insert(0, (written[:6], next_month))
        if day.month == 1:
            steps.insert(0, (written[:4], date(day.year + 1, 1, 1)))
    return steps
