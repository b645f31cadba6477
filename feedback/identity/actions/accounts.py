"""What people change about their own account."""

from __future__ import annotations

from sqlalchemy.orm import Session

from feedback.identity.actions.people import put_name
from feedback.identity.actions.resets import end_reset_links
from feedback.identity.actions.sign_ins import end_sign_ins_of
from feedback.identity.models import Person
from feedback.kernel.actor import Actor, ActorKind
from feedback.kernel.errors import NotFound
from feedback.kernel.journal import record_event


def rename_person(session: Session, person_id: int, *, name: str) -> None:
    """Change the own name; raises RuleBroken at ``name``."""
    put_name(_person(session, person_id), name)
    _record(session, "renamed", person_id)


def change_password(
    session: Session, person_id: int, *, password_hash: str, kept_sign_in_id: int
) -> None:
    """Change the own password and end every other sign-in: somebody may know the old one."""
    _person(session, person_id).password_hash = password_hash
    end_reset_links(session, person_id)
    end_sign_ins_of(session, person_id, besides=kept_sign_in_id)
    _record(session, "password_changed", person_id)


def renew_password_hash(session: Session, person_id: int, *, password_hash: str) -> None:
    """Keep the same password under today's costs."""
    _person(session, person_id).password_hash = password_hash


def choose_account_language(session: Session, person_id: int, *, language: str) -> None:
    """Remember the language of the pages for every computer."""
    _person(session, person_id).language = language


def use_single_keys(session: Session, person_id: int, *, is_on: bool) -> None:
    """Turn shortcuts of a single letter on or off (WCAG 2.1.4)."""
    _person(session, person_id).uses_single_keys = is_on


def _person(session: Session, person_id: int) -> Person:
    person = session.get(Person, person_id)
    if person is None:
        raise NotFound
    return person


def _record(session: Session, verb: str, person_id: int) -> None:
    record_event(
        session,
        verb=verb,
        subject=("person", person_id),
        actor=Actor(ActorKind.PERSON, person_id),
    )
