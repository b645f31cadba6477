"""The same as that one: a voice instead of a second suggestion."""

from __future__ import annotations

from uuid import uuid4

import pytest
from sqlalchemy import select

from feedback.identity.words import Role
from feedback.kernel.db import Database
from feedback.suggestions.models import Suggestion
from feedback.suggestions.words import State
from tests.conftest import SignIn
from tests.factories.identity import OTHER_LIBRARY
from tests.factories.suggestions import make_suggestion

JSON = {"Accept": "application/json"}
TYPED = "Tas pats, ko jau teica citi"


@pytest.fixture
def reference(database: Database) -> str:
    """A suggestion of another library that the agency has accepted, with noise around it."""
    with database.write() as session:
        make_suggestion(session, "Pavisam kas cits")
        row = make_suggestion(session, library_code=OTHER_LIBRARY, state=State.ACCEPTED)
        return row.reference


def _counts(database: Database, reference: str) -> tuple[int, int]:
    with database.reader() as session:
        row = session.get_one(Suggestion, int(reference.rpartition("-")[2]))
        return row.voices, row.libraries


def test_a_voice_is_counted_once_however_often_it_is_sent(
    sign_in: SignIn, database: Database, reference: str
) -> None:
    librarian, voice = sign_in(Role.LIBRARIAN), str(uuid4())
    fields = {"join": f"{reference} {voice}", "text": TYPED}
    first = librarian.post("/desk/voices/", data=fields, headers=JSON)
    again = librarian.post("/desk/voices/", data=fields, headers=JSON)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.get_json()["id"] == voice
    assert librarian.post("/desk/voices/", data=fields).status_code == 303
    assert _counts(database, reference) == (2, 2)
    with database.reader() as session:
        assert TYPED not in session.scalars(select(Suggestion.text)).all()


def test_without_a_script_the_next_page_says_so_and_offers_to_undo(
    sign_in: SignIn, database: Database, reference: str
) -> None:
    librarian, voice = sign_in(Role.LIBRARIAN), str(uuid4())
    answer = librarian.post("/desk/voices/", data={"join": f"{reference} {voice}"})
    page = librarian.get(answer.location).text
    assert f"Balss pieskaitīta ieteikumam {reference}. Tagad tam ir 2 balsis." in " ".join(
        page.split()
    )
    undone = librarian.submit(answer.location, {"voice": voice})
    assert "ir atsaukta" in librarian.get(undone.location).text
    assert _counts(database, reference) == (1, 1)


def test_only_who_gave_a_voice_takes_it_back(
    sign_in: SignIn, database: Database, reference: str
) -> None:
    voice = str(uuid4())
    sign_in(Role.LIBRARIAN).post("/desk/voices/", data={"join": f"{reference} {voice}"})
    other = sign_in(Role.LIBRARIAN, library_code=OTHER_LIBRARY)
    assert other.post("/desk/withdrawals/", data={"voice": voice}).status_code == 404
    assert "Atsaukt" not in other.get(f"/desk/?voice={voice}").text
    assert _counts(database, reference) == (2, 2)


def test_what_a_library_may_not_see_it_cannot_join(sign_in: SignIn, database: Database) -> None:
    with database.write() as session:
        unread = make_suggestion(session, library_code=OTHER_LIBRARY).reference
    for reference in (unread, "IET-2026-99999", "IET-1999-00001"):
        answer = sign_in(Role.LIBRARIAN).post(
            "/desk/voices/", data={"join": f"{reference} {uuid4()}", "text": TYPED}
        )
        assert answer.status_code == 404
        assert TYPED in answer.text
    assert _counts(database, unread) == (1, 1)


@pytest.mark.parametrize("join", ["", "IET-2026-00002", "IET-2026-00002 x", "\ud7ff \x00"])
def test_a_damaged_wish_is_refused_and_the_text_stays(
    sign_in: SignIn, database: Database, reference: str, join: str
) -> None:
    answer = sign_in(Role.LIBRARIAN).post("/desk/voices/", data={"join": join, "text": TYPED})
    assert answer.status_code == 422
    assert TYPED in answer.text
    assert sign_in(Role.LIBRARIAN).post("/desk/withdrawals/", data={"voice": join}).status_code in {
        404,
        422,
    }
    assert _counts(database, reference) == (1, 1)


def test_an_old_page_counts_nothing_and_keeps_its_text(
    sign_in: SignIn, database: Database, reference: str
) -> None:
    fields = {"csrf_token": "old", "join": f"{reference} {uuid4()}", "text": TYPED}
    answer = sign_in(Role.LIBRARIAN).post("/desk/voices/", data=fields, csrf=False)
    assert answer.status_code == 400
    assert TYPED in answer.text
    assert _counts(database, reference) == (1, 1)


def test_a_coordinator_says_for_which_library(
    sign_in: SignIn, database: Database, reference: str
) -> None:
    coordinator = sign_in(Role.COORDINATOR, municipality_code="0001000")
    wish = {"join": f"{reference} {uuid4()}"}
    assert coordinator.post("/desk/voices/", data=wish).status_code == 422
    assert (
        coordinator.post("/desk/voices/", data={**wish, "library": "LIB-0001"}).status_code == 303
    )
    assert _counts(database, reference) == (2, 2)
