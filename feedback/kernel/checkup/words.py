"""The words of a check-up."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy.exc import SQLAlchemyError

from feedback.kernel.db import Database
from feedback.kernel.settings import Settings


class Verdict(StrEnum):
    """How something stands; "bad" must be mended before people rely on the installation."""

    OK = "ok"
    WARN = "warn"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of a check-up: ``name`` is what was checked, ``advice`` what to do (empty: nothing)."""

    name: str
    verdict: Verdict
    text: str
    advice: str = ""


Check = Callable[[Settings, Database], Finding]


def findings_of(checks: Iterable[Check], settings: Settings, database: Database) -> list[Finding]:
    """Run every check; one that the store or the disk does not let finish is bad itself."""
    return [_finding(check, settings, database) for check in checks]


def _finding(check: Check, settings: Settings, database: Database) -> Finding:
    try:
        return check(settings, database)
    except (SQLAlchemyError, OSError) as problem:
        name = check.__name__.removeprefix("check_").replace("_", "-")
        reason = getattr(problem, "orig", problem)
        return Finding(name, Verdict.BAD, f"could not be checked: {reason}", "mend this first")
