"""Pure decisions of the catalogue: which code a date or a merge points to."""

from __future__ import annotations

from collections.abc import Mapping


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
