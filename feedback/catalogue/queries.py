"""Reading the catalogue."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar, cast

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
from feedback.catalogue.rules import codes_under
from feedback.kernel.errors import NotFound
from feedback.kernel.journal import Event
from feedback.kernel.text import fold, sort_key

Row = TypeVar("Row", Service, Library)


@dataclass(frozen=True, slots=True)
class Place:
    """A library with the codes that stand above it today."""

    library_code: str
    municipality_code: str
    region_code: str


LIBRARIES, MUNICIPALITIES = (cast("Table", model.__table__) for model in (Library, Municipality))
CODES = select(LIBRARIES.c.code, MUNICIPALITIES.c.code, MUNICIPALITIES.c.region_code)
IN_LIBRARY = LIBRARIES.c.code == bindparam("library")
PLACE_OF = CODES.join_from(
    LIBRARIES, MUNICIPALITIES, MUNICIPALITIES.c.code == LIBRARIES.c.municipality_code
).where(IN_LIBRARY)
PLACE_AT = CODES.join_from(
    LIBRARIES, MUNICIPALITIES, MUNICIPALITIES.c.code == bindparam("municipality")
).where(IN_LIBRARY)
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


def municipality(session: Session, code: str) -> Municipality:
    """Return a municipality, closed ones too; raises NotFound."""
    if (row := session.get(Municipality, code)) is None:
        raise NotFound
    return row


def institution_name(session: Session, code: str | None) -> str:
    """Return the name of an institution, "" for none."""
    return session.scalar(select(Institution.name_lv).where(Institution.code == code)) or ""


def service(session: Session, code: str) -> Service:
    """Return an e-service, retired ones too; raises NotFound."""
    if (row := session.get(Service, code)) is None:
        raise NotFound
    return row


def services_by_code(session: Session, codes: Iterable[str]) -> dict[str, Service]:
    """Return e-services by their code, retired ones too, in one query."""
    rows = session.scalars(select(Service).where(Service.code.in_(set(codes))))
    return {row.code: row for row in rows}


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


def services_to_edit(
    session: Session, *, words: str = "", shows_retired: bool = False
) -> list[Service]:
    """Return the e-services that hold every typed word in a name, keyword or code."""
    statement = select(Service)
    if not shows_retired:
        statement = statement.where(Service.retired_on.is_(None))
    return _found(
        session.scalars(statement),
        words,
        lambda row: (row.code, row.name_lv, row.name_en, row.name_ru, row.keywords),
    )


def libraries_to_edit(
    session: Session, *, words: str = "", shows_retired: bool = False
) -> list[Library]:
    """Return the libraries that hold every typed word in the name, place or code."""
    statement = select(Library)
    if not shows_retired:
        statement = statement.where(Library.retired_on.is_(None))
    return _found(
        session.scalars(statement), words, lambda row: (row.code, row.name_lv, row.place_lv)
    )


def successors(session: Session, model: type[Service | Library]) -> dict[str, str | None]:
    """Return which code each merged code was merged into."""
    rows = session.execute(
        select(model.code, model.merged_into).where(model.merged_into.is_not(None))
    )
    return {code: into for code, into in rows}  # noqa: C416 - a Result has keys() of another meaning


def codes_rolled_into(
    session: Session, model: type[Service | Library | Municipality], code: str
) -> list[str]:
    """Return ``code`` and the codes that it took over: what is filtered by it includes theirs."""
    heir = model.replaced_by if issubclass(model, Municipality) else model.merged_into
    rows = session.execute(select(model.code, heir).where(heir.is_not(None)))
    return codes_under(code, {old: new for old, new in rows})  # noqa: C416 - as in successors


def entry_history(session: Session, entry: Service | Library) -> list[Event]:
    """Return what people did to an entry, newest first."""
    statement = (
        select(Event)
        .where(
            Event.subject_kind == entry.__tablename__,
            Event.data["code"].as_string() == entry.code,
        )
        .order_by(Event.id.desc())
    )
    return list(session.scalars(statement))


def _found(
    rows: Iterable[Row], words: str, texts_of: Callable[[Row], tuple[str, ...]]
) -> list[Row]:
    # A few hundred rows that an administrator looks at: folded here, so that "gim" finds "ģim".
    parts = fold(words).split()
    found = [row for row in rows if _has_all(parts, " ".join(texts_of(row)))]
    return sorted(found, key=lambda row: sort_key(row.name_lv))


def _has_all(parts: list[str], text: str) -> bool:
    folded = fold(text)
    return all(part in folded for part in parts)
