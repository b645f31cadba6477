"""Writing down at the desk, as a librarian meets it."""

from __future__ import annotations

from uuid import uuid4

import pytest
from sqlalchemy import select

from feedback.identity.words import Role
from feedback.kernel.clock import today
from feedback.kernel.db import Database
from feedback.kernel.errors import Busy
from feedback.kernel.text import with_visible_problems
from feedback.suggestions.models import Suggestion, Tag
from feedback.suggestions.words import AuthorKind, Channel, Origin
from tests.conftest import SignIn
from tests.factories.identity import LIBRARY, MUNICIPALITY, OTHER_LIBRARY
from tests.factories.suggestions import make_suggestion

REMARK = "Piesakot bērna pabalstu, lapa izmet ārā un viss jāsāk no jauna"
JSON = {"Accept": "application/json"}
sqlite_only = pytest.mark.parametrize(
    "database_url", ["sqlite"], indirect=True
)  # refused before a row is touched
RIGA, RIGA_LIBRARY = "0001000", "LIB-0001"


def _rows(database: Database) -> list[Suggestion]:
    with database.reader() as session:
        return list(session.scalars(select(Suggestion).order_by(Suggestion.id)))


def test_what_a_librarian_writes_is_recorded_with_machine_tags(
    sign_in: SignIn, database: Database
) -> None:
    librarian = sign_in(Role.LIBRARIAN)
    answer = librarian.submit("/desk/", {"text": REMARK})
    assert answer.status_code == 303
    (row,) = _rows(database)
    assert (row.text, row.library_code, row.channel) == (REMARK, LIBRARY, Channel.DESK)
    assert (row.municipality_code, row.said_on) == (MUNICIPALITY, today())
    assert row.service_code
    assert not row.is_service_confirmed
    page = librarian.get(answer.location).text
    assert row.reference in page
    assert '<b class="num">1</b>' in page


def test_the_resident_gets_a_code_to_ask_with(sign_in: SignIn) -> None:
    librarian = sign_in(Role.LIBRARIAN)
    receipt = librarian.post(
        "/desk/", data={"id": str(uuid4()), "text": REMARK}, headers=JSON
    ).get_json()["receipt"]
    (reference,) = [
        line.split('"')[0]
        for line in librarian.get("/desk/entries/").text.split("/desk/entries/")
        if line.startswith("IET-")
    ]
    assert receipt in librarian.get(f"/desk/?saved={reference}").text


def test_the_code_of_a_colleagues_suggestion_is_not_shown(
    sign_in: SignIn, database: Database
) -> None:
    with database.write() as session:
        reference = make_suggestion(session, REMARK, channel=Channel.KIOSK).reference
    page = sign_in(Role.LIBRARIAN).get(f"/desk/?saved={reference}").text
    assert reference in page
    assert "Iedzīvotājs par to var uzzināt" not in page


def test_everything_that_a_person_chose_is_stored_as_chosen(
    sign_in: SignIn, database: Database
) -> None:
    sign_in(Role.LIBRARIAN).submit(
        "/desk/",
        {
            "text": REMARK,
            "service": "PMLP-01",
            "author": "librarian",
            "municipality": "0021000",
            "topics": ["login", "speed"],
            "said": "earlier",
            "said_on": "2026-01-31",
        },
    )
    (row,) = _rows(database)
    assert (row.service_code, row.is_service_confirmed) == ("PMLP-01", True)
    assert (row.author, row.municipality_code) == (AuthorKind.LIBRARIAN, "0021000")
    assert (row.topics, row.said_on.isoformat()) == ("login;speed", "2026-01-31")
    with database.reader() as session:
        assert set(session.scalars(select(Tag.origin))) == {Origin.PERSON}


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Ģimenes valsts pabalsts", "VSAA-11"),
        ("gimenes valsts pabalsts", "VSAA-11"),
        ("VSAA-11", "VSAA-11"),
        ("  smart-id  ", "POR-04"),
    ],
)
def test_typed_words_are_understood_without_a_script(
    sign_in: SignIn, database: Database, typed: str, code: str
) -> None:
    answer = sign_in(Role.LIBRARIAN).submit("/desk/", {"text": REMARK, "service": typed})
    assert answer.status_code == 303
    assert _rows(database)[0].service_code == code


def test_words_with_several_meanings_ask_which_one(sign_in: SignIn, database: Database) -> None:
    librarian = sign_in(Role.LIBRARIAN)
    answer = librarian.submit("/desk/", {"text": REMARK, "service": "pabalst"})
    assert answer.status_code == 422
    assert REMARK in answer.text
    assert 'name="service_hit"' in answer.text
    assert _rows(database) == []
    again = {"id": str(uuid4()), "text": REMARK, "service": "pabalst"}
    assert librarian.post("/desk/", data={**again, "service_hit": "VSAA-11"}).status_code == 303
    assert _rows(database)[0].service_code == "VSAA-11"


def test_none_of_the_offered_services_is_a_choice_too(sign_in: SignIn, database: Database) -> None:
    data = {"id": str(uuid4()), "text": REMARK, "service": "pabalst", "service_hit": "none"}
    assert sign_in(Role.LIBRARIAN).post("/desk/", data=data).status_code == 303
    assert (_rows(database)[0].service_code, _rows(database)[0].is_service_confirmed) == (
        None,
        True,
    )


def test_a_name_typed_over_a_chosen_one_wins(sign_in: SignIn, database: Database) -> None:
    data = {"id": str(uuid4()), "text": REMARK, "service": "Smart-ID", "service_code": "VSAA-11"}
    assert sign_in(Role.LIBRARIAN).post("/desk/", data=data).status_code == 303
    assert _rows(database)[0].service_code == "POR-04"


