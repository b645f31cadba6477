"""Who stands behind a request: the person of a sign-in, the kiosk of a device token."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import Session

from feedback.catalogue.models import Library, Municipality
from feedback.identity.models import Device, Membership, Person, SignIn
from feedback.identity.rules.limits import is_over
from feedback.identity.words import Kiosk, Reach, Role, Viewer
from feedback.kernel.clock import now


def hash_of(token: str) -> str:
    """Return what is stored of a secret token that is itself long and random."""
    return hashlib.sha256(token.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Presence:
    """A sign-in as the guard needs it: who it is, when it was last used, whether it is over."""

    viewer: Viewer
    seen_at: datetime
    is_over: bool


# Compiled once: the guard asks this at every request of the staff.
OPEN_SIGN_IN = (
    select(
        Person.id,
        Membership.id,
        SignIn.id,
        Person.name,
        Person.uses_single_keys,
        Membership.role,
        Membership.library_code,
        Membership.municipality_code,
        func.coalesce(Library.name_lv, Municipality.name_lv, ""),
        SignIn.started_at,
        SignIn.seen_at,
        SignIn.expires_at,
    )
    .select_from(SignIn)
    .join(Membership, Membership.id == SignIn.membership_id)
    .join(Person, Person.id == Membership.person_id)
    .outerjoin(Library, Library.code == Membership.library_code)
    .outerjoin(Municipality, Municipality.code == Membership.municipality_code)
    .where(
        SignIn.token_hash == bindparam("token"),
        SignIn.ended_at.is_(None),
        Membership.ended_at.is_(None),
        Person.disabled_at.is_(None),
    )
)


def find_presence(session: Session, token: str) -> Presence | None:
    """Return who holds ``token``, or None when that sign-in was ended or never was."""
    row = session.connection().execute(OPEN_SIGN_IN, {"token": hash_of(token)}).one_or_none()
    if row is None:
        return None
    person_id, membership_id, sign_in_id, name, single_keys, role = row[:6]
    library_code, municipality_code, place_name, started_at, seen_at, expires_at = row[6:]
    return Presence(
        viewer=Viewer(
            person_id=person_id,
            membership_id=membership_id,
            sign_in_id=sign_in_id,
            name=name,
            role=role,
            place_name=place_name,
            reach=_reach(role, library_code, municipality_code),
            uses_single_keys=single_keys,
        ),
        seen_at=seen_at,
        is_over=is_over(
            role, started_at=started_at, seen_at=seen_at, expires_at=expires_at, now=now()
        ),
    )


def find_kiosk(session: Session, token: str) -> Kiosk | None:
    """Return the device that holds ``token``, or None when it was revoked or never paired."""
    statement = (
        select(Device.id, Device.library_code, Library.name_lv)
        .join(Library, Library.code == Device.library_code)
        .where(Device.token_hash == hash_of(token), Device.revoked_at.is_(None))
    )
    row = session.execute(statement).one_or_none()
    return Kiosk(*row) if row else None


def _reach(role: Role, library_code: str | None, municipality_code: str | None) -> Reach:
    if library_code:
        return Reach(library_code=library_code)
    if municipality_code:
        return Reach(municipality_code=municipality_code)
    return Reach(everything=role not in {Role.LIBRARIAN, Role.COORDINATOR})
