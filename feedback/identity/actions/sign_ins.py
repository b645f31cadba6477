"""Server-side sign-ins: a new token each, ended by their row whatever the cookie says."""

from __future__ import annotations

import secrets

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.orm import Session

from feedback.identity.models import Membership, SignIn
from feedback.identity.queries import hash_of
from feedback.identity.rules.limits import SIGN_IN_LASTS
from feedback.kernel.actor import Actor, ActorKind
from feedback.kernel.clock import now
from feedback.kernel.errors import NotFound
from feedback.kernel.journal import record_event


def start_sign_in(
    session: Session, *, person_id: int, membership_id: int, instead_of: int | None = None
) -> str:
    """Sign a person in under one of their roles and return the token for their browser.

    ``instead_of`` is the sign-in that the browser held so far, of whomever; it ends.
    """
    if instead_of is not None:
        _end(session, SignIn.id == instead_of)
    token = secrets.token_urlsafe(32)
    moment = now()
    session.add(
        SignIn(
            token_hash=hash_of(token),
            person_id=person_id,
            membership_id=membership_id,
            started_at=moment,
            seen_at=moment,
            expires_at=moment + SIGN_IN_LASTS,
        )
    )
    session.flush()
    record_event(
        session,
        verb="signed_in",
        subject=("person", person_id),
        actor=Actor(ActorKind.PERSON, person_id),
    )
    return token


def act_as(session: Session, sign_in_id: int, *, membership_id: int) -> str:
    """Go on under another of the own roles; return the new token, for the old one ends.

    Raises NotFound when the role is not theirs.
    """
    sign_in = session.get(SignIn, sign_in_id)
    membership = session.get(Membership, membership_id)
    if sign_in is None or membership is None or membership.person_id != sign_in.person_id:
        raise NotFound
    if membership.ended_at is not None:
        raise NotFound
    token = secrets.token_urlsafe(32)
    sign_in.membership_id = membership_id
    sign_in.token_hash = hash_of(token)
    return token


def end_sign_in(session: Session, sign_in_id: int, *, person_id: int) -> None:
    """End one of a person's sign-ins; ending it again changes nothing. Raises NotFound."""
    own = select(SignIn.id).where(SignIn.id == sign_in_id, SignIn.person_id == person_id)
    if session.scalar(own) is None:
        raise NotFound
    _end(session, SignIn.id == sign_in_id)


def end_sign_ins_of(session: Session, person_id: int, *, besides: int = 0) -> None:
    """End every sign-in of a person; ``besides`` is the one that stays."""
    _end(session, SignIn.person_id == person_id, SignIn.id != besides)


def end_sign_ins_under(session: Session, membership_id: int) -> None:
    """End every sign-in under one role."""
    _end(session, SignIn.membership_id == membership_id)


def note_seen(session: Session, sign_in_id: int) -> None:
    """Note that a sign-in is in use."""
    session.execute(update(SignIn).where(SignIn.id == sign_in_id).values(seen_at=now()))


def _end(session: Session, *conditions: ColumnElement[bool]) -> None:
    statement = update(SignIn).where(SignIn.ended_at.is_(None), *conditions)
    session.execute(statement.values(ended_at=now()))
