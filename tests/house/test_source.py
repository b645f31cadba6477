"""Rules of style that no linter knows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.support.house import CODE, HOUSE, TESTS, code_files, functions_of, name_of

LONGEST_FILE = 300
LONGEST_TEST_FILE = 400
LONGEST_FUNCTION = 40
LONGEST_ROUTE = 25  # the guide says 15: blank lines, decorators and docstring come on top
every_file = pytest.mark.parametrize("path", code_files(), ids=name_of)


def _users_of(pattern: str) -> set[str]:
    return {
        name_of(path) for path in code_files() if re.search(pattern, path.read_text(), re.MULTILINE)
    }


def test_one_module_loads_a_sqlite_driver() -> None:
    """Two builds of SQLite on one file in one process lose data."""
    assert _users_of(r"^\s*(import|from) (py)?sqlite3\b") == {"feedback/kernel/db.py"}


def test_commits_happen_at_the_door() -> None:
    """Routes commit through @writes; commands, and the intake's writer, through Database.write."""
    assert _users_of(r"\.commit\(\)") <= {"feedback/web/session.py"}
    openers = _users_of(r"\.(write|writer)\(\)|session\.begin\(\)")
    allowed = re.compile(
        r"feedback/(kernel/(db|writer)|web/session|\w+/cli(/\w+)?|.*/demonstration)\.py"
    )
    assert {name for name in openers if not allowed.fullmatch(name)} == set()


def test_there_is_one_clock() -> None:
    assert _users_of(r"datetime\.(now|today|utcnow)\(|date\.today\(") == {
        "feedback/kernel/clock.py"
    }


def test_no_file_is_called_anything() -> None:
    names = {"utils", "util", "helpers", "helper", "common", "misc", "base", "tools"}
    assert {name_of(path) for path in CODE.rglob("*") if path.stem in names} == set()


@every_file
def test_a_long_file_says_why(path: Path) -> None:
    source = path.read_text()
    assert len(source.splitlines()) <= LONGEST_FILE or "long because" in source


@pytest.mark.parametrize("path", sorted(TESTS.rglob("*.py")), ids=name_of)
def test_a_long_test_file_says_why(path: Path) -> None:
    source = path.read_text()
    assert len(source.splitlines()) <= LONGEST_TEST_FILE or "long because" in source


@every_file
def test_a_long_function_says_why(path: Path) -> None:
    is_route = "routes" in path.parts
    limit = LONGEST_ROUTE if is_route else LONGEST_FUNCTION
    source = path.read_text().splitlines()
    wrong = []
    for function in functions_of(path):
        docstring = function.body[0].end_lineno or 0
        length = (function.end_lineno or 0) - docstring
        body = "\n".join(source[function.lineno - 1 : function.end_lineno])
        if length > limit and "long because" not in body:
            wrong.append(f"{function.name}: {length} lines")
    assert wrong == []


def test_the_lock_names_versions_and_hashes_only() -> None:
    lock = (HOUSE / "requirements.lock").read_text()
    assert "://" not in lock
    assert not re.search(r"^(?!\s|#)(?!.*==).+$", lock, re.MULTILINE), (
        "a line without an exact version"
    )
