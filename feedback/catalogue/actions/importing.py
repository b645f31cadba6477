"""The repeatable import of the package's data files."""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from importlib.resources import files
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.catalogue.actions.versions import note_change
from feedback.catalogue.models import (
    Institution,
    Library,
    Municipality,
    Region,
    Service,
    Topic,
)
from feedback.catalogue.words import ImportReport, Shelf
from feedback.kernel.actor import SYSTEM
from feedback.kernel.clock import today
from feedback.kernel.journal import record_event

Row = Mapping[str, str]
Model = (
    type[Region]
    | type[Municipality]
    | type[Library]
    | type[Institution]
    | type[Service]
    | type[Topic]
)
NAMES = ("name_lv", "name_en", "name_ru")


def import_catalogue(session: Session) -> dict[Shelf, ImportReport]:
    """Load the data files into the tables and report what was added, changed and retired.

    Repeatable: a second run changes nothing. A row that a person edited is kept as it is; a row
    that left the files is retired, not deleted, because suggestions keep its code.
    """
    reports = {shelf: _import_shelf(session, shelf) for shelf in Shelf}
    if any(report.added or report.changed or report.retired for report in reports.values()):
        note_change(session)
        record_event(
            session,
            verb="catalogue_imported",
            subject=("catalogue", 0),
            actor=SYSTEM,
            **{
                shelf.value: [len(report.added), len(report.changed), len(report.retired)]
                for shelf, report in reports.items()
            },
        )
    return reports


def _import_shelf(session: Session, shelf: Shelf) -> ImportReport:
    model, read = SHELVES[shelf]
    report = ImportReport()
    rows: Iterable[Any] = session.scalars(select(model))
    known = {row.code: row for row in rows}
    given = {row["code"]: row for row in map(read, _file(shelf))}
    for code, values in given.items():
        if code not in known:
            session.add(model(**values))
            report.added.append(code)
        elif all(getattr(known[code], name) == value for name, value in values.items()):
            continue
        elif getattr(known[code], "edited_at", None):
            report.kept.append(code)
        else:
            for name, value in values.items():
                setattr(known[code], name, value)
            report.changed.append(code)
    if issubclass(model, Library | Service):
        for code in sorted(known.keys() - given.keys()):
            row = known[code]
            if not row.edited_at and not row.retired_on:
                row.retired_on = today()
                report.retired.append(code)
    session.flush()
    return report


def _file(shelf: Shelf) -> list[Row]:
    path = files("feedback") / "data" / "catalogue" / f"{shelf.value}.csv"
    rows = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
    # A municipality names its successor, so the successor must be in the table first.
    return sorted(rows, key=lambda row: bool(row.get("replaced_by")))


def _date(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _number(text: str) -> int | None:
    return int(text) if text else None


def _region(row: Row) -> dict[str, Any]:
    names = {name: row[name] for name in ("code", *NAMES, "short_lv")}
    return {**names, "nuts3": row["nuts3_2024"], "valid_from": _date(row["valid_from"])}


def _municipality(row: Row) -> dict[str, Any]:
    return {
        "code": row["atvk_code"],
        **{name: row[name] for name in (*NAMES, "kind", "region_code", "population_quality")},
        **{name: _number(row[name]) for name in ("population", "grid_x", "grid_y")},
        **{name: _date(row[name]) for name in ("valid_from", "valid_to")},
        "replaced_by": row["replaced_by"] or None,
    }


def _library(row: Row) -> dict[str, Any]:
    names = {name: row[name] for name in ("code", "name_lv", "kind", "place_lv")}
    return {**names, "municipality_code": row["atvk_code"]}


def _institution(row: Row) -> dict[str, Any]:
    names = {name: row[name] for name in ("code", "name_lv", "name_en")}
    return {**names, "aliases": row["aliases_lv"]}


def _service(row: Row) -> dict[str, Any]:
    names = ("code", *NAMES, "institution_code", "life_area", "portal_ref")
    return {**{name: row[name] for name in names}, "keywords": row["keywords_lv"]}


def _topic(row: Row) -> dict[str, Any]:
    return {name: row[name] for name in ("code", *NAMES, "keywords")}


SHELVES: dict[Shelf, tuple[Model, Callable[[Row], dict[str, Any]]]] = {
    Shelf.REGIONS: (Region, _region),
    Shelf.MUNICIPALITIES: (Municipality, _municipality),
    Shelf.LIBRARIES: (Library, _library),
    Shelf.INSTITUTIONS: (Institution, _institution),
    Shelf.SERVICES: (Service, _service),
    Shelf.TOPICS: (Topic, _topic),
}
