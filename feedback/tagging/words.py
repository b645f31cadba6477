"""What tagging speaks about: kinds, guesses, personal data and the entries that it compares with."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from feedback.kernel.text import Language


class Kind(StrEnum):
    """What a remark is."""

    SUGGESTION = "suggestion"
    PROBLEM = "problem"
    PRAISE = "praise"
    QUESTION = "question"


class DatumType(StrEnum):
    """The kinds of personal data that are recognised by their shape."""

    PERSONAL_CODE = "personal_code"
    PHONE = "phone"
    EMAIL = "email"
    IBAN = "iban"
    CARD = "card"


# What stands in a stored text in place of a datum: fixed Latvian words, in whatever language the
# text is, so that every reader and every export knows them.
MASKS = {
    DatumType.PERSONAL_CODE: "[personas kods]",
    DatumType.PHONE: "[tālrunis]",
    DatumType.EMAIL: "[e-pasts]",
    DatumType.IBAN: "[bankas konts]",
    DatumType.CARD: "[kartes numurs]",
}


@dataclass(frozen=True, slots=True)
class PersonalDatum:
    """A piece of personal data in a text; offsets are code points, ``end`` is exclusive."""

    start: int
    end: int
    type: DatumType


@dataclass(frozen=True, slots=True)
class Guess:
    """A proposal: a code of the catalogue, how sure (0 to 1) and the words of the text behind it."""

    code: str
    score: float
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Analysis:
    """Everything that can be told from one text. ``masked`` is the text that may be stored."""

    language: Language
    services: tuple[Guess, ...]
    topics: tuple[Guess, ...]
    kind: Kind
    personal_data: tuple[PersonalDatum, ...]
    masked: str


@dataclass(frozen=True, slots=True)
class ServiceEntry:
    """An e-service as tagging knows it: ``names`` in Latvian, English and Russian (may be empty)."""

    code: str
    names: tuple[str, str, str]
    keywords: tuple[str, ...]
    institution_names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TopicEntry:
    """A topic and the words, beginnings (``word*``) and phrases that tell of it."""

    code: str
    keywords: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """An e-service that was searched for, and the spans of its shown name to underline."""

    code: str
    name: str
    marks: tuple[tuple[int, int], ...]
