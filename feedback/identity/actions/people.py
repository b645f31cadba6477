"""Making people, and changing what they may do."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.identity.actions.sign_ins import end_sign_ins_of, end_sign_ins_under
from feedback.identity.models import Membership, Person
from feedback.identity.rules import is_bound_to_library, is_bound_to_municipality
from feedback.identity.rules.addresses import account_name, is_address
from feedback.identity.words import Newcomer, Role, Seat
from feedback.kernel.actor import Actor
from feedback.kernel.clock import now
from feedback.kernel.errors import NotFound, RuleBroken
from feedback.kernel.journal import record_event
from feedback.kernel.text import clean, fold, printable_problem, sort_key

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
        email=_free_email(session, newcomer.email),
        password_hash=newcomer.password_hash,
        language=newcomer.language,
        is_demonstration=is_demonstration,
        created_at=now(),
    )
    put_name(person, newcomer.name)
    session.add(person)
    return _seated(session, person, seat)


def check_seat(seat: Seat) -> None:
    """Refuse a role at the wrong kind of place; raises RuleBroken at ``place``."""
    if is_bound_to_library(seat.role) and seat.library_code is None:
        raise RuleBroken("library_missing", field="place")
    if is_bound_to_municipality(seat.role) and seat.municipality_code is None:
        raise RuleBroken("municipality_missing", field="place")
    is_at_place = is_bound_to_library(seat.role) or is_bound_to_municipality(seat.role)
    if not is_at_place and (seat.library_code or seat.municipality_code):
        raise RuleBroken("place_needless", field="place")


def put_name(person: Person, name: str) -> None:
    """Give a person a name, and what lists need of it; raises RuleBroken at ``name``."""
    name = " ".join(clean(name).split())
    if not name:
        raise RuleBroken("name_missing", field="name")
    if len(name) > MAX_NAME or printable_problem(name):
        raise RuleBroken("name_unusable", field="name")
    person.name = name
    person.sort_name = sort_key(name)
    person.search_text = fold(f"{name} {person.email}")


def give_seat(session: Session, person_id: int, *, seat: Seat, actor: Actor) -> Membership:
    """Give a person one more role.

    Raises NotFound for an unknown person, RuleBroken at ``place`` or at ``role`` ("seat_held").
    """
    check_seat(seat)
    person = _locked_person(session, person_id)
    held = select(Membership.id).where(
        Membership.person_id == person_id,
        Membership.ended_at.is_(None),
        Membership.role == seat.role,
        Membership.library_code == seat.library_code,
        Membership.municipality_code == seat.municipality_code,
    )
    if session.scalar(held) is not None:
        raise RuleBroken("seat_held", field="role")
    membership = _seated(session, person, seat)
    _record_seat(session, "role_given", membership, actor)
    return membership


def end_seat(session: Session, membership_id: int, *, actor: Actor) -> None:
    """Take a role away and end the sign-ins under it; ending it again changes nothing.

    Raises NotFound, and RuleBroken("last_administrator").
    """
    membership = session.get(Membership, membership_id, with_for_update=True)
    if membership is None:
        raise NotFound
    if membership.ended_at is not None:
        return
    if membership.role is Role.ADMINISTRATOR:
        _check_others_administer(session, besides=membership.person_id)
    membership.ended_at = now()
    end_sign_ins_under(session, membership_id)
    _record_seat(session, "role_ended", membership, actor)


def move_seat(session: Session, membership_id: int, *, seat: Seat, actor: Actor) -> None:
    """Put another role or place in the stead of one; the person signs in again.

    The old one stays as it was, ended, so that what was done under it keeps its meaning. Raises
    what ``give_seat`` and ``end_seat`` raise.
    """
    membership = session.get(Membership, membership_id)
    if membership is None or membership.ended_at is not None:
        raise NotFound
    give_seat(session, membership.person_id, seat=seat, actor=actor)
    end_seat(session, membership_id, actor=actor)


def disable_person(session: Session, person_id: int, *, actor: Actor) -> None:
    """Shut a person out at once, on every computer; doing it again changes nothing.

    Raises NotFound, RuleBroken("own_account") and RuleBroken("last_administrator").
    """
    person = _locked_person(session, person_id)
    if actor.id == person_id:
        raise RuleBroken("own_account")
    if person.disabled_at is not None:
        return
    _check_others_administer(session, besides=person_id)
    person.disabled_at = now()
    end_sign_ins_of(session, person_id)
    record_event(session, verb="disabled", subject=("person", person_id), actor=actor)


def enable_person(session: Session, person_id: int, *, actor: Actor) -> None:
    """Let a person in again; doing it again changes nothing. Raises NotFound."""
    person = _locked_person(session, person_id)
    if person.disabled_at is None:
        return
    person.disabled_at = None
    record_event(session, verb="enabled", subject=("person", person_id), actor=actor)


def _seated(session: Session, person: Person, seat: Seat) -> Membership:
    membership = Membership(
        person=person,
        role=seat.role,
        library_code=seat.library_code,
        municipality_code=seat.municipality_code,
    )
    session.add(membership)
    session.flush()
    return membership


def _locked_person(session: Session, person_id: int) -> Person:
    person = session.get(Person, person_id, with_for_update=True)
    if person is None:
        raise NotFound
    return person


def _check_others_administer(session: Session, *, besides: int) -> None:
    # The rows are locked: two administrators who shut each other out at once must not both pass.
    statement = (
        select(Membership.person_id)
        .join(Person, Person.id == Membership.person_id)
        .where(
            Membership.role == Role.ADMINISTRATOR,
            Membership.ended_at.is_(None),
            Person.disabled_at.is_(None),
        )
        .order_by(Membership.id)
        .with_for_update()
    )
    administrators = set(session.scalars(statement))
    if administrators == {besides}:
        raise RuleBroken("last_administrator")


def _record_seat(session: Session, verb: str, membership: Membership, actor: Actor) -> None:
    record_event(
        session,
        verb=verb,
        subject=("person", membership.person_id),
        actor=actor,
        role=membership.role.value,
        library=membership.library_code,
        municipality=membership.municipality_code,
    )


def _free_email(session: Session, email: str) -> str:
    email = account_name(email)
    if not is_address(email):
        raise RuleBroken("email_unusable", field="email")
    if session.scalar(select(Person.id).where(Person.email == email)) is not None:
        raise RuleBroken("email_taken", field="email")
    return email
