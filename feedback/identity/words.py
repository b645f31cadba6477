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
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Viewer:
    """The signed-in person of a request, as the rooms above know them."""

    person_id: int
    membership_id: int
    sign_in_id: int
    name: str
    role: Role
    place_name: str
    reach: Reach
    uses_single_keys: bool = True


@dataclass(frozen=True, slots=True)
class PlaceOption:
    """A place that somebody may choose for a role; one of the two codes is None."""

    name: str
    library_code: str | None = None
    municipality_code: str | None = None

    @property
    def code(self) -> str:
        """The code as a form sends it; codes of both kinds are told apart."""
        return (
            f"library:{self.library_code}"
            if self.library_code
            else (f"municipality:{self.municipality_code}")
        )


@dataclass(frozen=True, slots=True)
class SeatEntry:
    """One role that a person holds, as lists show it."""

    membership_id: int
    seat: Seat
    place_name: str
    is_manageable: bool


@dataclass(frozen=True, slots=True)
class PersonEntry:
    """A person as lists show them. ``is_manageable``: this viewer may disable and let in again."""

    person_id: int
    name: str
    email: str
    is_disabled: bool
    last_seen_at: datetime | None
    seats: list[SeatEntry]
    is_manageable: bool


@dataclass(frozen=True, slots=True)
class InvitationEntry:
    """An invitation that nobody has accepted yet; ``place_name`` is empty for the agency."""

    invitation_id: int
    name: str
    email: str
    seat: Seat
    place_name: str
    invited_by: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class SignInEntry:
    """One of a person's open sign-ins."""

    sign_in_id: int
    role: Role
    place_name: str
    started_at: datetime
    seen_at: datetime


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
