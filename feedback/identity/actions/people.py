"""Making people, and changing what they may do."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.identity.models import Membership, Person
from feedback.identity.rules import is_bound_to_library, is_bound_to_municipality
from feedback.identity.rules.addresses import account_name, is_address
from feedback.identity.words import Newcomer, Seat
from feedback.kernel.clock import now
from feedback.kernel.errors import RuleBroken
from feedback.kernel.text import clean, printable_problem

MAX_NAME = 100


def make_person(
    session: Session, newcomer: Newcomer, *, seat: Seat, is_demonstration: bool = False
) -> Membership:
    """Add a person with one role and return the membership.

    Raises RuleBroken at ``name`` or ``email`` when it cannot be taken, at ``place`` when the role
    is held at another kind of place. Writes no event: who asked for it does.
    """
    check_seat(seat)
    person = Person(
        name=checked_name(newcomer.name),
        email=_free_email(session, newcomer.email),
        password_hash=newcomer.password_hash,
        is_demonstration=is_demonstration,
        created_at=now(),
    )
    membership = Membership(
        person=person,
        role=seat.role,
        library_code=seat.library_code,
        municipality_code=seat.municipality_code,
    )
    session.add_all([person, membership])
    session.flush()
    return membership


def check_seat(seat: Seat) -> None:
    """Refuse a role at the wrong kind of place; raises RuleBroken at ``place``."""
    if (seat.library_code is not None) != is_bound_to_library(seat.role) or (
        seat.municipality_code is not None
    ) != is_bound_to_municipality(seat.role):
        raise RuleBroken("place_does_not_fit", field="place")


def checked_name(name: str) -> str:
    """Return a person's name as it is kept; raises RuleBroken at ``name``."""
    name = " ".join(clean(name).split())
    if not name:
        raise RuleBroken("name_missing", field="name")
    if len(name) > MAX_NAME or printable_problem(name):
        raise RuleBroken("name_unusable", field="name")
    return name


def _free_email(session: Session, email: str) -> str:
    email = account_name(email)
    if not is_address(email):
        raise RuleBroken("email_unusable", field="email")
    if session.scalar(select(Person.id).where(Person.email == email)) is not None:
        raise RuleBroken("email_taken", field="email")
    return email
