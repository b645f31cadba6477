"""Manuals that cannot rot: every command and every setting is in the operator's manuals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields

import click
import pytest
from flask import Flask

from feedback.kernel.checkup import findings_of
from feedback.kernel.settings import PREFIX, Settings
from tests.support.house import HOUSE

MANUALS = ("docs/operate.md", "docs/lv/operate.md")
each_manual = pytest.mark.parametrize("manual", MANUALS)


def _documented(manual: str, pattern: str, *, section: int) -> set[str]:
    """Return the first cells of the table in a section, which is given by its place in the manual."""
    part = (HOUSE / manual).read_text().split("\n## ")[1:][section]
    return set(re.findall(rf"^\| `({pattern})` \|", part, re.MULTILINE))


def _commands(group: click.Command, name: str) -> Iterator[tuple[str, click.Command]]:
    if not isinstance(group, click.Group):
        yield name, group
        return
    for part, command in group.commands.items():
        yield from _commands(command, f"{name} {part}".strip())


@each_manual
def test_every_setting_is_documented_and_no_other(manual: str) -> None:
    settings = {PREFIX + field.name.upper() for field in fields(Settings)}
    assert _documented(manual, rf"{PREFIX}\w+", section=1) == settings


@each_manual
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)  # no row is read
def test_every_command_is_documented_and_no_other(app: Flask, manual: str) -> None:
    commands = {name for name, _command in _commands(app.cli, "")}
    assert _documented(manual, "[a-z -]+", section=2) == commands


@each_manual
@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_every_line_of_the_doctor_is_explained_and_no_other(app: Flask, manual: str) -> None:
    findings = findings_of(
        app.extensions["checks"], app.extensions["settings"], app.extensions["database"]
    )
    assert _documented(manual, "[a-z]+", section=-1) == {finding.name for finding in findings}


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_every_command_says_what_it_does(app: Flask) -> None:
    assert [name for name, command in _commands(app.cli, "") if not command.help] == []
