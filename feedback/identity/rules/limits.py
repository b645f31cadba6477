"""How long a sign-in, a link and a run of wrong passwords last (docs/adr/0005)."""

from __future__ import annotations

from datetime import datetime, timedelta

from feedback.identity.words import Role

SIGN_IN_LASTS = timedelta(hours=12)
INVITATION_LASTS = timedelta(days=7)
SET_UP_LASTS = timedelta(hours=1)
RESET_LASTS = timedelta(hours=24)
# How exactly ``seen_at`` is kept, and how far the clock of the machine may be set back.
SEEN_STEP = timedelta(minutes=1)
# A librarian sits at one desk all day and is called away from it; half an hour would end the
# sign-in between two visitors, and each end is a chance to lose a text. What the role reaches is
# small: entries of the own libraries. The roles of the agency see the suggestions of the whole
# country, take exports and manage people: half an hour.
DESK_IDLE = timedelta(hours=4)
AGENCY_IDLE = timedelta(minutes=30)
# Wrong passwords of one account name; a browser that knew the password before counts apart, so
# that a stranger who tries a librarian's name does not lock the librarian out.
TRIES = 10
TRIES_WINDOW = timedelta(minutes=15)


def idle_limit(role: Role) -> timedelta:
    """Return how long a sign-in lasts unused."""
    return DESK_IDLE if role in {Role.LIBRARIAN, Role.COORDINATOR} else AGENCY_IDLE


def is_over(
    role: Role, *, started_at: datetime, seen_at: datetime, expires_at: datetime, now: datetime
) -> bool:
    """Say whether a sign-in has lasted long enough.

    A clock that was set back must not bring an old sign-in to life: one that was seen in the
    future is over as well.
    """
    if now < max(started_at, seen_at) - 2 * SEEN_STEP:
        return True
    return now >= expires_at or now - seen_at > idle_limit(role)


def is_link_open(expires_at: datetime, *ended_at: datetime | None, now: datetime) -> bool:
    """Say whether a one-time link still works: not too old, and not used or withdrawn."""
    return now < expires_at and not any(ended_at)
