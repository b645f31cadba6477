"""What a table says about its columns."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

Cell = str | int | bool | date | datetime | None


class CellKind(StrEnum):
    """What a cell holds.

    A WORD is of a closed vocabulary (letters, digits, "-", "_") and never escaped; WORDS are some of
    them, sorted, ";" between.
    """

    WORD = "word"
    WORDS = "words"
    TEXT = "text"
    INTEGER = "integer"
    DATE = "date"
    MOMENT = "moment"
    YES_NO = "yes_no"


@dataclass(frozen=True, slots=True)
class Translated:
    """The same words in the three languages of the product."""

    lv: str
    en: str
    ru: str


@dataclass(frozen=True, slots=True)
class Column:
    """One column: ``name`` for machines, ``title`` for people; ``width`` in characters."""

    name: str
    kind: CellKind
    title: Translated
    description: Translated
    width: int
