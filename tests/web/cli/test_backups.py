"""`flask backup` and `flask restore`, as an operator types them."""

from __future__ import annotations

import json
from pathlib import Path

from flask import Flask

from feedback.kernel.db import Database
from tests.factories.suggestions import make_suggestion


def test_a_backup_is_made_and_comes_back(app: Flask, database: Database, tmp_path: Path) -> None:
    with database.write() as session:
        make_suggestion(session)
    runner, file = app.test_cli_runner(), str(tmp_path / "backup.tar")
    made = runner.invoke(args=["backup", "--output", file])
    assert made.exit_code == 0
    assert "checked" in made.stdout
    refused = runner.invoke(args=["restore", file])
    assert refused.exit_code == 1
    assert "Error: the store already has rows: use --replace" in refused.stderr
    back = runner.invoke(args=["restore", file, "--replace"])
    assert back.exit_code == 0
    assert "  suggestion: 1\n" in back.stdout


def test_scripts_get_json(app: Flask, database: Database, tmp_path: Path) -> None:
    runner, file = app.test_cli_runner(), str(tmp_path / "backup.tar")
    made = json.loads(runner.invoke(args=["backup", "--json", "--output", file]).stdout)
    assert made["database"] == database.url.get_backend_name()
    assert made["rows"]["library"] == 120
    back = json.loads(runner.invoke(args=["restore", file, "--replace", "--json"]).stdout)
    assert back["rows"]["library"] == 120
    assert back["revision"]["before"] == back["revision"]["after"] == made["revision"]


def test_a_text_is_no_backup(app: Flask, tmp_path: Path) -> None:
    (tmp_path / "text").write_text("hello")
    result = app.test_cli_runner().invoke(args=["restore", str(tmp_path / "text"), "--replace"])
    assert result.exit_code == 1
    assert "is not a backup" in result.stderr
