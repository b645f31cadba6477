"""Server-side sign-ins: a new token each, ended by their row whatever the cookie says."""

from __future__ import annotations

import secrets

from sqlalchemy import update
from sqlalchemy.orm import Session

from feedback.identity.models import SignIn
from feedback.identity.queries import hash_of
from feedback.identity.rules.limits import SIGN_IN_LASTS
from feedback.kernel.actor import Actor, ActorKind
from feedback.kernel.clock import now
from feedback.kernel.journal import record_event


def start_sign_in(session: Session, *, person_id: int, membership_id: int) -> str:
    """Sign a person in under one of their roles and return the token for their browser."""
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


def end_sign_in(session: Session, sign_in_id: int) -> None:
    """End one sign-in; ending it again changes nothing."""
    session.execute(
        update(SignIn)
        .where(SignIn.id == sign_in_id, SignIn.ended_at.is_(None))
        .values(ended_at=now())
    )


def note_seen(session: Session, sign_in_id: int) -> None:
    """Note that a sign-in is in use."""
    session.execute(update(SignIn).where(SignIn.id == sign_in_id).values(seen_at=now()))
