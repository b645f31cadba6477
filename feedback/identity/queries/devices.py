"""Reading kiosks, always within a viewer's reach."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.catalogue.models import Library
from feedback.catalogue.queries import libraries
from feedback.identity.models import Device
from feedback.identity.rules.devices import connection_of
from feedback.identity.words import KioskEntry, Reach
from feedback.kernel.clock import now
from feedback.kernel.errors import NotFound
from feedback.kernel.text import sort_key


def libraries_within(session: Session, reach: Reach) -> Sequence[Library]:
    """Return the libraries in use that a viewer looks after, in Latvian order."""
    if not reach.everything and not reach.municipality_code:
        return []
    return libraries(session, municipality_code=reach.municipality_code)


def kiosks_within(session: Session, reach: Reach) -> Sequence[KioskEntry]:
    """Return the kiosks of a viewer's libraries by library and name; the revoked ones come last."""
    statement = select(Device, Library.name_lv).join(Library, Library.code == Device.library_code)
    if not reach.everything:
        statement = statement.where(Library.municipality_code == reach.municipality_code)
    entries = [_entry(device, place) for device, place in session.execute(statement)]
    entries.sort(
        key=lambda entry: (
            entry.revoked_at is not None,
            sort_key(entry.library_name),
            sort_key(entry.name),
            entry.device_id,
        )
    )
    return entries


def kiosk_within(session: Session, device_id: int, reach: Reach) -> tuple[Device, KioskEntry]:
    """Return one kiosk as its row and as it is shown; a foreign one raises NotFound."""
    statement = (
        select(Device, Library)
        .join(Library, Library.code == Device.library_code)
        .where(Device.id == device_id)
    )
    row = session.execute(statement).one_or_none()
    if row is None or not (reach.everything or row[1].municipality_code == reach.municipality_code):
        raise NotFound
    return row[0], _entry(row[0], row[1].name_lv)


def _entry(device: Device, library_name: str) -> KioskEntry:
    return KioskEntry(
        device_id=device.id,
        name=device.name,
        library_name=library_name,
        connection=connection_of(
            paired_at=device.paired_at,
            code_expires_at=device.code_expires_at,
            revoked_at=device.revoked_at,
            now=now(),
        ),
        paired_at=device.paired_at,
        code_expires_at=device.code_expires_at,
        revoked_at=device.revoked_at,
    )
