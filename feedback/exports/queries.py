"""Reading a selection, as rows or as lines, and reading what was exported before."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import asdict
from datetime import date, datetime
from itertools import chain
from typing import Any

from sqlalchemy import ColumnElement, Select, String, case, cast, func, literal, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from feedback.catalogue.models import Institution, Library, Municipality, Region, Service
from feedback.exports.models import ExportRun
from feedback.exports.rules import TYPES, file_name
from feedback.exports.words import COLUMNS
from feedback.identity.models import Person
from feedback.identity.words import Reach, Viewer
from feedback.kernel.clock import LATVIA
from feedback.kernel.errors import NotFound
from feedback.kernel.paging import Page, page_by_id
from feedback.kernel.sheets.columns import Cell, Column
from feedback.kernel.sheets.lines import Layout
from feedback.kernel.sheets.sql_text import IsoMoment
from feedback.suggestions.models import Suggestion
from feedback.suggestions.queries import Filters, filtered

BATCH = 200  # rows: about 64 KiB of lines
CODE_SPLIT = "\t"

# The columns that name a row of the catalogue by code and name, in the order of the published row:
# what the suggestion is about, and where it was said.
ABOUT = {
    "service": (Service, Suggestion.service_code),
    "institution": (Institution, Suggestion.institution_code),
}
PLACE = {
    "region": (Region, Suggestion.region_code),
    "municipality": (Municipality, Suggestion.municipality_code),
    "library": (Library, Suggestion.library_code),
}
Group = dict[str, tuple[Any, InstrumentedAttribute[Any]]]
Names = dict[str, str]
Target = aliased(Suggestion, name="target")


def selected_count(
    session: Session, filters: Filters, *, reach: Reach, most: int | None = None
) -> int:
    """Count the selection: the whole, or up to ``most`` when that is all that somebody wants to know."""
    selected = filtered(session, select(Suggestion.id), filters, reach=reach).limit(most)
    return session.scalar(select(func.count()).select_from(selected.subquery())) or 0


def selected_lines(
    session: Session, layout: Layout, filters: Filters, *, reach: Reach
) -> Iterator[tuple[int, bytes]]:
    """Yield (number of rows, their lines in UTF-8) until the selection ends, oldest first."""
    about = _Endings(session, layout, ABOUT)
    place = _Endings(session, layout, PLACE, ending=layout.ending)
    statement = select(
        layout.beginning_sql(list(_own_cells().items())), _codes(ABOUT), _codes(PLACE)
    )
    with closing(_batches(session, statement, filters, reach)) as batches:
        for batch in batches:
            parts = [
                part for line, what, where in batch for part in (line, about[what], place[where])
            ]
            yield len(batch), b"".join(parts)


def selected_rows(session: Session, filters: Filters, *, reach: Reach) -> Iterator[list[Cell]]:
    """Yield the selection's published rows as typed values, oldest first."""
    own = _own_cells()
    groups = [*ABOUT.values(), *PLACE.values()]
    names = [_names(session, model) for model, _code in groups]
    statement = select(*own.values(), *(code for _model, code in groups))
    with closing(_batches(session, statement, filters, reach)) as batches:
        for row in chain.from_iterable(batches):
            values: list[Cell] = list(row[: len(own)])
            for known, code in zip(names, row[len(own) :], strict=True):
                values += [code, known.get(code)]
            yield values


def filter_words(filters: Filters) -> dict[str, str]:
    """Return the fields of a filter that narrow: as they are stored, and as an address carries them."""
    return {
        name: value.isoformat() if isinstance(value, date) else str(value)
        for name, value in asdict(filters).items()
        if value
    }


def run_by_number(session: Session, number: int, *, viewer: Viewer) -> ExportRun:
    """Return an export that the viewer may see; raises NotFound."""
    run = session.scalars(_visible_runs(viewer).where(ExportRun.id == number)).one_or_none()
    if run is None:
        raise NotFound
    return run


def runs_page(session: Session, *, viewer: Viewer, cursor: str = "") -> Page[ExportRun]:
    """Return a page of exports, newest first: everybody's for the agency, else the viewer's own."""
    return page_by_id(session, _visible_runs(viewer), ExportRun.id, cursor=cursor)


