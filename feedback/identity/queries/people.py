"""People as the lists of coordinators and administrators show them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import (
    ColumnElement,
    Row,
    Select,
    exists,
    false,
    func,
    literal,
    or_,
    select,
    true,
    tuple_,
)
from sqlalchemy.orm import Session

from feedback.catalogue.models import Library, Municipality
from feedback.identity.models import Membership, Person, SignIn
from feedback.identity.rules import may_manage, reaches
from feedback.identity.words import PersonEntry, Reach, Role, Seat, SeatEntry, Viewer
from feedback.kernel.errors import NotFound
from feedback.kernel.paging import Page
from feedback.kernel.text import fold

PAGE = 50
MAX_WORDS = 8
LARGEST_ID = 2**31 - 1


def seats_within(reach: Reach) -> ColumnElement[bool]:
    """Return the condition that a membership (joined with its library) lies within ``reach``."""
    if reach.everything:
        return true()
    if reach.library_code:
        return Membership.library_code == reach.library_code
    if reach.municipality_code:
        return or_(
            Membership.municipality_code == reach.municipality_code,
            Library.municipality_code == reach.municipality_code,
        )
    return false()


def people_page(
    session: Session, viewer: Viewer, *, words: str = "", role: Role | None = None, cursor: str = ""
) -> Page[PersonEntry]:
    """Return the people whom ``viewer`` sees, in Latvian order of their names.

    ``words`` are parts of name and e-mail, marks or not. A cursor is the person before whom
    ("<7") or behind whom (">7") the page lies; anything else is read as the first page.
    """
    statement = _people_within(viewer.reach)
    for part in fold(words).split()[:MAX_WORDS]:
        statement = statement.where(Person.search_text.contains(part, autoescape=True))
    if role is not None:
        statement = statement.where(_holds_seat(viewer.reach, Membership.role == role))
    bound = _bound(session, cursor)
    is_back = bound is not None and cursor.startswith("<")
    if bound is not None:
        key = tuple_(Person.sort_name, Person.id)
        other = tuple_(literal(bound[0]), literal(bound[1]))
        statement = statement.where(key < other if is_back else key > other)
    order = [Person.sort_name, Person.id]
    statement = statement.order_by(*(column.desc() if is_back else column for column in order))
    rows = list(session.execute(statement.limit(PAGE + 1)).all())
    has_more = len(rows) > PAGE
    entries = _entries(session, viewer, rows[:PAGE][::-1] if is_back else rows[:PAGE])
    if not entries:
        return Page([])
    has_before = has_more if is_back else bound is not None
    return Page(
        entries,
        newer=f"<{entries[0].person_id}" if has_before else None,
        older=f">{entries[-1].person_id}" if is_back or has_more else None,
    )


def person_entry(session: Session, viewer: Viewer, person_id: int) -> PersonEntry:
    """Return one person whom ``viewer`` sees; raises NotFound for all others."""
    statement = _people_within(viewer.reach).where(Person.id == person_id)
    entries = _entries(session, viewer, session.execute(statement).all())
    if not entries:
        raise NotFound
    return entries[0]


def seat_entry(
    session: Session, viewer: Viewer, person_id: int, membership_id: int, *, ended_too: bool = False
) -> SeatEntry:
    """Return a role that ``viewer`` may change; raises NotFound for all others.

    ``ended_too`` finds one that was taken away already, for a button that was pressed twice.
    """
    person_entry(session, viewer, person_id)
    conditions = [Membership.id == membership_id, Membership.person_id == person_id]
    if not ended_too:
        conditions.append(Membership.ended_at.is_(None))
    for _person_id, entry in _seats(session, viewer, *conditions):
        if entry.is_manageable:
            return entry
    raise NotFound


def _people_within(reach: Reach) -> Select[int, str, str, datetime | None]:
    statement = select(Person.id, Person.name, Person.email, Person.disabled_at)
    return statement if reach.everything else statement.where(_holds_seat(reach))


def _holds_seat(reach: Reach, *conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists(
        select(Membership.id)
        .outerjoin(Library, Library.code == Membership.library_code)
        .where(
            Membership.person_id == Person.id,
            Membership.ended_at.is_(None),
            seats_within(reach),
            *conditions,
        )
    )


def _bound(session: Session, cursor: str) -> tuple[str, int] | None:
    number = cursor[1:]
    if cursor[:1] not in {"<", ">"} or not number.isdecimal() or int(number) > LARGEST_ID:
        return None
    statement = select(Person.sort_name, Person.id).where(Person.id == int(number))
    row = session.execute(statement).one_or_none()
    return (row[0], row[1]) if row else None


def _entries(
    session: Session, viewer: Viewer, rows: Sequence[Row[int, str, str, datetime | None]]
) -> list[PersonEntry]:
    ids = [row[0] for row in rows]
    seats: dict[int, list[SeatEntry]] = {person_id: [] for person_id in ids}
    held = _seats(session, viewer, Membership.person_id.in_(ids), Membership.ended_at.is_(None))
    for person_id, entry in held:
        seats[person_id].append(entry)
    last_seen = select(SignIn.person_id, func.max(SignIn.seen_at)).where(SignIn.person_id.in_(ids))
    seen = dict(session.execute(last_seen.group_by(SignIn.person_id)).all())
    is_administrator = viewer.role is Role.ADMINISTRATOR
    return [
        PersonEntry(
            person_id=person_id,
            name=name,
            email=email,
            is_disabled=disabled_at is not None,
            last_seen_at=seen.get(person_id),
            seats=seats[person_id],
            # Whoever holds a role beyond this viewer's reach is somebody else's to shut out.
            is_manageable=is_administrator
            or (bool(seats[person_id]) and all(seat.is_manageable for seat in seats[person_id])),
        )
        for person_id, name, email, disabled_at in rows
    ]


def _seats(
    session: Session, viewer: Viewer, *conditions: ColumnElement[bool]
) -> Iterator[tuple[int, SeatEntry]]:
    """Yield (person, role) for the memberships that meet ``conditions``, the oldest first."""
    statement = (
        select(
            Membership.id,
            Membership.person_id,
            Membership.role,
            Membership.library_code,
            Membership.municipality_code,
            func.coalesce(Library.name_lv, Municipality.name_lv, ""),
            func.coalesce(Library.municipality_code, Membership.municipality_code),
        )
        .outerjoin(Library, Library.code == Membership.library_code)
        .outerjoin(Municipality, Municipality.code == Membership.municipality_code)
        .where(*conditions)
        .order_by(Membership.id)
    )
    for number, person_id, role, library, municipality, place, above in session.execute(statement):
        is_near = reaches(viewer.reach, library_code=library, municipality_code=above)
        yield (
            person_id,
            SeatEntry(
                membership_id=number,
                seat=Seat(role, library, municipality),
                place_name=place,
                is_manageable=is_near and may_manage(viewer.role, role),
            ),
        )
