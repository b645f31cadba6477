"""`flask analyse`: JSON lines in, JSON lines out."""

from __future__ import annotations

import json
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskCliRunner
from sqlalchemy import update

from feedback.catalogue.actions import note_change
from feedback.catalogue.models import Service
from feedback.kernel.clock import today
from feedback.kernel.db import Database


@pytest.fixture
def runner(app: Flask) -> FlaskCliRunner:
    return app.test_cli_runner()


def answers(output: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in output.splitlines()]


def test_each_line_gets_its_answer_in_order(runner: FlaskCliRunner) -> None:
    given = [
        {"id": "a", "text": "Kur deklarēt dzīvesvietu? Zvaniet 29000417"},
        {"id": 7, "text": "Спасибо"},
        {"id": None, "text": ""},
    ]
    lines = "\n".join(json.dumps(line, ensure_ascii=False) for line in given)
    result = runner.invoke(args=["analyse"], input=lines)
    assert result.exit_code == 0
    first, second, third = answers(result.stdout)
    assert list(first) == [
        *("id", "language", "services", "topics", "kind", "personal_data", "masked")
    ]
    assert (first["id"], first["language"], first["kind"]) == ("a", "lv", "question")
    assert first["services"][0]["code"] == "PMLP-01"
    assert 0 < first["services"][0]["score"] < 1
    assert first["personal_data"] == [{"start": 34, "end": 42, "type": "phone"}]
    assert first["masked"] == "Kur deklarēt dzīvesvietu? Zvaniet [tālrunis]"
    assert (second["id"], second["language"], second["kind"]) == (7, "ru", "praise")
    assert (third["id"], third["services"], third["masked"]) == (None, [], "")
    assert "tālrunis" in result.stdout


def test_bad_lines_are_named_and_the_good_ones_answered(runner: FlaskCliRunner) -> None:
    lines = [
        b'{"id": 1, "text": "pase"}',
        b"{broken",
        b"",
        b"[1]",
        b'{"text": "no id"}',
        b'{"id": 2, "text": 3}',
        b'{"id": 3, "text": "\xff"}',
        b"[" * 100_000,
        b'{"id": 4, "text": "suns"}',
    ]
    result = runner.invoke(args=["analyse"], input=b"\n".join(lines))
    assert result.exit_code == 1
    assert [answer["id"] for answer in answers(result.stdout)] == [1, 4]
    for number in (2, 4, 5, 6, 7, 8):
        assert f"line {number}: " in result.stderr
    assert "6 line(s) could not be read" in result.stderr


def test_a_lone_surrogate_comes_back_as_its_escape(runner: FlaskCliRunner) -> None:
    result = runner.invoke(args=["analyse"], input=b'{"id": 1, "text": "\\ud800"}')
    assert result.exit_code == 0
    assert answers(result.stdout)[0]["masked"] == "\ud800"


def test_an_empty_catalogue_is_told_instead_of_empty_answers(
    runner: FlaskCliRunner, database: Database
) -> None:
    with database.write() as session:
        session.execute(update(Service).values(retired_on=today()))
        note_change(session)
    result = runner.invoke(args=["analyse"], input='{"id": 1, "text": "pase"}')
    assert result.exit_code == 1
    assert "flask catalogue import" in result.stderr


def test_the_help_names_every_key(runner: FlaskCliRunner) -> None:
    text = runner.invoke(args=["analyse", "--help"]).stdout
    for word in ("id", "text", "language", "services", "topics", "kind", "personal_data", "masked"):
        assert f'"{word}"' in text
