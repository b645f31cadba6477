"""The first administrator invites a librarian, who makes an account, signs in and gets to work."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from feedback.identity.actions import make_set_up_link
from feedback.identity.words import Role
from feedback.kernel.db import Database
from feedback.suggestions.models import Suggestion
from tests.factories.identity import LIBRARY
from tests.journeys.conftest import OpenPage
from tests.support.texts import Say, texts

pytestmark = pytest.mark.browser
PASSWORD = "zirnis kāpa debesīs"
LIBRARIAN = "ilze@example.lv"


@pytest.fixture
def say() -> Say:
    """The language of the staff."""
    return texts("lv")


def _make_account(page: Page, say: Say, *, name: str, email: str) -> None:
    page.get_by_label(say("First name and surname")).fill(name)
    page.get_by_label(say("E-mail")).fill(email)
    page.get_by_label(say("Password"), exact=True).fill(PASSWORD)
    page.get_by_role("button", name=say("Make the account")).click()


def _invitation_link(page: Page, say: Say) -> str:
    """Let the administrator invite a librarian of Aizkraukle; return the link's path."""
    page.goto("/people/invitations/new")
    page.get_by_label(say("Role"), exact=True).select_option(Role.LIBRARIAN.value)
    page.locator("#place").fill("Aizkraukles pilsētas bibliotēka")
    page.get_by_role("button", name=say("Make the link")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(say("The invitation is ready"))
    return urlsplit(page.locator("#one-time-link").input_value()).path


def _sign_in(page: Page, say: Say, password: str) -> None:
    page.get_by_label(say("E-mail")).fill(LIBRARIAN)
    page.get_by_label(say("Password"), exact=True).fill(password)
    page.get_by_role("main").get_by_role("button", name=say("Sign in")).click()


def test_from_the_set_up_link_to_the_first_entry(
    open_page: OpenPage, look: Callable[[Page], None], say: Say, database: Database
) -> None:
    with database.write() as session:
        token = make_set_up_link(session)
    administrator = open_page()
    administrator.goto(f"/account/invitations/{token}")
    _make_account(administrator, say, name="Uldis Ozols", email="uldis@example.lv")
    expect(administrator.get_by_text("Uldis Ozols").first).to_be_visible()
    path = _invitation_link(administrator, say)
    look(administrator)

    librarian = open_page()
    librarian.goto(path)
    _make_account(librarian, say, name="Ilze Kalniņa", email=LIBRARIAN)
    librarian.wait_for_url("**/desk/")
    librarian.locator("details.me summary").click()
    librarian.get_by_role("button", name=say("Sign out")).click()

    librarian.goto("/desk/")
    expect(librarian.get_by_role("heading", level=1)).to_have_text(say("Sign in"))
    _sign_in(librarian, say, "nepareiza parole")
    expect(librarian.get_by_text(say("The e-mail or the password is wrong.")).first).to_be_visible()
    look(librarian)
    _sign_in(librarian, say, PASSWORD)
    librarian.wait_for_url("**/desk/")
    librarian.locator("#text").fill("Lielākus burtus, lūdzu")
    librarian.get_by_role("button", name=say("Save and write next")).click()
    expect(librarian.locator("#done")).to_contain_text("IET-")

    with database.reader() as session:
        (row,) = session.scalars(select(Suggestion)).all()
        assert (row.text, row.library_code) == ("Lielākus burtus, lūdzu", LIBRARY)

    administrator.goto("/people/")
    administrator.get_by_role("link", name="Ilze Kalniņa").click()
    administrator.get_by_role("button", name=say("Shut out")).click()
    librarian.goto("/desk/")
    expect(librarian.get_by_role("heading", level=1)).to_have_text(say("Sign in"))
