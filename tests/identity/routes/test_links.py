"""One-time links: the first administrator."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
import time_machine
from flask import Flask

from feedback.identity.words import Role
from feedback.kernel.db import Database
from tests.conftest import SignIn
from tests.factories.identity import PASSWORD, make_person
from tests.support.client import StrictClient

VALUES = {"name": "Ilze Bērziņa", "email": "ilze@agentura.lv", "password": PASSWORD}


def set_up_link(app: Flask) -> str:
    """Print the link as `make run` does; return its path, "" when nothing was printed."""
    result = app.test_cli_runner().invoke(args=["setup-link"])
    assert result.exit_code == 0
    return urlsplit(result.output.split()[-1]).path if result.output else ""


def test_the_set_up_link_makes_the_first_administrator(app: Flask, client: StrictClient) -> None:
    answer = client.submit(set_up_link(app), {**VALUES, "language": "ru"})
    assert (answer.status_code, answer.location) == (303, "/")
    language = client.get_cookie("language")
    assert language is not None
    assert language.value == "ru"


def test_with_an_administrator_there_is_no_set_up_link(app: Flask, database: Database) -> None:
    with database.write() as session:
        make_person(session, Role.ADMINISTRATOR)
    assert set_up_link(app) == ""


def test_a_new_set_up_link_ends_the_old_one(app: Flask, client: StrictClient) -> None:
    old = set_up_link(app)
    set_up_link(app)
    assert client.get(old).status_code == 410


def test_a_link_works_once(app: Flask, client: StrictClient) -> None:
    link = set_up_link(app)
    client.submit(link, VALUES)
    assert client.get(link).status_code == 410
    again = {**VALUES, "email": "other@agentura.lv", "language": "lv"}
    answer = client.post(link, data=again)
    assert answer.status_code == 422
    assert "Šī saite ir izmantota vai novecojusi." in answer.text


def test_the_set_up_link_lasts_one_hour(app: Flask, client: StrictClient) -> None:
    with time_machine.travel("2026-11-24T10:00:00+02:00", tick=False) as clock:
        link = set_up_link(app)
        clock.shift(59 * 60)
        assert client.get(link).status_code == 200
        clock.shift(60)
        assert client.get(link).status_code == 410


def test_an_unknown_link_is_no_page(client: StrictClient) -> None:
    assert client.get("/account/invitations/abc").status_code == 404
    assert client.post("/account/invitations/abc", data=VALUES).status_code == 404


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        ("name", " ", "Ierakstiet vārdu un uzvārdu."),
        ("email", "ilze", "Ierakstiet e-pasta adresi, piemēram, anna@biblioteka.lv."),
        ("password", "īsa parole"[:9], "Izmantojiet vismaz 10 zīmes."),
        ("password", "Parole1234", "Šo paroli ir viegli uzminēt. Izvēlieties citu."),
        ("password", "ilze.berzina", "Parolē ir Jūsu vārds vai e-pasts. Izvēlieties citu."),
    ],
)
def test_what_cannot_be_taken_is_told_at_its_field(
    app: Flask, client: StrictClient, field: str, typed: str, told: str
) -> None:
    answer = client.submit(set_up_link(app), {**VALUES, field: typed})
    assert answer.status_code == 422
    assert told in answer.text
    assert VALUES["name"] in answer.text or field == "name"


def test_a_taken_address_is_told(app: Flask, client: StrictClient, sign_in: SignIn) -> None:
    sign_in(Role.LIBRARIAN)
    link = set_up_link(app)
    with app.extensions["database"].write() as session:
        make_person(session, email=VALUES["email"])
    answer = client.submit(link, VALUES)
    assert "Ar šo e-pasta adresi jau ir konts." in answer.text
