"""People, their sign-ins and kiosks."""

from __future__ import annotations

import secrets
from datetime import timedelta

from sqlalchemy.orm import Session

from feedback.identity.models import Device, Invitation, Membership, Person, SignIn
from feedback.identity.queries import hash_of
from feedback.identity.rules import is_bound_to_library, is_bound_to_municipality
from feedback.identity.words import Role
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
    person = Person(
        name=name,
        email=email or f"{role}.{secrets.token_hex(4)}@example.lv",
        password_hash=password_hash,
        created_at=now(),
    )
    membership = Membership(
        person=person,
        role=role,
        library_code=library_code if is_bound_to_library(role) else None,
        municipality_code=municipality_code if is_bound_to_municipality(role) else None,
    )
    session.add_all([person, membership])
    session.flush()
    return membership


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
    session: Session, role: Role = Role.LIBRARIAN, *, library_code: str = LIBRARY
) -> str:
    """Invite somebody to a library and return the token of the one-time link."""
    token = secrets.token_urlsafe(32)
    session.add(
        Invitation(
            token_hash=hash_of(token),
            name="Māra Bērziņa",
            email=f"{secrets.token_hex(4)}@example.lv",
            role=role,
            library_code=library_code if is_bound_to_library(role) else None,
            municipality_code=MUNICIPALITY if is_bound_to_municipality(role) else None,
            created_at=now(),
            expires_at=now() + timedelta(hours=1),
        )
    )
    session.flush()
    return token


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
