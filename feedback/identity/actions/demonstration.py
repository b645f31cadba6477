"""Accounts for trying the product out; every one says that it is a demonstration."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.identity.actions.devices import register_device, renew_pairing_code
from feedback.identity.actions.people import make_person
from feedback.identity.actions.sign_ins import end_sign_ins_of
from feedback.identity.models import Device, Person
from feedback.identity.rules.devices import LETTERS
from feedback.identity.words import Newcomer, Reach, Role, Seat, Viewer
from feedback.kernel.actor import SYSTEM
from feedback.kernel.journal import record_event

LIBRARY = "LIB-0021"  # Kuldīgas Galvenā bibliotēka
MUNICIPALITY = "0033000"  # Kuldīgas novads
KIOSK = "Demonstrācijas kiosks"
GROUPS, GROUP = 3, 5
PEOPLE: tuple[tuple[Seat, str], ...] = (
    (Seat(Role.LIBRARIAN, library_code=LIBRARY), "Anna Liepa"),
    (Seat(Role.COORDINATOR, municipality_code=MUNICIPALITY), "Ilze Kalniņa"),
    (Seat(Role.REVIEWER), "Māra Ozola"),
    (Seat(Role.RELEASER), "Jānis Krūmiņš"),
    (Seat(Role.DEVELOPER), "Pēteris Egle"),
    (Seat(Role.ADMINISTRATOR), "Dace Vītola"),
)


@dataclass(frozen=True, slots=True)
class DemonstrationAccount:
    """One account: its role, what to type as e-mail address, and its row."""

    role: Role
    email: str
    person_id: int


def new_password() -> str:
    """Return a password that is easy to read and to type (74 bits)."""
    groups = ("".join(secrets.choice(LETTERS) for _ in range(GROUP)) for _ in range(GROUPS))
    return "-".join(groups).lower()


def make_demonstration_accounts(
    session: Session, *, password_hash: str
) -> Sequence[DemonstrationAccount]:
    """Make an account for each role, or give those there a new password and end their sign-ins.

    Raises RuleBroken("email_taken") when a real person has one of the addresses.
    """
    return [_account(session, seat, name, password_hash) for seat, name in PEOPLE]


def make_demonstration_kiosk(session: Session, accounts: Sequence[DemonstrationAccount]) -> str:
    """Make the code that connects the demonstration kiosk within 15 minutes, and return it."""
    coordinator = next(account for account in accounts if account.role is Role.COORDINATOR)
    viewer = Viewer(
        person_id=coordinator.person_id,
        sign_in_id=0,
        membership_id=0,
        name="",
        role=coordinator.role,
        place_name="",
        reach=Reach(municipality_code=MUNICIPALITY),
    )
    statement = select(Device).where(
        Device.name == KIOSK, Device.library_code == LIBRARY, Device.revoked_at.is_(None)
    )
    device = session.scalars(statement.order_by(Device.id)).first()
    if device is None:
        device = register_device(session, name=KIOSK, library_code=LIBRARY, by=viewer)
    return renew_pairing_code(session, device, by=viewer)


def _account(session: Session, seat: Seat, name: str, password_hash: str) -> DemonstrationAccount:
    email = f"{seat.role}@example.lv"
    statement = select(Person).where(Person.email == email, Person.is_demonstration)
    person = session.scalars(statement).one_or_none()
    if person is None:
        newcomer = Newcomer(f"{name} (demonstrācija)", email, password_hash)
        membership = make_person(session, newcomer, seat=seat, is_demonstration=True)
        person_id = membership.person_id
        verb = "account_made"
    else:
        person.password_hash, person.disabled_at, person_id = password_hash, None, person.id
        verb = "password_renewed"
        end_sign_ins_of(session, person.id)
    record_event(session, verb=verb, subject=("person", person_id), actor=SYSTEM, role=seat.role)
    return DemonstrationAccount(seat.role, email, person_id)
