"""What the log says of trouble, and what it never says."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from flask.typing import ResponseReturnValue
from sqlalchemy import insert

from feedback.catalogue.models import Region
from feedback.identity.access import SIGN_IN_COOKIE, open_to_all
from feedback.kernel.clock import today
from feedback.web.logs import JsonLines
from feedback.web.session import current_session, writes
from tests.support.client import StrictClient

CANARY = "kanārijputns-481516"


@pytest.fixture
def lines() -> Iterator[io.StringIO]:
    """The log as the server would print it."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLines())
    logging.getLogger().addHandler(handler)
    yield stream
    logging.getLogger().removeHandler(handler)


@pytest.fixture
def failing(app: Flask) -> StrictClient:
    """A browser, and two views that break as real ones would."""

    @app.post("/broken/<token>")
    @open_to_all
    def broken(token: str) -> ResponseReturnValue:
        try:
            int(token)
        except ValueError as problem:
            message = f"cannot use {token}\nfrom a form"
            raise LookupError(message) from problem
        return ""

    @app.post("/doubled")
    @open_to_all
    @writes
    def doubled() -> ResponseReturnValue:
        row: dict[str, object] = {"code": CANARY, "name_lv": CANARY, "name_en": "", "name_ru": ""}
        row |= {"short_lv": "", "nuts3": "", "valid_from": today()}
        for _ in range(2):
            current_session().execute(insert(Region).values(row))
        return ""

    client = app.test_client()
    assert isinstance(client, StrictClient)
    client.set_cookie(SIGN_IN_COOKIE, CANARY)
    return client


def told(lines: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in lines.getvalue().splitlines()]


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)  # nothing is stored
def test_nothing_of_a_failed_request_reaches_the_log(
    failing: StrictClient, lines: io.StringIO
) -> None:
    page = failing.post(
        f"/broken/{CANARY}?code={CANARY}",
        data={"text": CANARY},
        headers={
            "User-Agent": CANARY,
            "Referer": f"http://localhost/{CANARY}",
            "X-Real-Ip": CANARY,
        },
        environ_overrides={"REMOTE_ADDR": "203.0.113.77"},
        expected_status=500,
    )
    assert CANARY not in lines.getvalue()
    assert "203.0.113" not in lines.getvalue()
    assert "481516" not in lines.getvalue()
    (line,) = told(lines)
    assert line["request"] in page.text
    assert (line["level"], line["method"], line["route"]) == ("error", "POST", "/broken/<token>")
    outer, inner = line["error"]
    assert (outer["type"], inner["type"]) == ("builtins.LookupError", "builtins.ValueError")
    assert any("tests/web/test_logs.py" in place for place in outer["at"])


def test_a_database_error_comes_without_the_row(failing: StrictClient, lines: io.StringIO) -> None:
    failing.post("/doubled", data={"text": CANARY}, expected_status=500)
    assert CANARY not in lines.getvalue()
    assert "481516" not in lines.getvalue()
    (line,) = told(lines)
    codes = {part.get("code") for part in line["error"]}
    assert codes & {"SQLITE_CONSTRAINT", "23505"}


def test_a_line_stays_a_line(lines: io.StringIO) -> None:
    logging.getLogger("feedback.test").warning("one\r\ntwo\u2028three %s", "\nfour")
    (line,) = told(lines)
    assert line["message"] == "one\r\ntwo\u2028three \nfour"
    assert lines.getvalue().isascii()


def test_other_libraries_tell_no_values(lines: io.StringIO) -> None:
    logging.getLogger("waitress").warning("Exception while serving %s", f"/links/{CANARY}")
    (line,) = told(lines)
    assert line["message"] == "Exception while serving %s"


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)  # the limit is SQLite's
def test_a_full_disk_is_named(app: Flask, lines: io.StringIO) -> None:
    """The visitor sees "busy"; the operator must see why."""
    database = app.extensions["database"]

    @app.post("/long")
    @open_to_all
    @writes
    def long() -> ResponseReturnValue:
        connection = current_session().connection()
        connection.exec_driver_sql("PRAGMA max_page_count=1")
        connection.exec_driver_sql("CREATE TABLE more AS SELECT randomblob(1000000) AS bytes")
        return ""

    answer = app.test_client().post("/long")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    (line,) = told(lines)
    assert "SQLITE_FULL" in {part.get("code") for part in line["error"]}
    database.close()
