"""The page of exports and its downloads."""

from __future__ import annotations

import hashlib
import json
import re
import socket
import time
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import insert, select

from feedback.exports.models import ExportRun
from feedback.exports.words import RunState
from feedback.identity.words import Role
from feedback.kernel.db import Database
from feedback.suggestions.models import Suggestion
from feedback.suggestions.words import State
from tests.conftest import SignIn
from tests.factories.identity import OTHER_LIBRARY
from tests.factories.suggestions import make_suggestion
from tests.support.live import served


@pytest.fixture(autouse=True)
def noise(database: Database) -> None:
    with database.write() as session:
        make_suggestion(session, "Savas bibliotēkas vēlme", state=State.ACCEPTED)
        make_suggestion(session, "Vēl viena", state=State.RECEIVED)
        make_suggestion(session, "Svešas bibliotēkas vēlme", library_code=OTHER_LIBRARY)


def test_the_page_says_how_many_a_selection_holds(sign_in: SignIn) -> None:
    page = sign_in(Role.REVIEWER).get("/exports/?state=accepted").text
    assert "1 ieteikums" in page
    assert "Stāvoklis: " in page


def test_an_empty_selection_is_told(sign_in: SignIn) -> None:
    page = sign_in(Role.REVIEWER).get("/exports/?text=nekasneder").text
    assert "Datnē būtu tikai virsraksts" in page


@pytest.mark.parametrize(
    "query", ["state=nonsense", "since=2026-13-45", "since=2026-02-01&until=2026-01-01"]
)
def test_a_wrong_selection_is_told_at_its_field(sign_in: SignIn, query: str) -> None:
    response = sign_in(Role.REVIEWER).get(f"/exports/?{query}")
    assert response.status_code == 422
    assert "field-error" in response.text


def test_a_download_is_a_file_with_a_manifest(sign_in: SignIn) -> None:
    browser = sign_in(Role.REVIEWER)
    response = browser.submit("/exports/?state=accepted", {"format": "jsonl"})
    name = re.fullmatch(
        r"attachment; filename=(ieteikumi-\d{4}-\d\d-\d\d-0001\.jsonl)",
        response.headers["Content-Disposition"],
    )
    assert name
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    (row,) = [json.loads(line) for line in response.text.splitlines()]
    assert row["text"] == "Savas bibliotēkas vēlme"
    manifest = browser.get("/exports/1/manifest.json").get_json()
    assert manifest["file"] == name[1]
    assert manifest["sha256"] == hashlib.sha256(response.data).hexdigest()
    assert (manifest["rows"], manifest["state"], manifest["by"]) == (1, "done", "Anna Liepa")
    assert manifest["filter"] == {"state": "accepted"}
    assert [column["name"] for column in manifest["columns"]] == list(row)
    page = browser.get("/exports/").text
    assert manifest["sha256"][:16] in page


@pytest.mark.parametrize(
    ("form", "kind"),
    [
        ("csv-excel", "text/csv; charset=utf-8"),
        ("csv", "text/csv; charset=utf-8"),
        ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("jsonl", "application/x-ndjson; charset=utf-8"),
    ],
)
def test_each_format_says_what_it_is(sign_in: SignIn, form: str, kind: str) -> None:
    response = sign_in(Role.RELEASER).submit("/exports/", {"format": form})
    assert (response.status_code, response.content_type) == (200, kind)


def test_a_coordinator_exports_only_their_municipality(sign_in: SignIn) -> None:
    response = sign_in(Role.COORDINATOR).submit("/exports/", {"format": "jsonl"})
    texts = {json.loads(line)["text"] for line in response.text.splitlines()}
    assert texts == {"Savas bibliotēkas vēlme", "Vēl viena"}


def test_a_coordinator_sees_own_exports_only(sign_in: SignIn) -> None:
    reviewer, coordinator = sign_in(Role.REVIEWER), sign_in(Role.COORDINATOR)
    reviewer.submit("/exports/", {"format": "csv"})
    coordinator.submit("/exports/", {"format": "csv"})
    assert coordinator.get("/exports/1/manifest.json").status_code == 404
    assert coordinator.get("/exports/2/manifest.json").status_code == 200
    assert reviewer.get("/exports/2/manifest.json").status_code == 200
    assert "0001" not in coordinator.get("/exports/").text


def test_an_unknown_format_or_filter_makes_no_file(sign_in: SignIn, database: Database) -> None:
    browser = sign_in(Role.REVIEWER)
    for data in ({"format": "exe"}, {}, {"format": "csv", "state": "nonsense"}):
        assert browser.post("/exports/", data=data).status_code == 422
    with database.reader() as session:
        assert session.scalars(select(ExportRun)).all() == []


def test_an_export_without_the_pages_token_is_refused(sign_in: SignIn) -> None:
    response = sign_in(Role.REVIEWER).post("/exports/", data={"format": "csv"}, csrf=False)
    assert response.status_code == 400


def test_a_browser_that_goes_away_leaves_an_interrupted_run(
    app: Flask, database: Database, sign_in: SignIn
) -> None:
    with database.write() as session:
        row = session.execute(select(Suggestion.__table__).limit(1)).mappings().one()
        many = [
            {
                **row,
                "id": None,
                "uuid": str(uuid4()),
                "receipt_hash": str(uuid4()),
                "text": "ā" * 4000,
            }
            for _ in range(6000)
        ]
        for one in many:
            del one["id"]
        session.execute(insert(Suggestion), many)
    browser = sign_in(Role.REVIEWER)
    token = browser.form_token()
    cookies = "; ".join(f"{c.key}={c.value}" for c in (browser._cookies or {}).values())  # noqa: SLF001
    body = f"format=csv&csrf_token={token}".encode()
    with served(app) as address:
        host, port = address.removeprefix("http://").split(":")
        with socket.create_connection((host, int(port))) as connection:
            connection.sendall(
                f"POST /exports/ HTTP/1.1\r\nHost: {host}:{port}\r\nCookie: {cookies}\r\n"
                "Content-Type: application/x-www-form-urlencoded\r\n"
                f"Content-Length: {len(body)}\r\n\r\n".encode()
                + body
            )
            assert connection.recv(1000).startswith(b"HTTP/1.1 200")
        limit = time.monotonic() + 20
        state = RunState.RUNNING
        while state is RunState.RUNNING and time.monotonic() < limit:
            time.sleep(0.1)
            with database.reader() as session:
                state = session.scalars(select(ExportRun.state)).one()
    assert state is RunState.INTERRUPTED
