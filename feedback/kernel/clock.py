"""The only clock: tests move it here and nowhere else."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

LATVIA = ZoneInfo("Europe/Riga")


def now() -> datetime:
    """Return the present moment, aware, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """Return the date on the wall calendar of a Latvian library."""
    return now().astimezone(LATVIA).date()
