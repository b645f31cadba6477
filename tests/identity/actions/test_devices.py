"""Connecting, renaming and cutting off kiosks."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.identity.actions.devices import (
    pair_device,
    register_device,
    rename_device,
    renew_pairing_code,
    revoke_device,
)
from feedback.identity.models import Device
from feedback.identity.queries import find_kiosk
from feedback.identity.rules.devices import CODE_LASTS
from feedback.identity.words import Reach, Role, Viewer
from feedback.kernel.clock import now
from feedback.kernel.errors import NotFound, RuleBroken
from feedback.kernel.journal import events_of
from tests.factories.identity import LIBRARY, MUNICIPALITY, OTHER_LIBRARY, make_kiosk, make_person


@pytest.fixture
def coordinator(session: Session) -> Viewer:
    """The coordinator of the municipality, with somebody else's kiosk as noise."""
    make_kiosk(session, library_code=OTHER_LIBRARY)
    membership = make_person(session, Role.COORDINATOR)
    return Viewer(
        person_id=membership.person_id,
        membership_id=membership.id,
        sign_in_id=0,
        name="Ilze Kalna",
        role=Role.COORDINATOR,
        place_name="",
        reach=Reach(municipality_code=MUNICIPALITY),
    )


@pytest.fixture
def device(session: Session, coordinator: Viewer) -> Device:
    """A kiosk that no computer is connected as."""
    return register_device(session, name="Pie ieejas", library_code=LIBRARY, by=coordinator)


def test_a_code_connects_a_computer_to_its_library(
    session: Session, device: Device, coordinator: Viewer
) -> None:
    token = pair_device(session, typed=renew_pairing_code(session, device, by=coordinator).lower())
    kiosk = find_kiosk(session, token)
    assert kiosk
    assert (kiosk.device_id, kiosk.library_code) == (device.id, LIBRARY)


def test_neither_code_nor_token_is_stored(
    session: Session, device: Device, coordinator: Viewer
) -> None:
    code = renew_pairing_code(session, device, by=coordinator)
    row = session.execute(select(Device.__table__).where(Device.id == device.id)).one()
    assert code.replace("-", "") not in str(row)
    assert pair_device(session, typed=code) not in str(
        session.execute(select(Device.__table__).where(Device.id == device.id)).one()
    )


def test_a_code_works_once(session: Session, device: Device, coordinator: Viewer) -> None:
    code = renew_pairing_code(session, device, by=coordinator)
    pair_device(session, typed=code)
    with pytest.raises(RuleBroken, match="pairing_code_unknown"):
        pair_device(session, typed=code)


def test_a_code_ends_after_a_quarter_of_an_hour(
    session: Session, device: Device, coordinator: Viewer
) -> None:
    code = renew_pairing_code(session, device, by=coordinator)
    with (
        time_machine.travel(now() + CODE_LASTS + timedelta(seconds=1), tick=False),
        pytest.raises(RuleBroken, match="pairing_code_unknown"),
    ):
        pair_device(session, typed=code)


def test_a_new_code_ends_the_one_before(
    session: Session, device: Device, coordinator: Viewer
) -> None:
    old = renew_pairing_code(session, device, by=coordinator)
    new = renew_pairing_code(session, device, by=coordinator)
    with pytest.raises(RuleBroken):
        pair_device(session, typed=old)
    assert pair_device(session, typed=new)


def test_another_computer_takes_the_place_of_the_first(
    session: Session, device: Device, coordinator: Viewer
) -> None:
    first = pair_device(session, typed=renew_pairing_code(session, device, by=coordinator))
    second = pair_device(session, typed=renew_pairing_code(session, device, by=coordinator))
    assert find_kiosk(session, first) is None
    assert find_kiosk(session, second)


@pytest.mark.parametrize("typed", ["", "-", "ABCD-EFGH", "a" * 10_000, "\x00", "' OR 1=1"])
def test_a_made_up_code_connects_nothing(session: Session, device: Device, typed: str) -> None:
    assert device.code_hash is None
    with pytest.raises(RuleBroken, match="pairing_code_unknown"):
        pair_device(session, typed=typed)


def test_a_kiosk_that_was_cut_off_is_worth_nothing(
    session: Session, device: Device, coordinator: Viewer
) -> None:
    token = pair_device(session, typed=renew_pairing_code(session, device, by=coordinator))
    code = renew_pairing_code(session, device, by=coordinator)
    revoke_device(session, device, by=coordinator)
    assert find_kiosk(session, token) is None
    with pytest.raises(RuleBroken):
        pair_device(session, typed=code)
    with pytest.raises(NotFound):
        renew_pairing_code(session, device, by=coordinator)


@pytest.mark.parametrize("library_code", [OTHER_LIBRARY, "LIB-9999", ""])
def test_a_kiosk_cannot_be_put_into_a_foreign_library(
    session: Session, coordinator: Viewer, library_code: str
) -> None:
    with pytest.raises(NotFound):
        register_device(session, name="Pie ieejas", library_code=library_code, by=coordinator)


def test_every_change_leaves_an_event(
    session: Session, device: Device, coordinator: Viewer
) -> None:
    pair_device(session, typed=renew_pairing_code(session, device, by=coordinator))
    rename_device(session, device, name="Lasītava", by=coordinator)
    rename_device(session, device, name="Lasītava", by=coordinator)
    revoke_device(session, device, by=coordinator)
    revoke_device(session, device, by=coordinator)
    events = events_of(session, subject=("device", device.id))
    assert [event.verb for event in events] == [
        "device_registered",
        "pairing_code_made",
        "device_paired",
        "device_renamed",
        "device_revoked",
    ]
    assert {event.actor_id for event in events if event.verb != "device_paired"} == {
        coordinator.person_id
    }
