"""Links with which somebody who forgot the password sets a new one."""

from __future__ import annotations

import secrets

from sqlalchemy import update
from sqlalchemy.orm import Session

from feedback.identity.actions.sign_ins import end_sign_ins_of
from feedback.identity.models import PasswordReset, Person
from feedback.identity.queries import hash_of, reset_by_token
from feedback.identity.rules.limits import RESET_LASTS, is_link_open
from feedback.kernel.actor import Actor, ActorKind
from feedback.kernel.clock import now
from feedback.kernel.errors import NotFound, RuleBroken
from feedback.kernel.journal import record_event


def make_reset_link(session: Session, person_id: int, *, actor: Actor) -> str:
    """Return the token of a link for a new password; older links of this person end.

    Raises NotFound.
    """
    if session.get(Person, person_id, with_for_update=True) is None:
        raise NotFound
    end_reset_links(session, person_id)
    token = secrets.token_urlsafe(24)
    session.add(
        PasswordReset(
            token_hash=hash_of(token),
            person_id=person_id,
            made_by=actor.id,
            created_at=now(),
            expires_at=now() + RESET_LASTS,
        )
    )
    record_event(session, verb="reset_link_made", subject=("person", person_id), actor=actor)
    return token


def set_new_password(session: Session, *, token: str, password_hash: str) -> None:
    """Set the password of the person whose link this is, and end all their sign-ins.

    Raises NotFound for an unknown link, RuleBroken("link_over") for one that works no more.
    """
    link = reset_by_token(session, token, is_locked=True)
    person = session.get_one(Person, link.person_id)
    if not is_link_open(link.expires_at, link.used_at, now=now()):
        raise RuleBroken("link_over")
    link.used_at = now()
    person.password_hash = password_hash
    end_reset_links(session, person.id)
    end_sign_ins_of(session, person.id)
    record_event(
        session,
        verb="password_reset",
        subject=("person", person.id),
        actor=Actor(ActorKind.PERSON, person.id),
    )


def end_reset_links(session: Session, person_id: int) -> None:
    """End every open link for a new password of a person."""
    session.execute(
        update(PasswordReset)
        .where(PasswordReset.person_id == person_id, PasswordReset.used_at.is_(None))
        .values(used_at=now())
    )
