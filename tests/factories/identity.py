"""People, their sign-ins and kiosks."""

from __future__ import annotations

import secrets
from datetime import timedelta

from sqlalchemy.orm import Session

from feedback.identity import actions
from feedback.identity.models import Device, Membership, SignIn
from feedback.identity.queries import hash_of
from feedback.identity.rules import is_bound_to_library, is_bound_to_municipality
from feedback.identity.words import Newcomer, Role, Seat
from feedback.kernel.actor import SYSTEM
from feedback.kernel.clock import now
from feedback.kernel.passwords import Passwords

LIBRARY = "LIB-0008"  # Aizkraukle
OTHER_LIBRARY = "LIB-0009"  # Alūksne, in another municipality and region
# A thousandth of the real cost: tests sign in often.
CHEAP_PASSWORDS = Passwords(memory_kib=8, passes=1, lanes=1)
PASSWORD = "zirgs lido naktī"
MUNICIPALITY = "0020000"  # that of LIBRARY


def make_person(
    session: Session,
    role: Role = Role.LIBRARIAN,
    *,
    library_code: str = LIBRARY,
    municipality_code: str = MUNICIPALITY,
    name: str = "Anna Liepa",
    email: str = "",
    password_hash: str = "",
) -> Membership:
    """Add a person with one role at the place that the role is bound to; return the membership."""
    newcomer = Newcomer(name, email or f"{role}.{secrets.token_hex(4)}@example.lv", password_hash)
    seat = seat_of(role, library_code=library_code, municipality_code=municipality_code)
    return actions.make_person(session, newcomer, seat=seat)


def make_seat(
    session: Session,
    person_id: int,
    role: Role = Role.LIBRARIAN,
    *,
    library_code: str = LIBRARY,
    municipality_code: str = MUNICIPALITY,
) -> Membership:
    """Give a person one more role."""
    seat = seat_of(role, library_code=library_code, municipality_code=municipality_code)
    return actions.give_seat(session, person_id, seat=seat, actor=SYSTEM)


def seat_of(
    role: Role, *, library_code: str = LIBRARY, municipality_code: str = MUNICIPALITY
) -> Seat:
    """Return a role at the kind of place that it is bound to."""
    return Seat(
        role,
        library_code if is_bound_to_library(role) else None,
        municipality_code if is_bound_to_municipality(role) else None,
    )


def make_sign_in(session: Session, membership: Membership) -> str:
    """Sign a person in and return the token that their browser would hold."""
    token = secrets.token_urlsafe(32)
    session.add(
        SignIn(
            token_hash=hash_of(token),
            membership_id=membership.id,
            person_id=membership.person_id,
            started_at=now(),
            seen_at=now(),
            expires_at=now() + timedelta(hours=12),
        )
    )
    session.flush()
    return token


def make_invitation(
    session: Session,
    role: Role = Role.LIBRARIAN,
    *,
    library_code: str = LIBRARY,
    invited_by: int | None = None,
) -> tuple[int, str]:
    """Invite somebody to a library; return the invitation's number and the token of its link."""
    seat = seat_of(role, library_code=library_code)
    by = invited_by or make_person(session, Role.ADMINISTRATOR, name="Uldis Ozols").person_id
    email = f"{secrets.token_hex(4)}@example.lv"
    return actions.invite_person(session, name="Māra Bērziņa", email=email, seat=seat, by=by)


def make_reset(session: Session, person_id: int) -> str:
    """Make a link for a new password and return its token."""
    return actions.make_reset_link(session, person_id, actor=SYSTEM)


def make_kiosk(
    session: Session, *, library_code: str = LIBRARY, name: str = "Kiosks pie ieejas"
) -> str:
    """Add a paired kiosk and return the token that it would hold."""
    token = secrets.token_urlsafe(32)
    creator = make_person(session, Role.ADMINISTRATOR, name="Uldis Ozols")
    session.add(
        Device(
            name=name,
            library_code=library_code,
            created_by=creator.person_id,
            created_at=now(),
            token_hash=hash_of(token),
            paired_at=now(),
        )
    )
    session.flush()
    return token
