"""The queue: pages, neighbours and counts, whether few or many are found."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from feedback.identity.words import Reach
from feedback.kernel.db import Database
from feedback.suggestions.queries import (
    Filters,
    queue,
    queue_around,
    queue_page,
    queue_rows,
    state_counts,
)
from feedback.suggestions.queries.filters import filtered_ids
from feedback.suggestions.words import Channel, State
from feedback.tagging.words import Kind
from tests.factories.suggestions import make_suggestion
from tests.support.queries import count_queries

ALL = Reach(everything=True)
OPEN = Filters(state=State.RECEIVED)
either_way = pytest.mark.parametrize(
    ("limit", "window"), [(1_000, 10_000), (3, 10_000), (3, 2)], ids=["few", "new", "scattered"]
)


@pytest.fixture
def ids(session: Session, limit: int, window: int, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Ids of received suggestions, newest first, with accepted ones between them."""
    monkeypatch.setattr(queue, "COUNT_LIMIT", limit)
    monkeypatch.setattr(queue, "WINDOW", window)
    rows = [
        make_suggestion(session, state=State.RECEIVED if number % 2 else State.ACCEPTED)
        for number in range(17)
    ]
    return [row.id for row in reversed(rows) if row.state is State.RECEIVED]


@either_way
def test_pages_in_both_directions_are_the_whole_list(session: Session, ids: list[int]) -> None:
    for cursor, step in (("", "older"), ("-", "newer")):
        seen: list[int] = []
        following: str | None = cursor
        while following is not None:
            page = queue_page(session, OPEN, reach=ALL, cursor=following, size=3)
            rows = [row.id for row in page.rows]
            seen = seen + rows if step == "older" else rows + seen
            following = getattr(page, step)
        assert seen == ids


@either_way
def test_an_end_of_the_list_has_no_further_page(session: Session, ids: list[int]) -> None:
    first = queue_page(session, OPEN, reach=ALL, size=3)
    last = queue_page(session, OPEN, reach=ALL, size=3, cursor="-")
    assert (first.newer, last.older) == (None, None)
    assert (first.older, last.newer) == (f"<{ids[2]}", f">{ids[-3]}")


@either_way
def test_the_neighbours_are_those_of_the_list(session: Session, ids: list[int]) -> None:
    for place, number in enumerate(ids):
        around = queue_around(session, OPEN, reach=ALL, number=number, size=2)
        assert around.newer == ids[max(0, place - 2) : place]
        assert around.older == ids[place + 1 : place + 3]


@either_way
def test_a_suggestion_outside_the_filters_has_neighbours_too(
    session: Session, ids: list[int]
) -> None:
    around = queue_around(session, OPEN, reach=ALL, number=ids[2] + 1, size=2)
    assert (around.newer, around.older) == (ids[:2], ids[2:4])


@either_way
def test_a_count_is_exact_up_to_the_limit(session: Session, ids: list[int], limit: int) -> None:
    page = queue_page(session, OPEN, reach=ALL, size=3)
    assert page.count == min(len(ids), limit + 1)


def test_a_line_says_what_a_reviewer_needs_to_know(session: Session) -> None:
    row = make_suggestion(session, "x" * 400, channel=Channel.KIOSK, service_code="POR-01")
    row.voices, row.kind = 3, Kind.PRAISE
    session.flush()
    (line,) = queue_rows(session, [row.id])
    assert (line.reference, line.text) == (row.reference, "x" * 280)
    assert (line.channel, line.kind, line.voices) == (Channel.KIOSK, Kind.PRAISE, 3)
    assert line.service is not None
    assert line.service.name_lv == "Meklēšana portālā"
    assert line.municipality.name_en.startswith("Aizkraukle")


def test_each_state_is_counted(session: Session) -> None:
    for state in (State.RECEIVED, State.RECEIVED, State.DONE, State.ERASED):
        make_suggestion(session, state=state)
    counts = state_counts(session)
    assert (counts[State.RECEIVED], counts[State.DONE], counts[State.ACCEPTED]) == (2, 1, 0)
    assert State.ERASED not in counts


def test_more_rows_need_no_more_queries(database: Database) -> None:
    asked = []
    for _ in range(2):
        with database.write() as session:
            for _ in range(4):
                make_suggestion(session)
        with count_queries(database) as statements, database.reader() as session:
            queue_page(session, OPEN, reach=ALL)
        asked.append(len(statements))
    assert asked[0] == asked[1]


def test_the_index_alone_answers_any_filters(session: Session) -> None:
    filters = Filters(state=State.RECEIVED, topic="login")
    statement, key = filtered_ids(session, filters, reach=ALL)
    if session.get_bind().dialect.name == "sqlite":
        words, statement = "EXPLAIN QUERY PLAN", statement.order_by(key.desc())
    else:
        words = "EXPLAIN"
        session.execute(queue.BY_BITMAP, {"value": "off"})
    compiled = statement.compile(session.get_bind(), compile_kwargs={"literal_binds": True})
    plan = str(session.execute(text(f"{words} {compiled}".replace(":", "\\:"))).all())
    if session.get_bind().dialect.name == "sqlite":
        assert "VIRTUAL TABLE INDEX" in plan
        assert "TEMP B-TREE" not in plan
    else:
        assert "ix_suggestion_facets" in plan