def manifest_of(session: Session, run: ExportRun) -> dict[str, Any]:
    """Return what proves a file: how it was selected, by whom, its size, hash and columns.

    ``rows``, ``bytes`` and ``sha256`` are None unless the state is "done".
    """
    person = session.get(Person, run.person_id) if run.person_id else None
    return {
        "number": run.id,
        "file": file_name(run.id, run.started_at.astimezone(LATVIA).date(), run.format),
        "format": run.format.value,
        "schema_version": run.schema_version,
        "state": run.state.value,
        "rows": run.rows,
        "bytes": run.bytes,
        "sha256": run.sha256,
        "filter": run.filter,
        "reach": run.reach,
        "by": person.name if person else "command line",
        "started_at": _iso(run.started_at),
        "finished_at": _iso(run.finished_at) if run.finished_at else None,
        "columns": [
            {
                "name": column.name,
                "type": TYPES[column.kind],
                "title": asdict(column.title),
                "description": asdict(column.description),
            }
            for column in COLUMNS
        ],
    }


class _Endings(dict[str, bytes]):
    """The escaped codes and names of one group by its joined codes, made when first met.

    There are only as many as the catalogue has libraries or e-services, however long the file.
    """

    def __init__(self, session: Session, layout: Layout, group: Group, *, ending: str = "") -> None:
        self._layout = layout
        self._ending = ending
        self._columns = [column for column in COLUMNS if _prefix(column) in group]
        self._names = [_names(session, model) for model, _code in group.values()]

    def __missing__(self, joined: str) -> bytes:
        """Escape what stands behind a row with these codes."""
        texts: list[str | None] = []
        for code, names in zip(joined.split(CODE_SPLIT), self._names, strict=True):
            texts += [code or None, names.get(code)]
        cells = list(zip(self._columns, texts, strict=True))
        self[joined] = made = (self._layout.continued(cells) + self._ending).encode()
        return made


def _prefix(column: Column) -> str:
    return column.name.rpartition("_")[0]


def _names(session: Session, model: Any) -> Names:  # noqa: ANN401 - any table of the catalogue
    return dict(session.execute(select(model.code, model.name_lv)).all())


def _codes(group: Group) -> ColumnElement[str]:
    parts: list[Any] = []
    for _model, code in group.values():
        parts += [CODE_SPLIT, code]
    return func.concat(*parts[1:], type_=String)


def _batches(
    session: Session,
    statement: Any,  # noqa: ANN401 - a Select of any columns; its type cannot say so
    filters: Filters,
    reach: Reach,
) -> Generator[Sequence[Any]]:
    statement = statement.outerjoin(Target, Target.id == Suggestion.merged_into_id)
    statement = filtered(session, statement, filters, reach=reach).order_by(Suggestion.id)
    # Straight from the connection: the session would look at each row for entities.
    with session.connection().execute(statement, execution_options={"yield_per": BATCH}) as found:
        yield from found.partitions()


def _own_cells() -> dict[Column, ColumnElement[Any]]:
    """Return the columns that stand in the suggestion itself; the groups follow them."""
    computed: dict[str, ColumnElement[Any]] = {
        "reference": _reference(Suggestion),
        "merged_into": case((Target.id.is_not(None), _reference(Target))),
    }
    return {
        column: computed[column.name]
        if column.name in computed
        else getattr(Suggestion, column.name)
        for column in COLUMNS
        if _prefix(column) not in {**ABOUT, **PLACE}
    }


def _reference(row: Any) -> ColumnElement[str]:  # noqa: ANN401 - the table or its alias
    """Return ``suggestions.rules.references.reference_of`` for the database."""
    year = func.substr(IsoMoment(row.received_at), 1, 4, type_=String)
    number = case(
        (row.id < 100_000, func.substr(cast(100_000 + row.id, String), 2, type_=String)),
        else_=cast(row.id, String),
    )
    return literal("IET-").concat(year).concat("-").concat(number)


def _iso(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def _visible_runs(viewer: Viewer) -> Select[ExportRun]:
    statement = select(ExportRun)
    if viewer.reach.everything:
        return statement
    return statement.where(ExportRun.person_id == viewer.person_id)
