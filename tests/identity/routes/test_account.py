"""Coming in and going out, as browsers do."""

from __future__ import annotations

import pytest
from flask import Flask

from feedback.identity.access import SIGN_IN_COOKIE
from feedback.identity.words import Role
from feedback.kernel.db import Database
from tests.conftest import SignIn
from tests.factories.identity import CHEAP_PASSWORDS, PASSWORD, make_person
from tests.support.client import StrictClient

EMAIL = "anna@biblioteka.lv"


@pytest.fixture(autouse=True)
def anna(database: Database) -> None:
    """A librarian who knows her password."""
    with database.write() as session:
        make_person(session, email=EMAIL, password_hash=CHEAP_PASSWORDS.hash(PASSWORD))


def test_the_right_password_leads_to_the_work(client: StrictClient) -> None:
    answer = client.submit("/account/sign-in", {"email": EMAIL, "password": PASSWORD})
    assert (answer.status_code, answer.location) == (303, "/")
    assert client.get("/").location == "/desk/"


def test_the_name_is_found_whatever_its_capitals_and_blanks(client: StrictClient) -> None:
    values = {"email": f" {EMAIL.upper()} ", "password": PASSWORD}
    assert client.submit("/account/sign-in", values).status_code == 303


@pytest.mark.parametrize(
    "values",
    [
        {"email": EMAIL, "password": "zirgs lido dienā"},
        {"email": "nobody@biblioteka.lv", "password": PASSWORD},
    ],
    ids=["wrong password", "unknown account"],
)
def test_each_refusal_reads_the_same_and_keeps_the_name(
    client: StrictClient, values: dict[str, str]
) -> None:
    answer = client.submit("/account/sign-in", values)
    assert answer.status_code == 422
    assert "E-pasts vai parole nav pareiza." in answer.text
    assert f'value="{values["email"]}"' in answer.text
    assert values["password"] not in answer.text
    assert client.get_cookie(SIGN_IN_COOKIE) is None


def test_after_the_sign_in_the_page_opens_that_asked_for_it(client: StrictClient) -> None:
    asked = client.get("/desk/?text=a%20b")
    assert asked.status_code == 303
    answer = client.submit(asked.location, {"email": EMAIL, "password": PASSWORD})
    assert answer.location == "/desk/?text=a%20b"


def test_a_form_that_was_open_too_long_keeps_the_name(client: StrictClient) -> None:
    answer = client.post(
        "/account/sign-in", data={"email": EMAIL, "password": PASSWORD}, csrf=False
    )
    assert answer.status_code == 400
    assert "Veidlapa bija atvērta pārāk ilgi." in answer.text
    assert EMAIL in answer.text


def test_the_cookie_is_out_of_reach_of_scripts_and_other_sites(client: StrictClient) -> None:
    answer = client.submit("/account/sign-in", {"email": EMAIL, "password": PASSWORD})
    (cookie,) = (line for line in answer.headers.getlist("Set-Cookie") if "sign_in" in line)
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Path=/" in cookie


def test_signing_out_ends_the_token_itself(app: Flask, sign_in: SignIn) -> None:
    client = sign_in(Role.LIBRARIAN)
    token = client.get_cookie(SIGN_IN_COOKIE)
    assert token is not None
    assert client.post("/account/sign-out", data={}).status_code == 303
    thief = app.test_client()
    thief.set_cookie(SIGN_IN_COOKIE, token.value)
    assert thief.get("/desk/").location.startswith("/account/sign-in")
