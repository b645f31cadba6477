"""Every read of people, sign-ins, links and kiosks."""

from __future__ import annotations

from feedback.identity.queries.accounts import (
    Account,
    count_demonstration_accounts,
    credentials_of,
    find_account,
    has_administrator,
    open_sign_ins,
    seats_of,
)
from feedback.identity.queries.links import (
    invitation_by_token,
    invitation_entry,
    invited_place,
    open_invitations,
    reset_by_token,
)
from feedback.identity.queries.people import people_page, person_entry, seat_entry
from feedback.identity.queries.places import places_within
from feedback.identity.queries.viewers import Presence, find_kiosk, find_presence, hash_of

__all__ = [
    "Account",
    "Presence",
    "count_demonstration_accounts",
    "credentials_of",
    "find_account",
    "find_kiosk",
    "find_presence",
    "has_administrator",
    "hash_of",
    "invitation_by_token",
    "invitation_entry",
    "invited_place",
    "open_invitations",
    "open_sign_ins",
    "people_page",
    "person_entry",
    "places_within",
    "reset_by_token",
    "seat_entry",
    "seats_of",
]
