"""What the desk tells while somebody types, with a script and without one."""

from __future__ import annotations

import re
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
from tests.support.queries import count_queries

FRAGMENT = {"X-Fragment": "1"}
WISH = "Lai dzīvesvietas deklarācija neaizmirst ierakstīto adresi"
PHONE = "Zvaniet man par pabalstu uz 29 123 456"


def _text_of(database: Database) -> str:
    with database.reader() as session:
        return session.scalars(select(Suggestion)).one().text


def test_likely_services_come_with_the_words_that_decided(sign_in: SignIn) -> None:
    hints = sign_in(Role.LIBRARIAN).post(
        "/desk/guesses", data={"text": "Ģimenes valsts pabalstu nevar atrast"}, headers=FRAGMENT
    )
    assert hints.status_code == 200
    assert 'value="VSAA-11"' in hints.text
    assert "pabalstu" in hints.text


def test_topics_are_ticked_as_guesses_until_somebody_chooses(sign_in: SignIn) -> None:
    librarian, data = sign_in(Role.LIBRARIAN), {"text": "Nevaru ielogoties, parole neder"}
    guessed = librarian.post("/desk/guesses", data=data, headers=FRAGMENT).text
    assert re.search(
        r'chip-guess">\s*<input checked id="topics-\d+" name="topics"[^>]*"login"', guessed
    )
    chosen = librarian.post(
        "/desk/guesses", data={**data, "topics": "speed", "suggested": ""}, headers=FRAGMENT
    ).text
    assert re.findall(r'<input checked[^>]*value="(\w+)"', chosen) == ["speed"]
    assert 'chip chip-guess">\n' not in chosen.split('id="topics"')[1]


def test_similar_suggestions_show_state_voices_libraries_and_date(
    sign_in: SignIn, database: Database
) -> None:
    with database.write() as session:
        row = make_suggestion(session, WISH, library_code=OTHER_LIBRARY, state=State.ACCEPTED)
        row.voices, row.libraries = 14, 9
        make_suggestion(session, f"{WISH} un telefonu", library_code=OTHER_LIBRARY)
        reference = row.reference
    hints = sign_in(Role.LIBRARIAN).post("/desk/guesses", data={"text": WISH}, headers=FRAGMENT)
    assert "1 līdzīgs ieteikums" in hints.text  # the other one nobody at the agency has read
    for shown in ("Pieņemts", "14 balsu", "no 9 bibliotēkām", f'value="{reference} '):
        assert shown in hints.text


def test_the_hints_cost_the_same_number_of_queries_for_one_and_for_many(
    sign_in: SignIn, database: Database
) -> None:
    counts = []
    librarian = sign_in(Role.LIBRARIAN)
    for number in range(2):
        with database.write() as session:
            make_suggestion(session, f"{WISH} {number}", state=State.ACCEPTED)
        with count_queries(database) as statements:
            librarian.post("/desk/guesses", data={"text": WISH}, headers=FRAGMENT)
        counts.append(len(statements))
    assert counts[1] <= counts[0]


def test_personal_data_are_shown_before_anything_is_stored(
    sign_in: SignIn, database: Database
) -> None:
    librarian = sign_in(Role.LIBRARIAN)
    warned = librarian.post("/desk/", data={"id": str(uuid4()), "text": PHONE})
    assert warned.status_code == 422
    assert "Tekstā ir kas līdzīgs tālruņa numuram: „29 123 456”." in warned.text
    assert PHONE in warned.text
    with database.reader() as session:
        assert session.scalars(select(Suggestion)).all() == []
    saved = librarian.post(
        "/desk/", data={"id": str(uuid4()), "text": PHONE, "shown": "29 123 456"}
    )
    assert saved.status_code == 303
    assert _text_of(database) == "Zvaniet man par pabalstu uz [tālrunis]"


def test_one_button_covers_them_and_another_keeps_them(sign_in: SignIn, database: Database) -> None:
    librarian = sign_in(Role.LIBRARIAN)
    covered = librarian.post("/desk/guesses", data={"text": PHONE, "mask": "1"}).text
    assert "Zvaniet man par pabalstu uz [tālrunis]</textarea>" in covered
    kept = librarian.post("/desk/guesses", data={"text": PHONE, "keep": "1"}).text
    assert '<input type="hidden" name="kept" value="29 123 456">' in kept
    assert "tālruņa numuram" not in kept
    data = {"id": str(uuid4()), "text": f"{PHONE}, epasts anna@example.lv", "kept": "29 123 456"}
    assert librarian.post("/desk/", data=data).status_code == 422
    librarian.post("/desk/", data={**data, "shown": "anna@example.lv"})
    assert _text_of(database) == f"{PHONE}, epasts [e-pasts]"


def test_without_a_script_a_guess_is_taken_and_similar_ones_are_shown(
    sign_in: SignIn, database: Database
) -> None:
    with database.write() as session:
        make_suggestion(session, WISH, state=State.ACCEPTED)
    page = sign_in(Role.LIBRARIAN).post("/desk/guesses", data={"text": WISH, "pick": "PMLP-01"})
    assert page.status_code == 200
    assert WISH in page.text
    assert 'name="service_code" type="hidden" value="PMLP-01"' in page.text
    assert "1 līdzīgs ieteikums" in page.text


@pytest.mark.parametrize("text", ["", "a\x00b", "x" * 20_000, "\u202e", "<b>&"])
def test_hints_stand_any_text(sign_in: SignIn, text: str) -> None:
    librarian = sign_in(Role.LIBRARIAN)
    assert librarian.post("/desk/guesses", data={"text": text}).status_code == 200
    assert librarian.post("/desk/guesses", data={"text": text}, headers=FRAGMENT).status_code == 200


def test_an_old_page_gets_no_hints_but_keeps_its_text(sign_in: SignIn) -> None:
    answer = sign_in(Role.LIBRARIAN).post(
        "/desk/guesses", data={"csrf_token": "old", "text": WISH}, csrf=False
    )
    assert answer.status_code == 400
    assert WISH in answer.text


def test_the_combobox_marks_what_was_typed(sign_in: SignIn) -> None:
    librarian = sign_in(Role.LIBRARIAN)
    options = librarian.get("/desk/services?q=gim+pab", headers=FRAGMENT).text
    assert 'data-code="VSAA-11"' in options
    assert "<mark>Ģim</mark>enes valsts <mark>pab</mark>alsts" in options
    assert "VSAA</span>" in options
    for odd in ("", "%00", "x" * 3000, "%F0%9F%98%80", "<>"):
        answer = librarian.get(f"/desk/services?q={odd}", headers=FRAGMENT)
        assert (answer.status_code, "data-code" in answer.text) == (200, False)
