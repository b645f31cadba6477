"""The desk with a script: by keyboard alone, and with the network failing."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, Request, Route, expect
from sqlalchemy import select

from feedback.identity.models import SignIn
from feedback.identity.words import Role
from feedback.kernel.clock import now
from feedback.kernel.db import Database
from feedback.suggestions.models import Suggestion
from tests.journeys.conftest import OpenPage
from tests.support.texts import texts

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("has_script", [True], indirect=True),
    pytest.mark.parametrize(
        "database_url", ["sqlite"], indirect=True
    ),  # the browser's part is tested
]
REMARK = "Gribu redzēt, kad naudu izmaksās"
KB = 1024
say = texts("lv")


@pytest.fixture
def page(open_page: OpenPage) -> Page:
    """A librarian's browser with the desk open."""
    page = open_page(Role.LIBRARIAN)
    page.goto("/desk/")
    return page


def _rows(database: Database) -> list[Suggestion]:
    with database.reader() as session:
        return list(session.scalars(select(Suggestion)))


def test_a_known_service_takes_ten_keys_beyond_the_text(page: Page, database: Database) -> None:
    page.keyboard.type(REMARK)
    keys = ["Tab", *"gim pab", "Enter", "Control+Enter"]
    assert len(keys) <= 10
    for key in keys:
        page.keyboard.press(key)
    expect(page.locator("#done")).to_contain_text("IET-")
    (row,) = _rows(database)
    assert (row.text, row.service_code, row.is_service_confirmed) == (REMARK, "VSAA-11", True)
    expect(page.locator("#text")).to_be_focused()
    page.keyboard.type("Un nākamais ieteikums par pensijām")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#today")).to_contain_text("2")
    assert len({row.uuid for row in _rows(database)}) == 2


def test_topics_are_one_stop_of_the_tab_key(page: Page, database: Database) -> None:
    page.keyboard.type("Nevaru ielogoties, parole neder")
    guess = page.locator("#topics .chip-guess")
    expect(guess.first).to_be_visible()
    page.locator(".place summary").focus()
    page.keyboard.press("Tab")
    expect(page.get_by_label("Pieslēgšanās")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name=say("Save and write next"))).to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")  # "another topic" opens, and its first one has the focus
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Space")
    expect(guess).to_have_count(0)  # whoever changes one has looked at them all
    page.keyboard.press("Escape")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#done")).to_contain_text("IET-")
    (row,) = _rows(database)
    assert "login" in row.topics.split(";")
    assert len(row.topics.split(";")) == 2


def test_alt_b_opens_the_other_topics_and_alt_a_hides_a_number(page: Page) -> None:
    page.keyboard.type("Zvaniet man uz 29 123 456")
    expect(page.locator("#found")).to_contain_text("29 123 456")
    page.keyboard.press("Alt+a")
    expect(page.locator("#text")).to_have_value("Zvaniet man uz [tālrunis]")
    expect(page.locator("#found")).not_to_contain_text("29 123 456")
    page.keyboard.press("Alt+b")
    expect(page.locator("#topics details input").first).to_be_focused()


def test_a_likely_service_is_one_tap_away(page: Page, database: Database) -> None:
    page.keyboard.type("Ģimenes valsts pabalstu nevar atrast")
    page.locator("#likely button").first.click()
    expect(page.locator("#service")).to_have_value("Ģimenes valsts pabalsts")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#done")).to_contain_text("IET-")
    assert [row.is_service_confirmed for row in _rows(database)] == [True]


def test_what_is_declared_not_personal_is_stored_as_it_is(page: Page, database: Database) -> None:
    page.keyboard.type("Vienotais tālrunis ir 67 123 456")
    page.get_by_role("button", name=say("These are not personal data")).click()
    expect(page.locator("#found input[name=kept]")).to_have_count(1)
    page.keyboard.press("Control+Enter")
    expect(page.locator("#done")).to_contain_text("IET-")
    assert [row.text for row in _rows(database)] == ["Vienotais tālrunis ir 67 123 456"]
    page.keyboard.type("Mans tālrunis ir 67 123 456")  # the next resident's is asked about again
    expect(page.locator("#found")).to_contain_text("67 123 456")


def test_a_double_click_is_one_suggestion(page: Page, database: Database) -> None:
    page.keyboard.type(REMARK)
    page.get_by_role("button", name=say("Save and write next")).dblclick()
    expect(page.locator("#done")).to_contain_text("IET-")
    assert len(_rows(database)) == 1


def test_what_is_typed_before_the_receipt_comes_is_the_next_text(
    page: Page, database: Database
) -> None:
    def hold(route: Route) -> None:
        answer = route.fetch()
        page.keyboard.type("Nākamais")
        route.fulfill(response=answer)

    page.route("**/desk/", hold)
    page.keyboard.type(REMARK)
    page.keyboard.press("Control+Enter")
    expect(page.locator("#done")).to_contain_text("IET-")
    expect(page.locator("#text")).to_have_value("Nākamais")
    assert [row.text for row in _rows(database)] == [REMARK]


def test_a_lost_answer_keeps_the_text_and_is_not_counted_twice(
    page: Page, database: Database
) -> None:
    lost: list[Request] = []

    def lose_answer(route: Route) -> None:
        if route.request.method == "POST" and not lost:
            lost.append(route.request)
            route.fetch()  # the server has it; what comes back is the page of some proxy
            route.fulfill(body="<p>Welcome to the network of the library</p>")
        else:
            route.continue_()

    page.route("**/desk/", lose_answer)
    page.keyboard.type(REMARK)
    page.keyboard.press("Control+Enter")
    expect(page.locator("#done")).to_contain_text(
        say(
            "Not saved: there is no answer from the server. The text is still here. Save again in a moment."
        )
    )
    expect(page.locator("#text")).to_have_value(REMARK)
    page.keyboard.press("Control+Enter")
    expect(page.locator("#done")).to_contain_text("IET-")
    assert len(_rows(database)) == 1


def test_an_ended_sign_in_is_no_success(page: Page, database: Database) -> None:
    page.keyboard.type(REMARK)
    with database.write() as session:
        session.scalars(select(SignIn)).one().ended_at = now()
    page.keyboard.press("Control+Enter")
    expect(page.locator("#done")).to_contain_text(
        say("Not saved: your sign-in has ended. The text is still here.")
    )
    expect(page.locator("#text")).to_have_value(REMARK)
    assert _rows(database) == []


def test_a_refused_text_is_shown_on_a_page_of_its_own(page: Page, database: Database) -> None:
    page.keyboard.type("ab")
    page.keyboard.press("Control+Enter")
    expect(page.locator("#text-error")).to_be_visible()
    expect(page.locator("#text")).to_have_value("ab")
    page.locator("#text").fill(REMARK)
    page.keyboard.press("Control+Enter")
    expect(page.locator("#done")).to_contain_text("IET-")
    expect(page.locator("#text")).to_have_value("")
    assert len(_rows(database)) == 1


def test_the_first_page_is_light(open_page: OpenPage) -> None:
    page = open_page(Role.LIBRARIAN)
    weights: dict[str, int] = {}
    page.on(
        "requestfinished",
        lambda request: weights.update({request.url: request.sizes()["responseBodySize"]}),
    )
    page.goto("/desk/", wait_until="networkidle")
    assert sum(weights.values()) <= 60 * KB, weights
