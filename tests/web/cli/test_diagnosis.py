"""`flask doctor`: one line a check, what to do, and a code for scripts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from flask import Flask

from feedback.identity.words import Role
from feedback.kernel.db import Database
from feedback.web.cli import diagnosis
from tests.factories.identity import make_person


def test_a_new_installation_lacks_only_its_administrator(app: Flask) -> None:
    result = app.test_cli_runner().invoke(args=["doctor", "--json"])
    answer = json.loads(result.stdout)
    bad = [line["name"] for line in answer["findings"] if line["verdict"] == "bad"]
    assert (result.exit_code, answer["verdict"], bad) == (1, "bad", ["administrator"])


def test_a_good_installation_exits_with_nought(app: Flask, database: Database) -> None:
    with database.write() as session:
        make_person(session, Role.ADMINISTRATOR)
    app.extensions["settings"].data_dir.chmod(0o755)
    result = app.test_cli_runner().invoke(args=["doctor"])
    assert result.exit_code == 0
    assert "-> chmod 700" in result.stdout
    assert "ok   administrator" in result.stdout


def test_accounts_for_a_demonstration_are_not_forgotten(app: Flask) -> None:
    runner = app.test_cli_runner()
    runner.invoke(args=["demo", "--accounts"])
    result = runner.invoke(args=["doctor"])
    assert "warn demonstration 6 demonstration accounts can sign in" in result.stdout
    assert result.exit_code == 0


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_texts_that_were_not_compiled_are_found(
    app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = tmp_path / "lv" / "LC_MESSAGES" / "messages.po"
    source.parent.mkdir(parents=True)
    source.write_text("")
    monkeypatch.setattr(diagnosis, "TRANSLATIONS", tmp_path)
    result = app.test_cli_runner().invoke(args=["doctor"])
    assert "bad  translations  lv is not compiled" in result.stdout
