"""Accounts by their name, and the links that make them."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.identity.models import Invitation, Membership, Person
from feedback.identity.queries.viewers import hash_of
from feedback.identity.rules.addresses import account_name
from feedback.identity.words import Role
from feedback.kernel.errors import NotFound


@dataclass(frozen=True, slots=True)
class Account:
    """What a sign-in needs to know of a person who may sign in."""

    person_id: int
    membership_id: int
    password_hash: str


def find_account(session: Session, email: str) -> Account | None:
    """Return the account of ``email`` with its oldest role, or None when nobody may sign in so."""
    statement = (
        select(Person.id, Membership.id, Person.password_hash)
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


def invitation_by_token(session: Session, token: str, *, is_locked: bool = False) -> Invitation:
    """Return the invitation of a link, used and expired ones too; raises NotFound.

    ``is_locked`` keeps others from using the same link until this transaction ends.
    """
    statement = select(Invitation).where(Invitation.token_hash == hash_of(token))
    if is_locked:
        statement = statement.with_for_update()
    if (found := session.scalar(statement)) is None:
        raise NotFound
    return found
