"""Accounts by their name, and what a person sees of the own one."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from feedback.catalogue.models import Library, Municipality
from feedback.identity.models import Membership, Person, SignIn
from feedback.identity.rules.addresses import account_name
from feedback.identity.rules.limits import is_over
from feedback.identity.words import Role, Seat, SeatEntry, SignInEntry
from feedback.kernel.clock import now
from feedback.kernel.errors import NotFound


@dataclass(frozen=True, slots=True)
class Account:
    """What a sign-in needs to know of a person who may sign in."""

    person_id: int
    membership_id: int
    password_hash: str
    language: str | None


def find_account(session: Session, email: str) -> Account | None:
    """Return the account of ``email`` with its oldest role, or None when nobody may sign in so."""
    statement = (
        select(Person.id, Membership.id, Person.password_hash, Person.language)
        .join(Membership, Membership.person_id == Person.id)
        .where(
            Person.email == account_name(email),
            Person.disabled_at.is_(None),
            Membership.ended_at.is_(None),
        )
        .order_by(Membership.id)
        .limit(1)
    )
    row = session.execute(statement).one_or_none()
    return Account(*row) if row else None


def has_administrator(session: Session) -> bool:
    """Say whether somebody can manage people (a disabled administrator cannot)."""
    statement = (
        select(Membership.id)
        .join(Person, Person.id == Membership.person_id)
        .where(
            Membership.role == Role.ADMINISTRATOR,
            Membership.ended_at.is_(None),
            Person.disabled_at.is_(None),
        )
        .limit(1)
    )
    return session.scalar(statement) is not None


def count_demonstration_accounts(session: Session) -> int:
    """Return how many demonstration accounts can sign in."""
    statement = select(func.count(Person.id)).where(
        Person.is_demonstration, Person.disabled_at.is_(None)
    )
    return session.scalar(statement) or 0


@dataclass(frozen=True, slots=True)
class Credentials:
    """The name of an account and what is stored of its password."""

    email: str
    password_hash: str


def credentials_of(session: Session, person_id: int) -> Credentials:
    """Return a person's account name and password hash; raises NotFound."""
    statement = select(Person.email, Person.password_hash).where(Person.id == person_id)
    if (row := session.execute(statement).one_or_none()) is None:
        raise NotFound
    return Credentials(*row)


def seats_of(session: Session, person_id: int) -> list[SeatEntry]:
    """Return the roles that a person may act in, the oldest first."""
    statement = (
        select(
            Membership.id,
            Membership.role,
            Membership.library_code,
            Membership.municipality_code,
            func.coalesce(Library.name_lv, Municipality.name_lv, ""),
        )
        .outerjoin(Library, Library.code == Membership.library_code)
        .outerjoin(Municipality, Municipality.code == Membership.municipality_code)
        .where(Membership.person_id == person_id, Membership.ended_at.is_(None))
        .order_by(Membership.id)
    )
    return [
        SeatEntry(membership_id, Seat(role, library, municipality), place, is_manageable=False)
        for membership_id, role, library, municipality, place in session.execute(statement)
    ]


def open_sign_ins(session: Session, person_id: int) -> list[SignInEntry]:
    """Return a person's sign-ins that still work, the last used first."""
    statement = (
        select(
            SignIn.id,
            Membership.role,
            func.coalesce(Library.name_lv, Municipality.name_lv, ""),
            SignIn.started_at,
            SignIn.seen_at,
            SignIn.expires_at,
        )
        .join(Membership, Membership.id == SignIn.membership_id)
        .outerjoin(Library, Library.code == Membership.library_code)
        .outerjoin(Municipality, Municipality.code == Membership.municipality_code)
        .where(
            SignIn.person_id == person_id,
            SignIn.ended_at.is_(None),
            SignIn.expires_at > now(),
            Membership.ended_at.is_(None),
        )
        .order_by(SignIn.seen_at.desc(), SignIn.id.desc())
    )
    return [
        SignInEntry(sign_in_id, role, place, started_at, seen_at)
        for sign_in_id, role, place, started_at, seen_at, expires_at in session.execute(statement)
        if not is_over(
            role, started_at=started_at, seen_at=seen_at, expires_at=expires_at, now=now()
        )
    ]
