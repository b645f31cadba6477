"""Connecting kiosks: the short code, how long it lasts, and how a kiosk stands."""

from __future__ import annotations

from datetime import datetime, timedelta

from feedback.identity.words import Connection
from feedback.kernel.errors import RuleBroken
from feedback.kernel.text import printable_problem

CODE_LASTS = timedelta(minutes=15)
# Typed from one screen into another, so without 0 O 1 I L, which people confuse. Eight of 31
# letters, a quarter of an hour and a throttle at the door: nobody guesses one.
LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH = 8
LONGEST_NAME = 60


def kiosk_name(typed: str) -> str:
    """Return a name with single spaces; raises RuleBroken("kiosk_name_missing", "kiosk_name_unusable")."""
    name = " ".join(typed.split())
    if not name:
        raise RuleBroken("kiosk_name_missing", field="name")
    if len(name) > LONGEST_NAME or printable_problem(name):
        raise RuleBroken("kiosk_name_unusable", field="name")
    return name


def plain_pairing_code(typed: str) -> str:
    """Return a code as typed by a person without its dash, spaces and small letters."""
    return "".join(letter for letter in typed.upper() if letter in LETTERS)


def shown_pairing_code(code: str) -> str:
    """Write a code in two groups of four."""
    return f"{code[:4]}-{code[4:]}"


def connection_of(
    *,
    paired_at: datetime | None,
    code_expires_at: datetime | None,
    revoked_at: datetime | None,
    now: datetime,
) -> Connection:
    """Say how a kiosk stands."""
    if revoked_at:
        return Connection.REVOKED
    if paired_at:
        return Connection.CONNECTED
    if code_expires_at and code_expires_at > now:
        return Connection.AWAITED
    return Connection.NONE
