"""The closed vocabulary of people and devices."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Role(StrEnum):
    """What a person is here (product.md)."""

    LIBRARIAN = "librarian"
    COORDINATOR = "coordinator"
    REVIEWER = "reviewer"
    RELEASER = "releaser"
    DEVELOPER = "developer"
    ADMINISTRATOR = "administrator"


class Deed(StrEnum):
    """What can be done; every route names one."""

    RECORD = "record"
    SEE_ENTRIES = "see_entries"
    PAIR_DEVICE = "pair_device"
    INVITE = "invite"
    MANAGE_PEOPLE = "manage_people"
    REVIEW = "review"
    EXPORT = "export"
    EDIT_CATALOGUE = "edit_catalogue"
    KEEP_ACCOUNT = "keep_account"


@dataclass(frozen=True, slots=True)
class Reach:
    """How far a person sees: everything, one municipality, or one library (all empty: nothing)."""

    everything: bool = False
    municipality_code: str = ""
    library_code: str = ""


@dataclass(frozen=True, slots=True)
class Seat:
    """A role and where it is held: a library, a municipality, or (both None) the agency."""

    role: Role
    library_code: str | None = None
    municipality_code: str | None = None


@dataclass(frozen=True, slots=True)
class Newcomer:
    """What a person says about themselves for a new account, the password already hashed."""

    name: str
    email: str
    password_hash: str


@dataclass(frozen=True, slots=True)
class Viewer:
    """The signed-in person of a request, as the rooms above know them."""

    person_id: int
    sign_in_id: int
    name: str
    role: Role
    place_name: str
    reach: Reach
    uses_single_keys: bool = True


@dataclass(frozen=True, slots=True)
class Kiosk:
    """The paired device of a request: it can submit for its library, and nothing else."""

    device_id: int
    library_code: str
    library_name: str


class Connection(StrEnum):
    """How a kiosk stands."""

    NONE = "none"
    AWAITED = "awaited"
    CONNECTED = "connected"
    REVOKED = "revoked"


@dataclass(frozen=True, slots=True)
class KioskEntry:
    """One line in the list of kiosks. ``code_expires_at``: until when a computer may connect."""

    device_id: int
    name: str
    library_name: str
    connection: Connection
    paired_at: datetime | None
    code_expires_at: datetime | None
    revoked_at: datetime | None
