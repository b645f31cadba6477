"""References that people read aloud: IET-2026-04417."""

from __future__ import annotations

import re

SHAPE = re.compile(r"IET-(\d{4})-(\d{5,12})", re.IGNORECASE)


def reference_of(year: int, number: int) -> str:
    """Write the reference of suggestion ``number`` (its row) that was received in ``year``."""
    return f"IET-{year}-{number:05d}"


def number_in(reference: str) -> tuple[int, int] | None:
    """Read (year, number) from a reference as typed, or None when it is none."""
    found = SHAPE.fullmatch(reference.strip())
    return (int(found[1]), int(found[2])) if found else None
