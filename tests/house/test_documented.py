"""Manuals that cannot rot: every command and every setting is in docs/operate.md."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields

import click
import pytest
from flask import Flask

from feedback.kernel.settings import PREFIX, Settings
from tests.support.house import HOUSE

MANUAL = HOUSE / "docs" / "operate.md"


def _documented(pattern: str) -> set[str]:
    return set(re.findall(rf"^\| `({pattern})` \|", MANUAL.read_text(), re.MULTILINE))


def _commands(group: click.Command, name: str) -> Iterator[tuple[str, click.Command]]:
    if not isinstance(group, click.Group):
        yield name, group
        return
    for part, command in group.commands.items():
        yield from _commands(command, f"{name} {part}".strip())


def test_every_setting_is_documented_and_no_other() -> None:
    settings = {PREFIX + field.name.upper() for field in fields(Settings)}
    assert _documented(rf"{PREFIX}\w+") == settings


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)  # no row is read
def test_every_command_is_documented_and_no_other(app: Flask) -> None:
    commands = {name for name, _command in _commands(app.cli, "")}
    assert _documented(r"(?!IETEIKUMI_)[a-z -]+") == commands


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
def test_every_command_says_what_it_does(app: Flask) -> None:
    assert [name for name, command in _commands(app.cli, "") if not command.help] == []
