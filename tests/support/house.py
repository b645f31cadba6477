"""The house as files: where things lie, and how to walk them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

HOUSE = Path(__file__).parents[2]
CODE = HOUSE / "feedback"
TEMPLATES = HOUSE / "templates"
TESTS = HOUSE / "tests"
TRANSLATIONS = CODE / "translations"


def code_files() -> list[Path]:
    """Return every Python file of the product, in order."""
    return sorted(CODE.rglob("*.py"))


def template_files() -> list[Path]:
    """Return every template, in order."""
    return sorted(TEMPLATES.rglob("*.html"))


def name_of(path: Path) -> str:
    """Return a file's path as people write it, from the root of the repository."""
    return path.relative_to(HOUSE).as_posix()


def functions_of(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Yield every function of a Python file, methods and inner functions included."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node
