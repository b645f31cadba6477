"""Every read of people, sign-ins, links and kiosks."""

from __future__ import annotations

from feedback.identity.queries.accounts import (
    Account,
    find_account,
    has_administrator,
    invitation_by_token,
)
from feedback.identity.queries.viewers import Presence, find_kiosk, find_presence, hash_of

__all__ = [
    "Account",
    "Presence",
    "find_account",
    "find_kiosk",
    "find_presence",
    "has_administrator",
    "hash_of",
    "invitation_by_token",
]
