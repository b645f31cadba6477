"""Deciding through the pages."""

from __future__ import annotations

import pytest

from feedback.identity.words import Role
from feedback.kernel.db import Database
from feedback.suggestions.models import Suggestion
from feedback.suggestions.words import State
from tests.conftest import SignIn
from tests.factories.suggestions import make_suggestion


@pytest.fixture
def references(database: Database) -> list[str]:
    with database.write() as session:
        return [
            make_suggestion(session, f"Ieteikums numur {number} par veidlapu").reference
            for number in range(3)
        ]


def state(database: Database, reference: str) -> State:
    with database.reader() as session:
        return session.get_one(Suggestion, int(reference[9:])).state


def test_after_a_decision_the_next_one_is_shown_with_a_way_back(
    sign_in: SignIn, database: Database, references: list[str]
) -> None:
    client = sign_in(Role.REVIEWER)
    answer = client.submit(f"/review/{references[2]}?state=received", {"row_version": "1"})
    assert state(database, references[2]) is State.ACCEPTED
    assert answer.location.startswith(f"/review/{references[1]}?")
    page = client.get(answer.location)
    assert f"{references[2]} ir pieņemts." in page.text
    client.post(f"/review/{references[2]}/undo")
    assert state(database, references[2]) is State.RECEIVED


def test_a_refused_reason_keeps_what_was_typed(
    sign_in: SignIn, database: Database, references: list[str]
) -> None:
    client = sign_in(Role.REVIEWER)
    page = client.submit(f"/review/{references[0]}", {"reason": "other", "words": ""})
    assert page.status_code == 422
    assert "Norādiet iemeslu" in page.text
    page = client.submit(f"/review/{references[0]}", {"reason": "law", "words": "x" * 1_001})
    assert page.status_code == 422
    assert "x" * 1_001 in page.text
    answer = client.submit(f"/review/{references[0]}", {"reason": "law", "words": "Skat. MK 400."})
    assert answer.status_code == 303
    with database.reader() as session:
        row = session.get_one(Suggestion, int(references[0][9:]))
        assert row.reason == "Vispirms būtu jāmaina likums vai noteikumi. Skat. MK 400."


def test_who_decides_on_an_old_reading_is_told(sign_in: SignIn, references: list[str]) -> None:
    client = sign_in(Role.REVIEWER)
    client.post(f"/review/{references[0]}/accept", data={"row_version": "1"})
    page = client.post(
        f"/review/{references[0]}/decline",
        data={"row_version": "1", "reason": "law", "words": "Rūpīgi rakstīts"},
    )
    assert page.status_code == 409
    assert "Kāds to tikmēr ir mainījis" in page.text
    assert "Rūpīgi rakstīts" in page.text


def test_two_are_merged_by_reference(
    sign_in: SignIn, database: Database, references: list[str]
) -> None:
    client = sign_in(Role.REVIEWER)
    bad = client.submit(f"/review/{references[0]}", {"into": "IET-2026-99999"})
    assert bad.status_code == 422
    assert "Ieteikuma ar šādu numuru nav." in bad.text
    client.post(
        f"/review/{references[0]}/merge", data={"row_version": "1", "into": references[1].lower()}
    )
    assert state(database, references[0]) is State.MERGED
    assert references[0] in client.get(f"/review/{references[1]}").text


def test_text_and_tags_are_corrected(
    sign_in: SignIn, database: Database, references: list[str]
) -> None:
    client = sign_in(Role.REVIEWER)
    answer = client.submit(
        f"/review/{references[0]}",
        {
            "text": "Labots teksts, zvaniet 29123456",
            "service": "Meklēšana portālā",
            "topics": ["mobile"],
        },
    )
    assert answer.status_code == 303
    with database.reader() as session:
        row = session.get_one(Suggestion, int(references[0][9:]))
        assert row.text == "Labots teksts, zvaniet [tālrunis]"
        assert (row.service_code, row.topics) == ("POR-01", "mobile")


def test_e_services_are_offered_while_typing(sign_in: SignIn) -> None:
    page = sign_in(Role.REVIEWER).get("/review/services?q=gim+pab", headers={"X-Fragment": "1"})
    assert "data-code=" in page.text
