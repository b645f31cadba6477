"""A librarian writes down what residents say, by keyboard, with JavaScript and without."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from feedback.identity.words import Role
from feedback.kernel.db import Database
from feedback.suggestions.models import Suggestion
from feedback.suggestions.words import State
from tests.factories.suggestions import make_suggestion
from tests.journeys.conftest import OpenPage
from tests.support.texts import Say, texts

pytestmark = pytest.mark.browser
REMARK = "Piesakot ģimenes valsts pabalstu, lapa izmet ārā un viss jāsāk no jauna"
PHONE = f"{REMARK}. Zvanīt 29 123 456"
COVERED = f"{REMARK}. Zvanīt [tālrunis]"


@pytest.fixture
def say() -> Say:
    """The librarian's language."""
    return texts("lv")


def _rows(database: Database) -> list[Suggestion]:
    with database.reader() as session:
        return list(session.scalars(select(Suggestion).order_by(Suggestion.id)))


def test_write_down_hide_a_phone_number_correct_and_look_up(
    open_page: OpenPage,
    database: Database,
    say: Say,
    look: Callable[[Page], None],
    *,
    has_script: bool,
) -> None:
    page = open_page(Role.LIBRARIAN)
    page.goto("/desk/")
    expect(page.locator("#text")).to_be_focused()
    look(page)
    page.keyboard.type(PHONE)
    page.locator("#service").fill("gimenes valsts pabalsts")
    if not has_script:
        page.get_by_role("button", name=say("Save and write next")).click()
    expect(page.locator("#found")).to_contain_text("29 123 456")
    look(page)
    page.get_by_role("button", name=say("Hide")).click()
    expect(page.locator("#text")).to_have_value(COVERED)
    page.get_by_role("button", name=say("Save and write next")).click()
    expect(page.locator("#done")).to_contain_text(say("Saved:"))
    expect(page.locator("#text")).to_have_value("")
    expect(page.locator("#text")).to_be_focused()
    expect(page.locator("#today")).to_contain_text("1")
    (row,) = _rows(database)
    assert (row.text, row.service_code) == (COVERED, "VSAA-11")
    page.get_by_role("link", name=row.reference).click()
    look(page)
    page.get_by_label(say("What does the resident suggest?")).fill(f"{COVERED}!")
    page.get_by_role("button", name=say("Save correction")).click()
    expect(page.get_by_text(say("The correction is saved."))).to_be_visible()
    page.get_by_role("link", name=say("My entries")).first.click()
    expect(page.get_by_text(f"{REMARK}. Zvanīt", exact=False)).to_be_visible()
    look(page)


def test_the_same_again_becomes_a_voice_that_can_be_taken_back(
    open_page: OpenPage, database: Database, say: Say, *, has_script: bool
) -> None:
    with database.write() as session:
        make_suggestion(session, REMARK, state=State.ACCEPTED)
    page = open_page(Role.LIBRARIAN)
    page.goto("/desk/")
    page.keyboard.type(REMARK)
    if not has_script:
        page.get_by_role("button", name=say("Look for similar")).click()
    join = page.get_by_role("button", name=say("The same: add a voice"))
    expect(join).to_be_visible()
    if has_script:
        page.keyboard.press("Alt+1")
    else:
        join.click()
    expect(page.locator("#done")).to_contain_text("IET-")
    expect(page.locator("#text")).to_have_value("")
    assert [row.voices for row in _rows(database)] == [2]
    page.get_by_role("button", name=say("Undo")).click()
    expect(page.get_by_role("button", name=say("Undo"))).to_have_count(0)
    assert [row.voices for row in _rows(database)] == [1]
    if has_script:  # what was typed comes back, to be saved after all
        expect(page.locator("#text")).to_have_value(REMARK)
        page.keyboard.press("Control+Enter")
        expect(page.locator("#text")).to_have_value("")


def test_enter_in_a_line_saves_and_presses_no_other_button(
    open_page: OpenPage, database: Database, *, has_script: bool
) -> None:
    page = open_page(Role.LIBRARIAN)
    page.goto("/desk/")
    page.keyboard.type(PHONE)
    page.locator("#service").fill("Ģimenes valsts pabalsts")
    if has_script:
        expect(page.locator("#service-list [role=option]").first).to_be_visible()
        page.locator("#service").press("Enter")
        expect(page.locator("#found")).to_contain_text("29 123 456")
    page.locator("#service").press("Enter")
    if not has_script:  # nothing was shown before the first send
        expect(page.locator("#found")).to_contain_text("29 123 456")
        page.locator("#service").press("Enter")
    expect(page.locator("#done")).to_contain_text("IET-")
    assert [row.text for row in _rows(database)] == [COVERED]
