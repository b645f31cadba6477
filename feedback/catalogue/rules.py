"""Pure decisions of the catalogue: which code a date or a merge points to."""

from __future__ import annotations

import re
from collections.abc import Mapping

CODE = re.compile(r"[A-Z]{2,6}-[0-9]{2,4}")
FIRST_LIBRARY = "LIB-0001"


def is_code(code: str) -> bool:
    """Say whether a code has the shape of an e-service's code: "VSAA-04"."""
    return CODE.fullmatch(code) is not None


def next_library_code(newest: str | None) -> str:
    """Return the code after the greatest one ("LIB-0120" -> "LIB-0121")."""
    if newest is None:
        return FIRST_LIBRARY
    return f"LIB-{int(newest.removeprefix('LIB-')) + 1:04d}"


def rolled_up(code: str, successors: Mapping[str, str | None]) -> str:
    """Follow merges and replacements from ``code`` to the code in force today.

    ``successors`` maps a code to the one that took it over (None or absent: still in force). A
    circle, which an editor could make by hand, ends where it began.
    """
    seen = {code}
    while (following := successors.get(code)) and following not in seen:
        seen.add(following)
        code = following
    return code


def codes_under(code: str, successors: Mapping[str, str | None]) -> list[str]:
    """Return ``code`` and every code that was merged into it or replaced by it, at any remove."""
    found = [code]
    for other in found:
        found += [old for old, new in successors.items() if new == other and old not in found]
    return found