def test_topics_that_the_machine_ticked_stay_guesses(sign_in: SignIn, database: Database) -> None:
    data = {"id": str(uuid4()), "text": REMARK, "topics": ["error"], "suggested": "error"}
    sign_in(Role.LIBRARIAN).post("/desk/", data=data)
    with database.reader() as session:
        assert set(session.scalars(select(Tag.is_confirmed))) <= {False}


def test_topics_that_a_person_unticked_are_gone(sign_in: SignIn, database: Database) -> None:
    data = {"id": str(uuid4()), "text": REMARK, "suggested": "error login"}
    sign_in(Role.LIBRARIAN).post("/desk/", data=data)
    assert _rows(database)[0].topics == ""


@sqlite_only
@pytest.mark.parametrize(
    "text",
    ["", "  ", "ab", "x" * 20_000, "a\x00bc", "bell\x07bell", "ab\u202ecd", "abc\u2066d"],
    ids=["empty", "blank", "short", "long", "nul", "control", "override", "isolate"],
)
def test_a_text_that_cannot_be_stored_is_refused_and_stays(
    sign_in: SignIn, database: Database, text: str
) -> None:
    for language in ("lv", "en", "ru"):
        librarian = sign_in(Role.LIBRARIAN)
        librarian.set_cookie("language", language)
        answer = librarian.post("/desk/", data={"id": str(uuid4()), "text": text})
        assert answer.status_code == 422
        assert 'id="text-error"' in answer.text
        assert with_visible_problems(text.strip()) in answer.text
    assert _rows(database) == []


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script> & co", '=HYPERLINK("http://x")', "שלום, не открывается"]
)
def test_markup_formulas_and_other_scripts_are_plain_words(
    sign_in: SignIn, database: Database, text: str
) -> None:
    librarian = sign_in(Role.LIBRARIAN)
    assert librarian.submit("/desk/", {"text": text}).status_code == 303
    (row,) = _rows(database)
    assert row.text == text
    assert "<script>alert" not in librarian.get(f"/desk/entries/{row.reference}").text


@sqlite_only
@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("author", "mayor"),
        ("municipality", "9999999"),
        ("municipality", "\ufffd\x00"),
        ("library", OTHER_LIBRARY),
        ("topics", "weather"),
        ("said", "tomorrow"),
        ("said_on", "31.01.2026"),
        ("said_on", "2126-01-31"),
        ("service_hit", "VSAA-99'--"),
        ("id", "not-a-uuid"),
        ("id", ""),
    ],
)
def test_unknown_codes_are_refused_beside_what_was_typed(
    sign_in: SignIn, database: Database, field: str, value: str
) -> None:
    data = {
        "id": str(uuid4()),
        "text": REMARK,
        "service": "pabalst" if field == "service_hit" else "",
    }
    if field == "said_on":
        data["said"] = "earlier"
    librarian = sign_in(Role.LIBRARIAN)
    answer = librarian.post("/desk/", data={**data, field: value})
    assert answer.status_code == 422
    assert REMARK in answer.text
    assert 'role="alert"' in answer.text
    assert _rows(database) == []


def test_a_damaged_id_is_replaced_so_that_the_next_send_works(
    sign_in: SignIn, database: Database
) -> None:
    librarian = sign_in(Role.LIBRARIAN)
    answer = librarian.post("/desk/", data={"id": "broken", "text": REMARK})
    fresh = answer.text.split('name="id"')[1].split('value="')[1].split('"')[0]
    assert librarian.post("/desk/", data={"id": fresh, "text": REMARK}).status_code == 303
    assert len(_rows(database)) == 1


def test_an_expired_token_costs_no_words(sign_in: SignIn, database: Database) -> None:
    data = {"csrf_token": "old", "id": str(uuid4()), "text": REMARK}
    answer = sign_in(Role.LIBRARIAN).post("/desk/", data=data, csrf=False)
    assert answer.status_code == 400
    assert REMARK in answer.text
    assert "Veidlapa bija atvērta pārāk ilgi" in answer.text
    assert _rows(database) == []


def test_a_coordinator_chooses_a_library_which_is_remembered(
    sign_in: SignIn, database: Database
) -> None:
    coordinator = sign_in(Role.COORDINATOR, municipality_code=RIGA)
    without = coordinator.post("/desk/", data={"id": str(uuid4()), "text": REMARK})
    assert without.status_code == 422
    assert 'id="library-error"' in without.text
    chosen = {"text": REMARK, "library": RIGA_LIBRARY}
    assert coordinator.submit("/desk/", chosen).status_code == 303
    assert _rows(database)[0].library_code == RIGA_LIBRARY
    assert f'<option selected value="{RIGA_LIBRARY}">' in coordinator.get("/desk/").text
    foreign = {"id": str(uuid4()), "text": REMARK, "library": LIBRARY}
    assert coordinator.post("/desk/", data=foreign).status_code == 422


def test_a_busy_store_keeps_the_text_and_says_when_to_try_again(
    sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    def busy(*_args: object, **_kwargs: object) -> None:
        raise Busy

    librarian = sign_in(Role.LIBRARIAN)
    monkeypatch.setattr("feedback.kernel.writer.Writer.run", busy)
    answer = librarian.post("/desk/", data={"id": str(uuid4()), "text": REMARK})
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert REMARK in answer.text
    again = librarian.post("/desk/", data={"id": str(uuid4()), "text": REMARK}, headers=JSON)
    assert (again.status_code, again.headers["Retry-After"]) == (503, "5")
