"""Reading the catalogue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

from sqlalchemy import Table, bindparam, select
from sqlalchemy.orm import Session

from feedback.catalogue.models import (
    CatalogueVersion,
    Institution,
    Library,
    Municipality,
    Region,
    Service,
    Topic,
)
from feedback.kernel.errors import NotFound
from feedback.kernel.text import sort_key


@dataclass(frozen=True, slots=True)
class Place:
    """A library with the codes that stand above it today."""

    library_code: str
    municipality_code: str
    region_code: str


LIBRARIES, MUNICIPALITIES = (cast("Table", model.__table__) for model in (Library, Municipality))
CODES = select(LIBRARIES.c.code, MUNICIPALITIES.c.code, MUNICIPALITIES.c.region_code).where(
    LIBRARIES.c.code == bindparam("library")
)
PLACE_OF = CODES.where(MUNICIPALITIES.c.code == LIBRARIES.c.municipality_code)
PLACE_AT = CODES.where(MUNICIPALITIES.c.code == bindparam("municipality"))
VERSION = select(cast("Table", CatalogueVersion.__table__).c.number)


def catalogue_version(session: Session) -> int:
    """Return a number that grows with each change of the catalogue; 0 when it was never loaded."""
    return session.connection().scalar(VERSION) or 0


def regions(session: Session) -> Sequence[Region]:
    """Return the planning regions by name."""
    return sorted(session.scalars(select(Region)), key=lambda row: sort_key(row.name_lv))


def municipalities(session: Session, *, region_code: str = "") -> Sequence[Municipality]:
    """Return the municipalities in force, in Latvian order."""
    statement = select(Municipality).where(Municipality.valid_to.is_(None))
    if region_code:
        statement = statement.where(Municipality.region_code == region_code)
    return sorted(session.scalars(statement), key=lambda row: sort_key(row.name_lv))


def libraries(session: Session, *, municipality_code: str = "") -> Sequence[Library]:
    """Return the libraries in use, in Latvian order."""
    statement = select(Library).where(Library.retired_on.is_(None))
    if municipality_code:
        statement = statement.where(Library.municipality_code == municipality_code)
    return sorted(session.scalars(statement), key=lambda row: sort_key(row.name_lv))


def institutions(session: Session) -> Sequence[Institution]:
    """Return the institutions in Latvian order."""
    return sorted(session.scalars(select(Institution)), key=lambda row: sort_key(row.name_lv))


def services(session: Session) -> Sequence[Service]:
    """Return the e-services in use, in Latvian order."""
    rows = session.scalars(select(Service).where(Service.retired_on.is_(None)))
    return sorted(rows, key=lambda row: sort_key(row.name_lv))


def topics(session: Session) -> Sequence[Topic]:
    """Return the fixed topics in Latvian order."""
    return sorted(session.scalars(select(Topic)), key=lambda row: sort_key(row.name_lv))


def library(session: Session, code: str) -> Library:
    """Return a library, retired ones too; raises NotFound."""
    if (row := session.get(Library, code)) is None:
        raise NotFound
    return row


def service(session: Session, code: str) -> Service:
    """Return an e-service, retired ones too; raises NotFound."""
    if (row := session.get(Service, code)) is None:
        raise NotFound
    return row


def place_of(session: Session, library_code: str, *, municipality_code: str = "") -> Place:
    """Return the codes above a library, or above another municipality that was named.

    Raises NotFound when either code is unknown.
    """
    row = (
        session.connection()
        .execute(
            PLACE_AT if municipality_code else PLACE_OF,
            {"library": library_code, "municipality": municipality_code},
        )
        .one_or_none()
    )
    if row is None:
        raise NotFound
    return Place(*row)
