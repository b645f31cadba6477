"""The closed vocabulary of the catalogue."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Shelf(StrEnum):
    """The lists of the catalogue, in the order in which they are loaded."""

    REGIONS = "regions"
    MUNICIPALITIES = "municipalities"
    LIBRARIES = "libraries"
    INSTITUTIONS = "institutions"
    SERVICES = "services"
    TOPICS = "topics"


@dataclass(slots=True)
class ImportReport:
    """What an import did to one shelf: codes. ``kept`` were changed by a person and stay so."""

    added: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    retired: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Name:
    """What something of the catalogue is called; English and Russian may be missing."""

    name_lv: str
    name_en: str
    name_ru: str
