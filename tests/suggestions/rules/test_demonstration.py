"""Invented suggestions."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime

from feedback.kernel.text import Language
from feedback.suggestions.rules.demonstration import (
    Invented,
    InventedService,
    World,
    invented_suggestions,
)

UNTIL = datetime(2026, 11, 24, tzinfo=UTC)
WORLD = World(
    services=[
        InventedService(f"S-{number}", "I", dict.fromkeys(Language, f"Pakalpojums {number}"))
        for number in range(20)
    ],
    libraries=[("L-1", 1_000), ("L-2", 10)],
    phrases={(topic, language): ["teksts"] for topic in ("form", "login") for language in Language},
)


def invented(first: int, total: int, seed: int = 1) -> list[Invented]:
    return list(invented_suggestions(WORLD, seed=seed, first=first, total=total, until=UNTIL))


def test_a_run_goes_on_where_another_ended() -> None:
    assert invented(0, 200)[150:] == invented(150, 200)


def test_another_seed_invents_others() -> None:
    assert invented(0, 50) != invented(0, 50, seed=2)


def test_the_spread_looks_like_a_country() -> None:
    rows = invented(0, 2_000)
    services = Counter(row.service_code for row in rows if row.service_code)
    libraries = Counter(row.library_code for row in rows)
    assert services.most_common()[0][1] > 4 * services.most_common()[-1][1]
    assert libraries["L-1"] > 20 * libraries["L-2"]
    assert len({row.state for row in rows}) > 4
    assert len({(row.received_at.year, row.received_at.month) for row in rows}) > 20
    assert all(row.received_at <= UNTIL for row in rows)
