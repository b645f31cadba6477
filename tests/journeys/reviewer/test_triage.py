"""A reviewer reads what came in, accepts, thinks better of it, declines, and merges what says the same."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from feedback.identity.words import Role
from feedback.kernel.db import Database
from feedback.suggestions.models import Suggestion
from feedback.suggestions.words import State
from tests.factories.suggestions import make_suggestion
from tests.journeys.conftest import OpenPage
from tests.support.texts import Say, texts

pytestmark = pytest.mark.browser
SAME = "Ģimenes pabalsta veidlapa pēc pieslēgšanās aizmirst visu ierakstīto"


@pytest.fixture
def say() -> Say:
    """The reviewer's language."""
    return texts("lv")


@pytest.fixture
def rows(database: Database) -> list[int]:
    """Ids of three suggestions, newest first; the oldest one has been accepted and has a double."""
    with database.write() as session:
        known = make_suggestion(session, SAME, state=State.ACCEPTED)
        double = make_suggestion(session, f"{SAME}!")
        newest = make_suggestion(session, "Burti ir par mazu")
        return [newest.id, double.id, known.id]


def _states(database: Database, rows: list[int]) -> list[State]:
    with database.reader() as session:
        return [session.get_one(Suggestion, number).state for number in rows]


def test_a_triage(
    open_page: OpenPage,
    database: Database,
    rows: list[int],
    say: Say,
    look: Callable[[Page], None],
    *,
    has_script: bool,
) -> None:
    page = open_page(Role.REVIEWER)
    page.goto("/review/")
    look(page)
    triage = _by_keys if has_script else _by_hand
    triage(page, say, look)
    assert _states(database, rows) == [State.DECLINED, State.MERGED, State.ACCEPTED]
    with database.reader() as session:
        assert session.get_one(Suggestion, rows[2]).voices == 2


def _by_keys(page: Page, say: Say, look: Callable[[Page], None]) -> None:
    """Decide without a mouse: one key to accept, three to decline or merge."""
    for key in ("j", "j", "k", "Enter"):
        page.keyboard.press(key)
    expect(page.locator("blockquote")).to_have_text("Burti ir par mazu")
    look(page)
    page.keyboard.press("e")
    expect(page.get_by_role("status").get_by_text(say("Undo"))).to_be_visible()
    expect(page.locator("blockquote")).to_have_text(f"{SAME}!")
    page.keyboard.press("z")
    expect(page.locator("blockquote")).to_have_text("Burti ir par mazu")
    page.keyboard.press("n")
    expect(page.get_by_label(say("Reason"))).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_label(say("Reason"))).to_be_hidden()
    for key in ("n", "Tab", "Tab", "Enter"):
        page.keyboard.press(key)
        if key == "n":
            expect(page.get_by_label(say("Reason"))).to_be_focused()
    expect(page.locator("blockquote")).to_have_text(f"{SAME}!")
    page.keyboard.press("m")
    page.keyboard.press("1")
    expect(page.get_by_text(say("Nothing here"))).to_be_visible()


def _by_hand(page: Page, say: Say, _look: Callable[[Page], None]) -> None:
    """The same decisions by links and buttons alone."""
    page.get_by_role("link", name="Burti ir par mazu").click()
    page.get_by_role("button", name=say("Accept")).click()
    page.get_by_role("button", name=say("Undo"), exact=True).click()
    page.locator("summary", has_text=say("Decline")).click()
    page.get_by_role("button", name=say("Decline")).click()
    page.get_by_role("button", name=say("Merge into %(reference)s").partition("%")[0]).click()
    expect(page.get_by_text(say("Nothing here"))).to_be_visible()
