"""The command ``flask export``."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from flask import Flask

from feedback.exports import actions
from feedback.kernel.db import Database
from feedback.suggestions.words import State
from tests.factories.suggestions import make_suggestion


@pytest.fixture(autouse=True)
def noise(database: Database) -> None:
    with database.write() as session:
        make_suggestion(session, "Pieņemta vēlme", state=State.ACCEPTED)
        make_suggestion(session, "Nelasīta vēlme")


def test_a_file_and_its_manifest_are_written(app: Flask, tmp_path: Path) -> None:
    file = tmp_path / "fails.jsonl"
    arguments = ["export", "--format", "jsonl", "--output", str(file), "--state", "accepted"]
    done = app.test_cli_runner().invoke(args=[*arguments, "--json"])
    assert done.exit_code == 0, done.output
    manifest = json.loads((tmp_path / "fails.jsonl.manifest.json").read_text())
    assert json.loads(done.stdout) == manifest
    assert json.loads(file.read_text())["text"] == "Pieņemta vēlme"
    assert manifest["sha256"] == hashlib.sha256(file.read_bytes()).hexdigest()
    assert (manifest["by"], manifest["filter"]) == ("command line", {"state": "accepted"})


def test_a_period_and_words_narrow_the_file(app: Flask, tmp_path: Path) -> None:
    file = tmp_path / "fails.csv"
    narrow = ["--since", "2020-01-01", "--until", "2099-12-31", "--text", "nelasīta"]
    done = app.test_cli_runner().invoke(
        args=["export", "--format", "csv", "--output", str(file), *narrow]
    )
    assert done.exit_code == 0, done.output
    assert done.stdout.startswith("1 rows in ")


def test_standard_output_gets_the_file_only(app: Flask) -> None:
    done = app.test_cli_runner().invoke(args=["export", "--format", "jsonl", "--output", "-"])
    assert len([json.loads(line) for line in done.stdout.splitlines()]) == 2
    assert "2 rows in -" in done.stderr


def test_a_failed_export_leaves_no_file(
    app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "selected_count", lambda *_args, **_more: 99)
    file = tmp_path / "fails.csv"
    file.write_text("older")
    done = app.test_cli_runner().invoke(args=["export", "--format", "csv", "--output", str(file)])
    assert done.exit_code == 1
    assert "whole selection" in done.stderr
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["fails.csv"]
    assert file.read_text() == "older"


def test_an_unwritable_place_is_told(app: Flask, tmp_path: Path) -> None:
    file = tmp_path / "missing" / "fails.csv"
    done = app.test_cli_runner().invoke(args=["export", "--format", "csv", "--output", str(file)])
    assert (done.exit_code, "Error: " in done.stderr) == (1, True)
