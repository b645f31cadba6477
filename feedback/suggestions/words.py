"""The closed vocabulary of a suggestion."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from uuid import UUID

from feedback.kernel.actor import SYSTEM, Actor
from feedback.kernel.text import Language
from feedback.tagging.words import Kind


class Channel(StrEnum):
    """By which door a suggestion came in."""

    DESK = "desk"
    KIOSK = "kiosk"
    PHONE = "phone"
    SEMINAR = "seminar"
    SHEET = "sheet"
    API = "api"


class AuthorKind(StrEnum):
    """Whose view it is."""

    RESIDENT = "resident"
    LIBRARIAN = "librarian"


class State(StrEnum):
    """Where a suggestion stands (product.md, "Words and states")."""

    RECEIVED = "received"
    CLARIFY = "clarify"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    MERGED = "merged"
    HANDED_OVER = "handed_over"
    PLANNED = "planned"
    DONE = "done"
    ERASED = "erased"


# What a reviewer at the agency has read and let through may be shown to every library.
RELEASED = frozenset({State.ACCEPTED, State.HANDED_OVER, State.PLANNED, State.DONE})


class Origin(StrEnum):
    """Who put a tag: the machine's guess, or a person."""

    MACHINE = "machine"
    PERSON = "person"


class Outcome(StrEnum):
    """What the intake says of a record (collecting.md, point 2)."""

    NEW = "new"
    REPEATED = "repeated"
    CONFLICT = "conflict"
    ERASED = "erased"


ANSWERS = (1, 2, 3, 4)  # "no", "rather no", "rather yes", "yes"


@dataclass(frozen=True, slots=True)
class Draft:
    """One suggestion as a door hands it in: checked for shape by the form, not yet by the rules.

    ``id`` is made by the client before the first send. ``text`` may be empty when an answer is
    given (kiosk). ``service_code`` and ``topic_codes`` are None when nobody chose: then the
    machine's guesses are stored as such. ``kept_personal_data`` are finds (the exact words) that a
    librarian declared not to be personal.
    """

    id: UUID
    channel: Channel
    author: AuthorKind
    library_code: str
    text: str = ""
    service_code: str | None = None
    topic_codes: tuple[str, ...] | None = None
    municipality_code: str = ""
    language: Language | None = None
    kind: Kind | None = None
    needed: int | None = None
    convenient: int | None = None
    understandable: int | None = None
    said_on: date | None = None
    seminar_id: int | None = None
    actor: Actor = SYSTEM
    kept_personal_data: tuple[str, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Recorded:
    """The intake's receipt. ``id`` equals the draft's, except when a conflict was kept apart.

    ``receipt_code`` is the resident's, two groups of four ("7F4K-29MX"); empty for an erased one.
    """

    outcome: Outcome
    id: UUID
    suggestion_id: int
    reference: str
    receipt_code: str
