"""A resident speaks at the kiosk in Russian, asks at home what became of it, and erases it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from feedback.identity.words import Role
from feedback.kernel.db import Database
from feedback.suggestions.models import Suggestion
from feedback.suggestions.words import Channel, State
from tests.journeys.conftest import OpenPage
from tests.support.texts import Say, texts

pytestmark = pytest.mark.browser
WORDS = "Напишите проще, я ничего не понял. Звоните 29123456."


@pytest.fixture
def say() -> Say:
    """The resident's language."""
    return texts("ru")


def _pairing_code(page: Page) -> str:
    """Let a coordinator add a kiosk; return the code shown."""
    lv = texts("lv")
    page.goto("/devices/")
    page.get_by_label(lv("Name")).fill("Pie ieejas")
    page.get_by_role("button", name=lv("Add and make a code")).click()
    return page.locator("code").first.inner_text()


def _connect(page: Page, code: str) -> None:
    page.goto("/kiosk/pair")
    page.locator("#code").fill(code.lower())
    page.get_by_role("button", name=texts("lv")("Connect")).click()
    page.wait_for_url("**/kiosk/")


def _answer(page: Page, say: Say) -> None:
    """Choose Russian and an e-service that the search finds, and answer the three questions."""
    page.get_by_role("link", name="Русский").click()
    page.get_by_role("link", name=say("Other or don't know")).click()
    page.get_by_role("searchbox").fill("паспорт")
    page.get_by_role("main").get_by_role("button", name=say("Search"), exact=True).click()
    page.get_by_role("region").get_by_role("link").first.click()
    for number, answer in enumerate(("Yes", "Rather no", "No")):
        page.get_by_role("group").nth(number).get_by_label(say(answer), exact=True).check()
    page.get_by_role("button", name=say("Continue")).last.click()


def test_a_resident_speaks_and_later_erases_it(
    open_page: OpenPage, look: Callable[[Page], None], say: Say, database: Database
) -> None:
    kiosk = open_page()
    _connect(kiosk, _pairing_code(open_page(Role.COORDINATOR)))
    look(kiosk)
    _answer(kiosk, say)
    kiosk.get_by_label(say("Did not understand the text")).check()
    kiosk.get_by_label(say("Tell us in your own words")).fill(WORDS)
    kiosk.get_by_role("button", name=say("Send")).last.click()

    expect(kiosk.get_by_role("heading", level=1)).to_have_text(
        say("Thank you, your answer has been received")
    )
    expect(
        kiosk.get_by_text(
            say("We covered personal data in your words. Nobody can see it any more.")
        )
    ).to_be_visible()
    code = kiosk.locator(".receipt").inner_text()
    expect(
        kiosk.get_by_role("img", name=say("QR code with the address of your answer"))
    ).to_be_visible()
    look(kiosk)

    with database.reader() as session:
        (row,) = session.query(Suggestion).all()
        assert (row.channel, row.needed, row.convenient, row.understandable) == (
            Channel.KIOSK, 4, 2, 1,
        )  # fmt: skip
        assert "29123456" not in row.text
        assert row.service_code

    kiosk.get_by_role("link", name=say("Finish now")).click()
    expect(kiosk.get_by_role("link", name="Русский")).to_be_visible()
    kiosk.go_back()
    assert WORDS not in kiosk.content()
    assert code not in kiosk.content()

    phone = open_page()
    phone.goto("/receipt/ru/")
    phone.get_by_label(say("Code")).fill(code.lower())
    phone.get_by_role("button", name=say("Show")).click()
    expect(phone.get_by_role("heading", level=1)).to_have_text(say("Your answer"))
    expect(phone.get_by_role("main")).to_contain_text("Напишите проще")
    look(phone)
    phone.get_by_role("button", name=say("Erase my answer")).click()
    look(phone)
    phone.get_by_role("button", name=say("Erase for ever")).click()
    expect(phone.get_by_role("heading", level=1)).to_have_text(say("The answer is erased"))
    look(phone)

    with database.reader() as session:
        (row,) = session.query(Suggestion).all()
        assert (row.state, row.text) == (State.ERASED, "")
