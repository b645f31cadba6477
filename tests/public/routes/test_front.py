"""The front page and the help."""

from __future__ import annotations

import pytest

from feedback.identity.words import Role
from tests.conftest import SignIn
from tests.support.client import StrictClient


def test_a_stranger_learns_what_this_is(client: StrictClient) -> None:
    page = client.get("/")
    assert "Man ir ieteikuma kods" in page.text


@pytest.mark.parametrize("role", Role)
def test_staff_are_sent_to_a_page_of_theirs(sign_in: SignIn, role: Role) -> None:
    browser = sign_in(role)
    assert browser.get(browser.get("/").location).status_code == 200


def test_a_librarian_is_sent_to_the_desk(sign_in: SignIn) -> None:
    assert sign_in(Role.LIBRARIAN).get("/").location == "/desk/"


@pytest.mark.parametrize(
    ("language", "heading"), [("lv", "Palīdzība"), ("en", "Help"), ("ru", "Помощь")]
)
def test_the_help_is_there_in_three_languages(
    client: StrictClient, language: str, heading: str
) -> None:
    client.set_cookie("language", language)
    assert f"<h1>{heading}</h1>" in client.get("/help/").text
