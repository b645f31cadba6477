"""Reading people, sign-ins and devices."""

from __future__ import annotations

import hashlib
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from feedback.catalogue.models import Library, Municipality
from feedback.identity.models import Device, Membership, Person, SignIn
from feedback.identity.words import Kiosk, Reach, Role, Viewer
from feedback.kernel.clock import now


def hash_of(token: str) -> str:
    """Return what is stored of a secret token that is itself long and random."""
    return hashlib.sha256(token.encode()).hexdigest()


def find_viewer(session: Session, token: str) -> Viewer | None:
    """Return the person whose sign-in holds ``token``, or None when it ended or never was."""
    statement = (
        select(
            Person.id,
            SignIn.id,
            Person.name,
            Person.uses_single_keys,
            Membership.role,
            Membership.library_code,
            Membership.municipality_code,
            func.coalesce(Library.name_lv, Municipality.name_lv, ""),
        )
        .select_from(SignIn)
        .join(Membership, Membership.id == SignIn.membership_id)
        .join(Person, Person.id == Membership.person_id)
        .outerjoin(Library, Library.code == Membership.library_code)
        .outerjoin(Municipality, Municipality.code == Membership.municipality_code)
        .where(
            SignIn.token_hash == hash_of(token),
            SignIn.ended_at.is_(None),
            SignIn.expires_at > now(),
            Membership.ended_at.is_(None),
            Person.disabled_at.is_(None),
        )
    )
    if (row := session.execute(statement).one_or_none()) is None:
        return None
    person_id, sign_in_id, name, single_keys, role, library_code, municipality_code, place = row
    return Viewer(
        person_id=person_id,
        sign_in_id=sign_in_id,
        name=name,
        role=role,
        place_name=place,
        reach=_reach(role, library_code, municipality_code),
        uses_single_keys=single_keys,
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


def has_administrator(session: Session) -> bool:
    """Say whether the first administrator exists."""
    statement = select(Membership.id).where(Membership.role == Role.ADMINISTRATOR).limit(1)
    return session.scalar(statement) is not None


def last_seen_at(session: Session, sign_in_id: int) -> datetime | None:
    """Return when a sign-in was last noted as used."""
    return session.scalar(select(SignIn.seen_at).where(SignIn.id == sign_in_id))


def _reach(role: Role, library_code: str | None, municipality_code: str | None) -> Reach:
    if library_code:
        return Reach(library_code=library_code)
    if municipality_code:
        return Reach(municipality_code=municipality_code)
    return Reach(everything=role not in {Role.LIBRARIAN, Role.COORDINATOR})
