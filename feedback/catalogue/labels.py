"""The catalogue's words for a person: life areas of the portal, and names in the page's language."""

from __future__ import annotations

from typing import Protocol

from feedback.web.i18n import current_locale, lazy

LIFE_AREAS = {
    "portals": lazy("The portal itself"),
    "socialie-pakalpojumi": lazy("Pensions and social support"),
    "gimene": lazy("Family and children"),
    "dzivesvieta": lazy("Place of residence"),
    "veseliba": lazy("Health"),
    "nodarbinatiba": lazy("Work"),
    "izglitiba": lazy("Education"),
    "transports": lazy("Vehicles and transport"),
    "nodokli": lazy("Taxes and income"),
    "ipasums": lazy("Property and land"),
    "buvnieciba": lazy("Building"),
    "tiesibu-aizsardziba": lazy("Documents and rights"),
    "uznemejdarbiba": lazy("Business"),
    "lauksaimnieciba": lazy("Farming, forests, animals"),
    "vide": lazy("Nature and environment"),
    "sabiedriba": lazy("Society and elections"),
    "kultura": lazy("Culture"),
    "konsularie-pakalpojumi": lazy("Help abroad"),
    "drosiba": lazy("Safety"),
}


class Named(Protocol):
    """A row of the catalogue with a name in each language; English and Russian may be missing."""

    @property
    def name_lv(self) -> str: ...  # noqa: D102 - a column

    @property
    def name_en(self) -> str: ...  # noqa: D102

    @property
    def name_ru(self) -> str: ...  # noqa: D102


def name_of(row: Named) -> str:
    """Return the row's name in the language of the page, in Latvian when there is none."""
    return {"en": row.name_en, "ru": row.name_ru}.get(current_locale(), "") or row.name_lv


def life_area_of(code: str) -> str:
    """Return a life area in words; one that the catalogue got later shows its code."""
    return str(LIFE_AREAS.get(code, code))
