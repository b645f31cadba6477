"""Filters: one by one, together, rolled up; the index and the columns agree on both databases."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta

import pytest
from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session

from feedback.catalogue.actions import merge_entry
from feedback.catalogue.models import Library, Municipality, Service
from feedback.identity.words import Reach
from feedback.kernel.actor import SYSTEM
from feedback.kernel.clock import today
from feedback.suggestions.actions import erase_suggestion
from feedback.suggestions.models import Suggestion, Tag
from feedback.suggestions.queries import Filters, bounded_count, filtered, queue_page
from feedback.suggestions.words import Channel, Origin, State
from feedback.tagging.words import Kind
from tests.factories.identity import LIBRARY, MUNICIPALITY, OTHER_LIBRARY
from tests.factories.suggestions import make_suggestion

ALL = Reach(everything=True)
TODAY = today()
MAY = date(2023, 5, 9)


def found(session: Session, filters: Filters, reach: Reach = ALL) -> Sequence[int]:
    """Return what the filters leave, newest first; fails unless both ways to ask agree."""
    page = queue_page(session, filters, reach=reach, size=1_000)
    statement = filtered(session, select(Suggestion.id), filters, reach=reach)
    ids = session.scalars(statement.order_by(Suggestion.id.desc())).all()
    assert [row.id for row in page.rows] == ids
    assert page.count == len(ids)
    return ids


def change(session: Session, row: Suggestion, column: str, value: object) -> None:
    """Set one column; the tags follow ``topics``."""
    setattr(row, column, value)
    if column == "topics":
        session.execute(delete(Tag).where(Tag.suggestion_id == row.id))
        for code in str(value).split(";"):
            tag = {"suggestion_id": row.id, "topic_code": code, "is_confirmed": True}
            session.execute(insert(Tag).values(origin=Origin.PERSON, **tag))
    session.flush()


@pytest.mark.parametrize(
    ("column", "value", "another", "filters"),
    [
        ("state", State.ACCEPTED, State.RECEIVED, Filters(state=State.ACCEPTED)),
        ("service_code", "POR-01", "POR-02", Filters(service="POR-01")),
        ("service_code", "POR-01", None, Filters(service="POR-01")),
        ("institution_code", "VSAA", "PMLP", Filters(institution="VSAA")),
        ("institution_code", "VSAA", None, Filters(institution="VSAA")),
        ("region_code", "KURZ", "LATG", Filters(region="KURZ")),
        ("municipality_code", MUNICIPALITY, "0001000", Filters(municipality=MUNICIPALITY)),
        ("library_code", LIBRARY, OTHER_LIBRARY, Filters(library=LIBRARY)),
        ("channel", Channel.KIOSK, Channel.DESK, Filters(channel=Channel.KIOSK)),
        ("language", "ru", "lv", Filters(language="ru")),
        ("topics", "data;login", "form", Filters(topic="login")),
        ("kind", Kind.PRAISE, Kind.PROBLEM, Filters(kind="praise")),
        ("said_on", TODAY, TODAY - timedelta(days=40), Filters(since=TODAY - timedelta(days=9))),
        ("said_on", MAY, TODAY, Filters(until=MAY)),
        ("said_on", MAY, MAY + timedelta(days=1), Filters(since=MAY, until=MAY)),
        ("said_on", MAY, MAY - timedelta(days=1), Filters(since=MAY, until=MAY)),
        ("norm", "veidlap aizmirst", "veidlap atcer", Filters(text="Aizmirsti veidlapu")),
        ("norm", "veidlap aizmirst", "veidlap atcer", Filters(text="aizmir*")),
    ],
)
def test_each_filter_keeps_what_it_names(
    session: Session, column: str, value: object, another: object, filters: Filters
) -> None:
    wanted, other = make_suggestion(session), make_suggestion(session)
    change(session, wanted, column, value)
    change(session, other, column, another)
    assert found(session, filters) == [wanted.id]
    change(session, other, column, value)
    change(session, wanted, column, another)
    assert found(session, filters) == [other.id]


@pytest.mark.parametrize("text", ["", "!?", "veidlapa"])
def test_an_erased_suggestion_is_in_no_list(session: Session, text: str) -> None:
    erased, kept = make_suggestion(session), make_suggestion(session)
    erase_suggestion(session, erased, actor=SYSTEM)
    assert found(session, Filters(text=text)) == [kept.id]
    assert found(session, Filters(state=State.ERASED)) == []


@pytest.mark.parametrize(
    "filters",
    [
        Filters(service="POR-99"),
        Filters(service="por-01 OR state_received"),
        Filters(topic='"'),
        Filters(since=MAY, until=MAY - timedelta(days=1)),
        Filters(until=date(1, 1, 1)),
        Filters(since=date(9999, 12, 31)),
        Filters(text="is_live state_received"),
    ],
)
def test_what_nothing_can_have_finds_nothing(session: Session, filters: Filters) -> None:
    make_suggestion(session)
    assert found(session, filters) == []


def test_merged_and_closed_codes_roll_up(session: Session) -> None:
    rows = [make_suggestion(session) for _ in range(3)]
    for row, code in zip(rows, ("POR-01", "POR-02", "POR-03"), strict=True):
        row.service_code = code
    closed = session.scalars(select(Municipality).where(Municipality.replaced_by.is_not(None)))
    old = closed.first()
    assert old is not None
    rows[0].municipality_code, rows[1].municipality_code = old.code, str(old.replaced_by)
    rows[0].library_code = "LIB-0001"
    for into, code in (("POR-02", "POR-01"), ("POR-03", "POR-02")):
        merge_entry(session, session.get_one(Service, code), into=into, actor=SYSTEM)
    merge_entry(session, session.get_one(Library, "LIB-0001"), into="LIB-0002", actor=SYSTEM)
    session.flush()
    first, second, third = (row.id for row in rows)
    assert found(session, Filters(service="POR-03")) == [third, second, first]
    assert found(session, Filters(service="POR-02")) == [second, first]
    assert found(session, Filters(municipality=str(old.replaced_by))) == [second, first]
    assert found(session, Filters(municipality=old.code)) == [first]
    assert found(session, Filters(library="LIB-0002")) == [first]


def test_nobody_sees_beyond_their_reach(session: Session) -> None:
    own = make_suggestion(session)
    make_suggestion(session, library_code=OTHER_LIBRARY)
    for reach in (Reach(library_code=LIBRARY), Reach(municipality_code=MUNICIPALITY)):
        assert found(session, Filters(), reach) == [own.id]
        assert found(session, Filters(library=OTHER_LIBRARY), reach) == []
    assert found(session, Filters(), Reach()) == []
    assert bounded_count(session, Filters(), reach=Reach()) == 0


def test_any_filters_together_say_the_same_in_both_ways(session: Session) -> None:
    chance = random.Random(11)  # noqa: S311 - the same pairs each time
    choices: dict[str, list[object]] = {
        "state": [None, *State],
        "service": ["", "POR-01", "POR-02"],
        "region": ["", "ZEMG", "LATG"],
        "channel": [None, Channel.DESK, Channel.KIOSK],
        "language": ["", "lv", "ru"],
        "topic": ["", "login", "form"],
        "kind": ["", "problem", "praise"],
        "since": [None, MAY, TODAY],
        "until": [None, MAY, TODAY],
        "text": ["", "veidlapa", "nav tāda"],
    }
    columns = ("state", "channel", "language", "kind")
    for _ in range(60):
        row = make_suggestion(
            session, topic_codes=chance.choice([("login",), ("form", "login"), ()])
        )
        for column in columns:
            setattr(row, column, chance.choice([value for value in choices[column] if value]))
        row.service_code = chance.choice(["POR-01", "POR-02", None])
        row.said_on = chance.choice([MAY, TODAY])
    session.flush()
    for _ in range(150):
        chosen = {
            name: chance.choice([values[0], values[0], *values]) for name, values in choices.items()
        }
        found(session, Filters(**chosen))  # type: ignore[arg-type]
