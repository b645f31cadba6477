"""Pages by key."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.kernel.paging import page_by_id
from feedback.suggestions.models import Suggestion
from tests.factories.suggestions import make_suggestion


@pytest.fixture
def ids(session: Session) -> list[int]:
    return [make_suggestion(session).id for _ in range(7)]


def read(session: Session, cursor: str) -> tuple[list[int], str | None, str | None]:
    page = page_by_id(session, select(Suggestion), Suggestion.id, cursor=cursor, size=3)
    return [row.id for row in page.rows], page.newer, page.older


def test_the_pages_forward_are_the_whole_list(session: Session, ids: list[int]) -> None:
    seen, cursor = [], ""
    while True:
        rows, _, older = read(session, cursor)
        seen += rows
        if older is None:
            break
        cursor = older
    assert seen == ids[::-1]


def test_the_pages_backward_are_the_whole_list(session: Session, ids: list[int]) -> None:
    rows, newer, older = read(session, "-")
    assert older is None
    seen = rows
    while newer is not None:
        rows, newer, _ = read(session, newer)
        seen = rows + seen
    assert seen == ids[::-1]


@pytest.mark.parametrize("cursor", ["x", "<", "<abc", "1", "<99999999999999999999999", "<-1"])
def test_a_cursor_that_is_none_shows_the_first_page(
    session: Session, ids: list[int], cursor: str
) -> None:
    assert read(session, cursor)[0] == ids[:-4:-1]


def test_a_row_that_arrives_meanwhile_shifts_no_page(session: Session, ids: list[int]) -> None:
    _, _, older = read(session, "")
    make_suggestion(session)
    assert older is not None
    assert read(session, older)[0] == ids[-4:-7:-1]


def test_an_empty_list_has_no_neighbours(session: Session) -> None:
    assert read(session, "") == ([], None, None)
