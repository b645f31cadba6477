"""Loading demonstration data into a store."""

from __future__ import annotations

from sqlalchemy import func, select

from feedback.identity.words import Reach
from feedback.kernel.db import Database
from feedback.suggestions.actions.demonstration import (
    give_remarks,
    load_invented,
    load_remarks,
    load_seminars,
)
from feedback.suggestions.models import Seminar, Suggestion, Voice
from feedback.suggestions.queries import Filters, queue_page
from tests.factories.identity import make_person


def no_progress(_done: int) -> None:
    """Show nothing."""


def test_remarks_and_seminars_load_once(database: Database) -> None:
    for expected in ((37, 240), (0, 0)):
        with database.write() as session:
            assert (load_seminars(session), load_remarks(session, secret="s")) == expected
    with database.reader() as session:
        assert session.scalar(select(func.sum(Seminar.participants))) == 706
        real = select(func.count()).where(Suggestion.is_demonstration.is_(False))
        assert session.scalar(real.select_from(Suggestion)) == 0


def test_labelled_personal_data_of_known_shapes_is_masked(database: Database) -> None:
    with database.write() as session:
        load_seminars(session)
        load_remarks(session, secret="s")
        texts = session.scalars(select(Suggestion.text)).all()
    assert any("[personas kods]" in text for text in texts)
    assert not any("@" in text for text in texts)


def test_invented_suggestions_are_topped_up_and_consistent(database: Database) -> None:
    assert load_invented(database, total=120, seed=3, progress=no_progress) == 120
    assert load_invented(database, total=150, seed=3, progress=no_progress) == 30
    assert load_invented(database, total=150, seed=3, progress=no_progress) == 0
    with database.reader() as session:
        voices = session.scalar(select(func.count()).select_from(Voice))
        counted = session.scalar(select(func.sum(Suggestion.voices - 1)))
        assert voices == counted
        page = queue_page(session, Filters(text="portāl"), reach=Reach(everything=True))
        assert page.rows


def test_the_remarks_of_a_library_become_one_persons_entries(database: Database) -> None:
    with database.write() as session:
        load_seminars(session)
        load_remarks(session, secret="s")
        person = make_person(session, library_code="LIB-0021").person_id
        give_remarks(session, library_code="LIB-0021", person_id=person)
        owned = select(Suggestion.library_code).where(Suggestion.person_id == person)
        assert session.scalars(owned).all() == ["LIB-0021"] * 6
