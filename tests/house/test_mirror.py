"""tests/ and templates/ mirror feedback/: no orphan, no stray."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from tests.support.house import CODE, TEMPLATES, TESTS, name_of, template_files

WITHOUT_MIRROR = {"house", "journeys", "faults", "benchmarks"}
SHARED = {"_kit", "_layout", "errors"}


def test_every_test_file_stands_under_the_file_it_tests() -> None:
    stray = []
    for path in sorted(TESTS.rglob("test_*.py")):
        place = path.relative_to(TESTS)
        tested = CODE / place.parent / path.stem.removeprefix("test_")
        if place.parts[0] not in WITHOUT_MIRROR and not (
            tested.is_dir() or tested.with_suffix(".py").is_file()
        ):
            stray.append(name_of(path))
    assert stray == []


def test_every_template_folder_is_a_room() -> None:
    folders = {path.name for path in TEMPLATES.iterdir() if path.is_dir()}
    rooms = {path.name for path in CODE.iterdir() if path.is_dir()}
    assert folders - SHARED <= rooms


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)  # no row is read
def test_every_page_template_lies_under_its_door(app: Flask) -> None:
    """<room>/<door>/<verb>.html is shown by the blueprint "door" (its file stands in the room)."""
    doors = {
        (view.__module__.split(".")[1], endpoint.partition(".")[0])
        for endpoint, view in app.view_functions.items()
    }
    stray = []
    for path in template_files():
        room, door, *_name = path.relative_to(TEMPLATES).parts
        if room not in SHARED and (room, door) not in doors:
            stray.append(name_of(path))
    assert stray == []


def test_every_template_is_used() -> None:
    sources = [*CODE.rglob("*.py"), *template_files(), *TESTS.rglob("*.html")]
    asked = {
        name
        for path in sources
        for name in re.findall(r"""["']([\w/]+\.html)["']""", path.read_text())
    }
    present = {path.relative_to(TEMPLATES).as_posix() for path in template_files()}
    assert {name for name in present - asked if not name.startswith("_layout/")} == set()
    assert asked <= present
