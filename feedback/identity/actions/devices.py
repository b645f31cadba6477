"""Kiosks: a short code connects a computer, which then holds a token that can only submit."""

from __future__ import annotations

import secrets

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.identity.models import Device
from feedback.identity.queries.devices import libraries_within
from feedback.identity.queries.viewers import hash_of
from feedback.identity.rules.devices import (
    CODE_LASTS,
    LENGTH,
    LETTERS,
    kiosk_name,
    plain_pairing_code,
    shown_pairing_code,
)
from feedback.identity.words import Viewer
from feedback.kernel.actor import Actor, ActorKind
from feedback.kernel.clock import now
from feedback.kernel.errors import NotFound, RuleBroken
from feedback.kernel.journal import record_event


def register_device(session: Session, *, name: str, library_code: str, by: Viewer) -> Device:
    """Add a kiosk to a library within the viewer's reach.

    Raises NotFound for another library, and RuleBroken with the codes of ``rules.devices.kiosk_name``.
    """
    name = kiosk_name(name)
    if library_code not in {library.code for library in libraries_within(session, by.reach)}:
        raise NotFound
    device = Device(name=name, library_code=library_code, created_by=by.person_id, created_at=now())
    session.add(device)
    session.flush()
    _note(session, device, "device_registered", by, library=library_code)
    return device


def renew_pairing_code(session: Session, device: Device, *, by: Viewer) -> str:
    """Make a code that connects one computer within 15 minutes, and return it: it is not kept.

    Raises NotFound for a kiosk that was cut off.
    """
    if device.revoked_at:
        raise NotFound
    code = "".join(secrets.choice(LETTERS) for _ in range(LENGTH))
    device.code_hash, device.code_expires_at = hash_of(code), now() + CODE_LASTS
    _note(session, device, "pairing_code_made", by)
    return shown_pairing_code(code)


def pair_device(session: Session, *, typed: str) -> str:
    """Connect the computer at which ``typed`` was entered, and return its token.

    The code works once. A computer that was connected as this kiosk before is cut off. Raises
    RuleBroken("pairing_code_unknown") for a wrong, used or expired code.
    """
    statement = (
        select(Device)
        .where(
            Device.code_hash == hash_of(plain_pairing_code(typed)),
            Device.code_expires_at > now(),
            Device.revoked_at.is_(None),
        )
        .with_for_update()
    )
    if (device := session.scalars(statement).one_or_none()) is None:
        raise RuleBroken("pairing_code_unknown", field="code")
    token = secrets.token_urlsafe(32)
    device.token_hash, device.paired_at = hash_of(token), now()
    device.code_hash = device.code_expires_at = None
    actor = Actor(ActorKind.DEVICE, device.id)
    record_event(session, verb="device_paired", subject=("device", device.id), actor=actor)
    return token


def rename_device(session: Session, device: Device, *, name: str, by: Viewer) -> None:
    """Give a kiosk another name; raises RuleBroken as ``register_device``."""
    name = kiosk_name(name)
    if name != device.name:
        device.name = name
        _note(session, device, "device_renamed", by)


def revoke_device(session: Session, device: Device, *, by: Viewer) -> None:
    """Cut a kiosk off for ever: its token and its code are worth nothing from now on."""
    if device.revoked_at is None:
        device.revoked_at = now()
        device.token_hash = device.code_hash = device.code_expires_at = None
        _note(session, device, "device_revoked", by)


def _note(session: Session, device: Device, verb: str, by: Viewer, **data: object) -> None:
    actor = Actor(ActorKind.PERSON, by.person_id)
    record_event(session, verb=verb, subject=("device", device.id), actor=actor, **data)
