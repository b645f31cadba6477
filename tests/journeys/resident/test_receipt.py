"""From the QR code of the kiosk to the erased answer, on a phone."""

from __future__ import annotations

from uuid import UUID

import pytest
from playwright.sync_api import Page, expect

from feedback.kernel.db import Database
from feedback.suggestions.rules.receipts import receipt_code
from feedback.suggestions.words import Channel
from tests.factories.suggestions import SECRET, make_suggestion
from tests.support.browser import axe_finds

pytestmark = pytest.mark.browser
TEXT = "Lai veidlapa neaizmirst, ko esmu ierakstījis"


@pytest.fixture
def code(database: Database) -> str:
    """The code of an answer that was given at a kiosk."""
    with database.write() as session:
        suggestion = make_suggestion(session, TEXT, channel=Channel.KIOSK)
        return receipt_code(SECRET, UUID(suggestion.uuid))


def test_the_qr_code_opens_the_answer_and_leaves_no_code_in_the_history(
    page: Page, code: str
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"/receipt/ru/#{code}")
    expect(page.get_by_text(TEXT)).to_be_visible()
    assert page.url.endswith("/receipt/ru/")
    assert not [url for url in asked if code[:4] in url.partition("#")[0]]
    assert axe_finds(page) == []
    page.go_back()
    assert code[:4] not in page.url


@pytest.mark.parametrize("fragment", ["main", "saturs", "%3Cb%3E", "7F4K-29MX-7F4K"])
def test_another_fragment_does_nothing(page: Page, fragment: str) -> None:
    page.goto(f"/receipt/lv/#{fragment}")
    expect(page.get_by_label("Jūsu kods")).to_have_value("")
    expect(page.locator(".note-bad")).to_have_count(0)


def test_the_language_changes_with_the_answer_in_sight(page: Page, code: str) -> None:
    page.goto("/receipt/")
    page.get_by_label("Jūsu kods").fill(code.lower().replace("-", " "))
    page.get_by_role("button", name="Parādīt").click()
    page.get_by_role("button", name="EN English").click()
    expect(page.get_by_role("heading", name="Your answer", exact=True)).to_be_visible()
    expect(page.get_by_text(TEXT)).to_be_visible()
    assert axe_finds(page) == []


def _erase(page: Page, code: str) -> None:
    page.goto("/receipt/lv/")
    page.get_by_label("Jūsu kods").fill(code)
    page.get_by_role("button", name="Parādīt").click()
    page.get_by_role("button", name="Dzēst manu atbildi").click()
    expect(page.get_by_role("heading", name="Vai dzēst atbildi")).to_be_visible()
    page.get_by_role("button", name="Paturēt").click()
    page.get_by_role("button", name="Dzēst manu atbildi").click()
    page.get_by_role("button", name="Dzēst neatgriezeniski").click()
    expect(page.get_by_role("heading", name="Atbilde ir dzēsta")).to_be_visible()


def test_an_answer_is_erased_and_gone(page: Page, code: str) -> None:
    _erase(page, code)
    page.goto(f"/receipt/lv/#{code}")
    expect(page.get_by_role("heading", name="Atbilde ir dzēsta")).to_be_visible()
    assert TEXT not in page.content()


def test_erasing_works_without_scripts(page_without_javascript: Page, code: str) -> None:
    _erase(page_without_javascript, code)
