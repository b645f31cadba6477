"""The small linters; ruff, mypy and the import contracts are run by ``make lint``."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.support.house import HOUSE


@pytest.mark.parametrize(
    "command",
    [["djlint", "templates", "--lint", "--quiet"], ["vulture"], ["deptry", "."]],
    ids=lambda command: command[0],
)
def test_it_finds_nothing(command: list[str]) -> None:
    """Templates, code that nobody calls, dependencies that nobody or everybody declares."""
    result = subprocess.run(  # noqa: S603 - our own tools
        [sys.executable, "-m", *command], cwd=HOUSE, capture_output=True, text=True, check=False
    )
    assert result.returncode == 0, result.stdout + result.stderr
