"""Alive, and ready: what a monitor asks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text

from feedback.identity.access import SIGN_IN_COOKIE
from feedback.kernel.checkup import store
from feedback.kernel.db import Database
from tests.support.client import StrictClient

sqlite_only = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture(params=["sqlite", "postgresql"])
def gone(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A store that does not answer: a folder in place of its file, a port without a server."""
    url = "postgresql://nobody@127.0.0.1:1/nothing"
    store = Database(f"sqlite:///{tmp_path}" if request.param == "sqlite" else url)
    yield store
    store.close()


def test_a_whole_installation_is_alive_and_ready(client: StrictClient) -> None:
    for address in ("/livez", "/readyz"):
        answer = client.get(address)
        assert (answer.status_code, answer.text) == (200, "ok\n")
        assert answer.headers["Cache-Control"] == "no-store"
        assert not {"Set-Cookie", "Vary"} & {*answer.headers.keys()}


def test_old_tables_are_not_ready_but_alive(client: StrictClient, database: Database) -> None:
    with database.write() as session:
        session.execute(text("UPDATE alembic_version SET version_num = '0001_catalogue'"))
    assert client.get("/livez").status_code == 200
    answer = client.get("/readyz")
    assert (answer.status_code, answer.text) == (503, "schema\n")
    assert int(answer.headers["Retry-After"]) > 0


@sqlite_only  # the store of the test is put aside
def test_a_store_that_does_not_answer_is_not_ready(
    client: StrictClient, app: Flask, database: Database, gone: Database
) -> None:
    app.extensions["database"] = gone
    answer = client.get("/readyz")
    assert (answer.status_code, answer.text) == (503, "unreachable\n")
    assert client.get("/livez").status_code == 200
    client.set_cookie(SIGN_IN_COOKIE, "somebody")
    page = client.get("/desk/")
    assert (page.status_code, page.headers["Retry-After"]) == (503, "5")
    database.close()


@sqlite_only
def test_a_full_disk_and_a_read_only_one_are_not_ready(
    client: StrictClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "ROOM_TO_WRITE", 2**80)
    assert client.get("/readyz").text == "full\n"
    monkeypatch.setattr("os.access", lambda _path, _mode: False)
    assert client.get("/readyz").text == "read_only\n"
