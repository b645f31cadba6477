"""Loading demonstration data; every row says that it is one."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import UTC, date, datetime, time
from importlib.resources import files
from itertools import islice
from typing import Any, cast
from uuid import NAMESPACE_URL, uuid5

from sqlalchemy import Table, func, insert, select, update
from sqlalchemy.orm import Session

from feedback.catalogue.models import Library, Municipality, Service
from feedback.catalogue.queries import Place
from feedback.kernel.actor import ActorKind
from feedback.kernel.clock import now
from feedback.kernel.db import Database
from feedback.kernel.journal import Event
from feedback.kernel.text import Language
from feedback.suggestions.actions.intake import make_ready, record_suggestion
from feedback.suggestions.models import Seminar, Suggestion, Tag, Voice
from feedback.suggestions.rules.demonstration import (
    DECLINED_BECAUSE,
    Invented,
    InventedService,
    World,
    invented_suggestions,
)
from feedback.suggestions.words import AuthorKind, Channel, Draft, Origin, State
from feedback.tagging.rules.normalise import normal_text
from feedback.tagging.words import Kind

CHUNK = 2_000
FOLDER = files("feedback") / "data" / "demonstration"


def load_seminars(session: Session) -> int:
    """Load the 37 training sessions of 2010 and 2011 (dates and split invented); returns the new ones."""
    known = set(session.scalars(select(Seminar.code)))
    rows = list(csv.DictReader((FOLDER / "seminars.csv").read_text(encoding="utf-8").splitlines()))
    for row in rows:
        if row["code"] not in known:
            session.add(
                Seminar(
                    code=row["code"],
                    held_on=date.fromisoformat(row["date"]),
                    place=row["place"],
                    municipality_code=row["atvk_code"],
                    participants=int(row["participants"]),
                    note=row["note"],
                    is_demonstration=True,
                )
            )
    session.flush()
    return len(rows) - len(known & {row["code"] for row in rows})


def load_remarks(session: Session, *, secret: str) -> int:
    """Send the 240 labelled remarks through the one intake; returns how many were new."""
    new = 0
    seminar = session.scalar(select(Seminar.id).order_by(Seminar.held_on.desc()).limit(1))
    for line in (FOLDER / "remarks.jsonl").read_text(encoding="utf-8").splitlines():
        remark = json.loads(line)
        channel = Channel(remark["channel"])
        draft = Draft(
            id=uuid5(NAMESPACE_URL, f"ieteikumi:demonstration:{remark['id']}"),
            channel=channel,
            author=AuthorKind(remark["author"]),
            library_code=remark["library"],
            text=remark["text"],
            service_code=remark["service"] or "",
            topic_codes=tuple(remark["topics"]),
            language=Language(remark["lang"]),
            kind=Kind(remark["kind"]),
            needed=remark["needed"],
            convenient=remark["convenient"],
            understandable=remark["understandable"],
            said_on=date.fromisoformat(remark["date"]),
            seminar_id=seminar if channel is Channel.SEMINAR else None,
        )
        recorded = record_suggestion(
            session, make_ready(session, draft, is_demonstration=True), secret=secret
        )
        if recorded.outcome.value == "new":
            new += 1
            moment = datetime.combine(draft.said_on or now().date(), time(9, 30), UTC)
            session.execute(
                update(Suggestion)
                .where(Suggestion.id == recorded.suggestion_id)
                .values(received_at=moment, changed_at=moment)
            )
    return new


def give_remarks(session: Session, *, library_code: str, person_id: int) -> None:
    """Let the demonstration remarks of a library be the entries of one person there."""
    session.execute(
        update(Suggestion)
        .where(
            Suggestion.library_code == library_code,
            Suggestion.is_demonstration,
            Suggestion.person_id.is_(None),
            # Invented ones have no receipt, and nobody has entered them.
            Suggestion.receipt_hash.not_like("demonstration:%"),
        )
        .values(person_id=person_id)
    )


def load_invented(
    database: Database, *, total: int, seed: int, progress: Callable[[int], None]
) -> int:
    """Make sure that ``total`` invented suggestions of ``seed`` are stored; returns the new ones.

    Commits every 2,000 rows, so that others can write meanwhile and a broken-off run can go on.
    """
    with database.reader() as session:
        world, places = _world(session)
        first = (
            session.scalar(
                select(func.count())
                .select_from(Suggestion)
                .where(Suggestion.uuid.like(f"{_uuid(seed, 0)[:24]}%"))
            )
            or 0
        )
    stream = enumerate(
        invented_suggestions(world, seed=seed, first=first, total=total, until=now()), start=first
    )
    done = 0
    while chunk := list(islice(stream, CHUNK)):
        with database.write() as session:
            _store(session, chunk, seed, places)
        done += len(chunk)
        progress(done)
    return done


def _uuid(seed: int, number: int) -> str:
    return f"{seed % 2**32:08x}-de00-4000-8000-{number:012x}"


def _world(session: Session) -> tuple[World, dict[str, Place]]:
    in_use = select(Service).where(Service.retired_on.is_(None)).order_by(Service.code)
    libraries = session.execute(
        select(Library.code, Municipality.code, Municipality.region_code, Municipality.population)
        .join(Municipality, Municipality.code == Library.municipality_code)
        .where(Library.retired_on.is_(None))
        .order_by(Library.code)
    ).all()
    phrases: dict[tuple[str, Language], list[str]] = {}
    for row in csv.DictReader((FOLDER / "phrases.csv").read_text(encoding="utf-8").splitlines()):
        phrases.setdefault((row["topic"], Language(row["language"])), []).append(row["text"])
    world = World(
        services=[
            InventedService(
                row.code,
                row.institution_code,
                {
                    Language.LV: row.name_lv,
                    Language.RU: row.name_ru or row.name_lv,
                    Language.EN: row.name_en or row.name_lv,
                },
            )
            for row in session.scalars(in_use)
        ],
        libraries=[(code, population or 1) for code, _, _, population in libraries],
        phrases=phrases,
    )
    return world, {row[0]: Place(row[0], row[1], row[2]) for row in libraries}


def _store(
    session: Session,
    chunk: Sequence[tuple[int, Invented]],
    seed: int,
    places: dict[str, Place],
) -> None:
    rows = [_row(one, _uuid(seed, number), places) for number, one in chunk]
    table = cast("Table", Suggestion.__table__)
    statement = insert(table).returning(table.c.id, sort_by_parameter_order=True)
    numbers = session.connection().scalars(statement, rows).all()
    stored = list(zip(numbers, [one for _, one in chunk], strict=True))
    for model, more in (
        (Tag, _tags(stored)),
        (Voice, _voices(stored, places)),
        (Event, _events(stored)),
    ):
        if values := list(more):
            session.connection().execute(insert(cast("Table", model.__table__)), values)


def _row(one: Invented, uuid: str, places: dict[str, Place]) -> dict[str, Any]:
    place = places[one.library_code]
    needed, convenient, understandable = one.answers
    return {
        "uuid": uuid,
        "fingerprint": uuid,
        # No receipt code leads to an invented suggestion.
        "receipt_hash": f"demonstration:{uuid}",
        "text": ". ".join(one.parts) + ".",
        "norm": " ".join(map(normal_text, one.parts)),
        "language": one.language,
        "kind": one.kind,
        "author": one.author,
        "channel": one.channel,
        "library_code": place.library_code,
        "municipality_code": place.municipality_code,
        "region_code": place.region_code,
        "service_code": one.service_code,
        "service_origin": Origin.MACHINE,
        "is_service_confirmed": one.state is not State.RECEIVED,
        "institution_code": one.institution_code,
        "topics": ";".join(one.topics),
        "needed": needed,
        "convenient": convenient,
        "understandable": understandable,
        "voices": 1 + len(one.more_voices),
        "libraries": len({one.library_code, *one.more_voices}),
        "state": one.state,
        "reason": DECLINED_BECAUSE if one.state is State.DECLINED else "",
        "merged_into_id": None,
        "said_on": one.received_at.date(),
        "received_at": one.received_at,
        "changed_at": one.received_at,
        "person_id": None,
        "device_id": None,
        "seminar_id": None,
        "conflict_of": None,
        "is_demonstration": True,
        "row_version": 1,
    }


def _tags(stored: Iterable[tuple[int, Invented]]) -> Iterator[dict[str, Any]]:
    for number, one in stored:
        for topic in one.topics:
            yield {
                "suggestion_id": number,
                "topic_code": topic,
                "origin": Origin.MACHINE,
                "is_confirmed": one.state is not State.RECEIVED,
            }


def _voices(
    stored: Iterable[tuple[int, Invented]], places: dict[str, Place]
) -> Iterator[dict[str, Any]]:
    for number, one in stored:
        for count, code in enumerate(one.more_voices):
            place = places[code]
            yield {
                "uuid": str(uuid5(NAMESPACE_URL, f"ieteikumi:voice:{number}:{count}")),
                "suggestion_id": number,
                "library_code": place.library_code,
                "municipality_code": place.municipality_code,
                "region_code": place.region_code,
                "at": one.received_at,
            }


def _events(stored: Iterable[tuple[int, Invented]]) -> Iterator[dict[str, Any]]:
    for number, one in stored:
        event = {
            "at": one.received_at,
            "subject_kind": "suggestion",
            "subject_id": number,
            "actor_kind": ActorKind.SYSTEM,
            "actor_id": None,
        }
        yield {**event, "verb": "recorded", "data": {"channel": one.channel.value}}
        if one.state is not State.RECEIVED:
            moved = {"before": State.RECEIVED.value, "after": one.state.value}
            yield {**event, "verb": "moved", "data": moved}
