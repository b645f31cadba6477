"""What a library wrote down, what became of it, and correcting it."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from feedback.identity.models import Person
from feedback.identity.words import Role
from feedback.kernel.actor import SYSTEM, Actor, ActorKind
from feedback.kernel.db import Database
from feedback.suggestions.actions import correct_text, move_suggestion
from feedback.suggestions.models import Revision, Suggestion
from feedback.suggestions.words import Channel, State
from tests.conftest import SignIn
from tests.factories.identity import OTHER_LIBRARY
from tests.factories.suggestions import make_suggestion
from tests.support.client import StrictClient
from tests.support.queries import count_queries

RIGA_LIBRARIES = ("LIB-0001", "LIB-0091")
REMARK = "Lai veidlapa neaizmirst, ko esmu ierakstījis"


@pytest.fixture
def librarian(sign_in: SignIn) -> StrictClient:
    """A librarian of the library that most suggestions here are of."""
    return sign_in(Role.LIBRARIAN)


def _own(database: Database, text: str = REMARK, *, state: State = State.RECEIVED) -> str:
    """Record a suggestion by the newest person (the one signed in last); return its reference."""
    with database.write() as session:
        person = session.scalars(select(Person.id).order_by(Person.id.desc())).first()
        actor = Actor(ActorKind.PERSON, person)
        return make_suggestion(session, text, actor=actor, state=state).reference


def _row(database: Database, reference: str) -> Suggestion:
    with database.reader() as session:
        return session.get_one(Suggestion, int(reference.rpartition("-")[2]))


def test_mine_and_my_librarys_are_two_lists(librarian: StrictClient, database: Database) -> None:
    own = _own(database)
    with database.write() as session:
        colleagues = make_suggestion(session, "Kolēģes ieteikums").reference
        foreign = make_suggestion(session, "Svešs", library_code=OTHER_LIBRARY).reference
    mine = librarian.get("/desk/entries/").text
    everybodys = librarian.get("/desk/entries/?whose=all").text
    assert own in mine
    assert colleagues not in mine
    assert own in everybodys
    assert colleagues in everybodys
    assert foreign not in everybodys


def test_a_coordinator_sees_the_libraries_of_the_municipality(
    sign_in: SignIn, database: Database
) -> None:
    coordinator = sign_in(Role.COORDINATOR, municipality_code="0001000")
    with database.write() as session:
        near = [make_suggestion(session, library_code=code).reference for code in RIGA_LIBRARIES]
        far = make_suggestion(session, library_code=OTHER_LIBRARY).reference
    page = coordinator.get("/desk/entries/?whose=all").text
    assert all(reference in page for reference in near)
    assert far not in page
    assert coordinator.get(f"/desk/entries/{far}").status_code == 404


def test_pages_go_on_by_key_and_cost_the_same_queries(
    librarian: StrictClient, database: Database
) -> None:
    references = [_own(database, f"{REMARK} {number}") for number in range(3)]
    with count_queries(database) as few:
        librarian.get("/desk/entries/")
    references += [_own(database, f"{REMARK} {number}") for number in range(3, 30)]
    with count_queries(database) as many:
        first = librarian.get("/desk/entries/").text
    assert len(few) == len(many)
    cursor = first.split("cursor=")[1].split('"')[0]
    second = librarian.get(f"/desk/entries/?cursor={cursor}").text
    seen = [reference for reference in references if reference in first]
    assert len(seen) == 25
    assert all((reference in second) != (reference in first) for reference in references)
    assert librarian.get("/desk/entries/?cursor=%00'x").status_code == 200


def test_foreign_and_unknown_references_look_the_same(
    librarian: StrictClient, database: Database
) -> None:
    with database.write() as session:
        foreign = make_suggestion(session, library_code=OTHER_LIBRARY).reference
    for reference in (foreign, "IET-2026-99999", "IET-1999-00001", "x", "IET-2026-0000%27"):
        assert librarian.get(f"/desk/entries/{reference}").status_code == 404
        assert librarian.post(f"/desk/entries/{reference}", data={"text": "x"}).status_code == 404


def test_an_entry_tells_its_history_and_what_became_of_it(
    librarian: StrictClient, database: Database
) -> None:
    reference = _own(database)
    with database.write() as session:
        row = session.scalars(select(Suggestion)).one()
        correct_text(session, row, text=f"{REMARK} vakar", actor=SYSTEM)
        move_suggestion(
            session, row, to=State.DECLINED, actor=SYSTEM, reason="Tas jau ir izdarīts."
        )
    page = librarian.get(f"/desk/entries/{reference}").text
    for shown in ("Noraidīts", "Tas jau ir izdarīts.", "Ierakstīts", "Teksts labots", "Jūs"):
        assert shown in page
    assert 'name="row_version"' not in page
    assert "Tas jau ir izdarīts." in librarian.get("/desk/entries/").text


def test_a_merged_entry_names_the_one_that_goes_on(
    librarian: StrictClient, database: Database
) -> None:
    reference = _own(database)
    with database.write() as session:
        goes_on = make_suggestion(session, library_code=OTHER_LIBRARY, state=State.PLANNED)
        row = session.get_one(Suggestion, int(reference.rpartition("-")[2]))
        row.state, row.merged_into_id = State.MERGED, goes_on.id
        goes_on_reference = goes_on.reference
    page = librarian.get(f"/desk/entries/{reference}").text
    assert goes_on_reference in page
    assert "Ieplānots" in page


def test_an_unread_entry_can_be_corrected(librarian: StrictClient, database: Database) -> None:
    reference = _own(database)
    changes: dict[str, str | list[str]] = {
        "text": "Lai veidlapa atceras adresi",
        "service": "PMLP-01",
        "topics": ["form", "login"],
    }
    answer = librarian.submit(f"/desk/entries/{reference}", changes)
    assert answer.status_code == 303
    assert "Labojums ir saglabāts." in librarian.get(answer.location).text
    row = _row(database, reference)
    assert (row.text, row.service_code, row.topics) == (changes["text"], "PMLP-01", "form;login")
    assert row.is_service_confirmed
    assert "chip-guess" not in librarian.get(f"/desk/entries/{reference}").text
    with database.reader() as session:
        assert session.scalars(select(Revision.text)).all() == [REMARK]


def test_saving_without_a_change_confirms_nothing(
    librarian: StrictClient, database: Database
) -> None:
    reference = _own(database)
    before = _row(database, reference)
    assert librarian.submit(f"/desk/entries/{reference}", {"text": REMARK}).status_code == 303
    after = _row(database, reference)
    assert (after.row_version, after.is_service_confirmed) == (before.row_version, False)


@pytest.mark.parametrize("state", [State.ACCEPTED, State.DECLINED, State.DONE])
def test_a_read_entry_cannot_be_corrected(
    librarian: StrictClient, database: Database, state: State
) -> None:
    reference = _own(database, state=state)
    answer = librarian.post(
        f"/desk/entries/{reference}", data={"text": "Cits teksts", "row_version": "1"}
    )
    assert answer.status_code == 422
    assert "Pārskatītājs to jau ir izlasījis" in answer.text
    assert _row(database, reference).text == REMARK


def test_a_residents_own_words_are_not_for_the_library_to_change(
    librarian: StrictClient, database: Database
) -> None:
    with database.write() as session:
        reference = make_suggestion(session, REMARK, channel=Channel.KIOSK).reference
    assert 'name="row_version"' not in librarian.get(f"/desk/entries/{reference}").text
    answer = librarian.post(
        f"/desk/entries/{reference}", data={"text": "Cits teksts", "row_version": "1"}
    )
    assert answer.status_code == 422


def test_two_who_correct_at_once_are_told(librarian: StrictClient, database: Database) -> None:
    reference = _own(database)
    old = {"text": "Mans labojums", "row_version": "1"}
    with database.write() as session:
        row = session.scalars(select(Suggestion)).one()
        correct_text(session, row, text="Kolēģes labojums", actor=SYSTEM)
    answer = librarian.post(f"/desk/entries/{reference}", data=old)
    assert answer.status_code == 422
    assert "Mans labojums" in answer.text
    assert _row(database, reference).text == "Kolēģes labojums"


def test_new_personal_data_are_shown_before_a_correction_is_stored(
    librarian: StrictClient, database: Database
) -> None:
    reference = _own(database)
    text = f"{REMARK}, zvanīt 29 123 456"
    url, data = f"/desk/entries/{reference}", {"text": text, "row_version": "1"}
    warned = librarian.post(url, data=data)
    assert warned.status_code == 422
    assert "tālruņa numuram" in warned.text
    covered = librarian.post(url, data={**data, "mask": "1"})
    assert f"{REMARK}, zvanīt [tālrunis]</textarea>" in covered.text
    librarian.post(url, data={**data, "kept": "29 123 456"})
    assert _row(database, reference).text == text
    # What was kept once stays through the next correction.
    librarian.submit(url, {"text": f"{text}."})
    assert _row(database, reference).text == f"{text}."


def test_a_correction_with_an_old_token_costs_no_words(
    librarian: StrictClient, database: Database
) -> None:
    reference = _own(database)
    data = {"csrf_token": "old", "text": "Mans labojums", "row_version": "1"}
    answer = librarian.post(f"/desk/entries/{reference}", data=data, csrf=False)
    assert answer.status_code == 400
    assert "Mans labojums" in answer.text
    assert _row(database, reference).text == REMARK
