"""`flask demo`: data and accounts for trying the product out."""

from __future__ import annotations

import json

import pytest
from flask import Flask
from sqlalchemy import select

from feedback.identity.access import SIGN_IN_COOKIE
from feedback.identity.models import Person
from feedback.identity.words import Role
from feedback.kernel.db import Database
from tests.support.client import StrictClient


def can_sign_in(client: StrictClient, email: str, password: str) -> bool:
    client.delete_cookie(SIGN_IN_COOKIE)
    client.post("/account/sign-in", data={"email": email, "password": password})
    return client.get_cookie(SIGN_IN_COOKIE) is not None


def test_every_role_gets_an_account_and_each_run_a_fresh_password(
    app: Flask, client: StrictClient, database: Database
) -> None:
    runner = app.test_cli_runner()
    first = json.loads(runner.invoke(args=["demo", "--accounts", "--json"]).stdout)["accounts"]
    assert set(first["emails"]) == {role.value for role in Role}
    assert can_sign_in(client, first["emails"]["librarian"], first["password"])
    second = json.loads(runner.invoke(args=["demo", "--accounts", "--json"]).stdout)["accounts"]
    assert second["emails"] == first["emails"]
    assert not can_sign_in(client, first["emails"]["librarian"], first["password"])
    for email in second["emails"].values():
        assert can_sign_in(client, email, second["password"])
    with database.reader() as session:
        people = session.execute(select(Person.name, Person.is_demonstration)).all()
    assert len(people) == len(Role)
    assert all("demonstrācija" in person.name and person.is_demonstration for person in people)


def test_the_code_connects_a_kiosk(app: Flask, client: StrictClient) -> None:
    output = app.test_cli_runner().invoke(args=["demo", "--accounts", "--json"]).stdout
    code = json.loads(output)["accounts"]["kiosk_code"]
    assert client.submit("/kiosk/pair", {"code": code}).status_code == 303


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)  # the words are the same
def test_the_terminal_says_how_to_get_in(app: Flask) -> None:
    runner = app.test_cli_runner()
    assert "password" not in runner.invoke(args=["demo"]).stdout
    lines = runner.invoke(args=["demo", "--accounts"]).stdout
    assert "sign in at http://127.0.0.1:8000/account/sign-in, password " in lines
    assert "  administrator@example.lv\n" in lines
    assert "kiosk: http://127.0.0.1:8000/kiosk/, code " in lines
