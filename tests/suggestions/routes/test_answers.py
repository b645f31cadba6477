"""The intake protocol, as a script at the desk speaks it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import select

from feedback.identity.words import Role
from feedback.kernel.actor import SYSTEM
from feedback.kernel.db import Database
from feedback.suggestions.actions import erase_suggestion
from feedback.suggestions.models import Suggestion
from tests.conftest import SignIn
from tests.support.client import StrictClient

REMARK = "Piesakot bērna pabalstu, lapa izmet ārā un viss jāsāk no jauna"
JSON = {"Accept": "application/json"}


def _rows(database: Database) -> list[Suggestion]:
    with database.reader() as session:
        return list(session.scalars(select(Suggestion).order_by(Suggestion.id)))


def _send(librarian: StrictClient, *, plain: bool, **fields: str) -> Any:  # noqa: ANN401 - an answer
    return librarian.post("/desk/", data=fields, headers={} if plain else JSON)


def test_a_send_is_new_once_and_the_same_ever_after(sign_in: SignIn, database: Database) -> None:
    librarian, identity = sign_in(Role.LIBRARIAN), str(uuid4())
    first = _send(librarian, plain=False, id=identity, text=REMARK)
    again = _send(librarian, plain=False, id=identity, text=REMARK)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json["id"] == again.json["id"] == identity
    assert first.json["receipt"] == again.json["receipt"]
    assert first.json["reference"] == again.json["reference"] == _rows(database)[0].reference
    assert _send(librarian, plain=True, id=identity, text=REMARK).status_code == 303
    assert len(_rows(database)) == 1


def test_another_text_under_the_same_id_is_kept_apart(sign_in: SignIn, database: Database) -> None:
    librarian, identity = sign_in(Role.LIBRARIAN), str(uuid4())
    _send(librarian, plain=False, id=identity, text=REMARK)
    other = _send(librarian, plain=False, id=identity, text="Pavisam cits teksts par maksājumiem")
    page = _send(librarian, plain=True, id=identity, text="Trešais teksts par pašu portālu")
    assert (other.status_code, page.status_code) == (409, 409)
    first, second, third = _rows(database)
    assert other.json["id"] == second.uuid != identity
    assert (second.conflict_of, third.conflict_of) == (first.id, first.id)
    assert third.reference in page.text
    assert "Trešais teksts" not in page.text  # it is saved, so the form begins anew


def test_an_erased_suggestion_stays_erased(sign_in: SignIn, database: Database) -> None:
    librarian, identity = sign_in(Role.LIBRARIAN), str(uuid4())
    _send(librarian, plain=False, id=identity, text=REMARK)
    with database.write() as session:
        erase_suggestion(session, session.scalars(select(Suggestion)).one(), actor=SYSTEM)
    again = _send(librarian, plain=False, id=identity, text=REMARK)
    page = _send(librarian, plain=True, id=identity, text=REMARK)
    assert (again.status_code, page.status_code) == (410, 410)
    assert again.json["receipt"] == ""
    assert REMARK in page.text
    assert identity not in page.text  # saving once more, on purpose, is a new suggestion
    assert len(_rows(database)) == 1


def test_a_json_body_is_taken_with_the_token_as_a_header(
    sign_in: SignIn, database: Database
) -> None:
    body = {
        "id": str(uuid4()),
        "text": REMARK,
        "service": "VSAA-11",
        "topics": ["login"],
        "said_on": "2026-01-31",
        "kept": None,
    }
    answer = sign_in(Role.LIBRARIAN).post("/desk/", json=body)
    assert answer.status_code == 201
    assert answer.get_json()["id"] == body["id"]
    (row,) = _rows(database)
    assert (row.service_code, row.topics) == ("VSAA-11", "login")


def test_a_json_body_without_the_token_is_refused(sign_in: SignIn, database: Database) -> None:
    body = {"id": str(uuid4()), "text": REMARK}
    answer = sign_in(Role.LIBRARIAN).post("/desk/", json=body, csrf=False)
    assert answer.status_code == 400
    assert answer.get_json()["errors"]
    assert _rows(database) == []


def test_a_script_that_sends_what_was_written_earlier_is_not_asked(
    sign_in: SignIn, database: Database
) -> None:
    body = {"id": str(uuid4()), "text": "Zvaniet man uz 29 123 456 par pabalstu"}
    assert sign_in(Role.LIBRARIAN).post("/desk/", json=body).status_code == 201
    assert _rows(database)[0].text == "Zvaniet man uz [tālrunis] par pabalstu"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("text", "puse \ud83d zīmes"),
        ("text", "beigas\u0000"),
        ("text", "\u202eapgriezts teksts"),
        ("text", "x" * 20_000),
        ("text", ""),
        ("id", "\ud800"),
        ("id", "123"),
        ("service", "\ud800 pabalsts"),
        ("author", "\ud800"),
        ("municipality", "\ud800"),
        ("library", "\ud800"),
        ("topics", ["\ud800"]),
        ("said_on", "\ud800"),
    ],
)
def test_bad_input_is_refused_at_its_field(
    sign_in: SignIn, database: Database, field: str, value: str | list[str]
) -> None:
    body: dict[str, Any] = {"id": str(uuid4()), "text": REMARK, field: value}
    answer = sign_in(Role.LIBRARIAN).post("/desk/", json=body)
    assert answer.status_code == 422
    told = answer.get_json()
    assert told["errors"] if field == "id" else told["fields"][field]
    assert _rows(database) == []


@pytest.mark.parametrize(
    "body",
    [
        "[1]",
        '"text"',
        "{",
        "",
        '{"text": 5}',
        '{"text": {"a": 1}}',
        '{"topics": [1]}',
        "[" * 100_000,
    ],
    ids=["list", "string", "broken", "empty", "number", "object", "numbers", "deep"],
)
def test_a_body_that_is_no_object_of_texts_is_refused(
    sign_in: SignIn, database: Database, body: str
) -> None:
    answer = sign_in(Role.LIBRARIAN).post("/desk/", data=body, content_type="application/json")
    assert answer.status_code == 400
    assert _rows(database) == []


def test_many_sends_of_one_suggestion_at_one_moment_are_one_row(
    app: Flask, sign_in: SignIn, database: Database
) -> None:
    librarian = sign_in(Role.LIBRARIAN)
    fields = {"id": str(uuid4()), "text": REMARK, "csrf_token": librarian.form_token()}
    cookies = librarian.get_cookie("sign_in"), librarian.get_cookie("ieteikumi")

    def send(_number: int) -> tuple[int, str]:
        twin = app.test_client()
        for cookie in cookies:
            assert cookie
            twin.set_cookie(cookie.key, cookie.value)
        answer = twin.post("/desk/", data=fields, headers=JSON, csrf=False)
        return answer.status_code, answer.get_json()["receipt"]

    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(send, range(20)))
    assert sorted(status for status, _receipt in answers) == [200] * 19 + [201]
    assert len({receipt for _status, receipt in answers}) == 1
    assert len(_rows(database)) == 1
