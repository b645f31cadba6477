"""The one intake: nothing lost, nothing doubled."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from feedback.kernel.clock import today
from feedback.kernel.db import Database
from feedback.kernel.errors import RuleBroken
from feedback.kernel.journal import events_of
from feedback.kernel.writer import Writer
from feedback.suggestions.actions import erase_suggestion, make_ready, record_suggestion
from feedback.suggestions.actions import intake as intake_module
from feedback.suggestions.models import Suggestion, Tag
from feedback.suggestions.queries import suggestion_by_receipt
from feedback.suggestions.rules.receipts import receipt_code
from feedback.suggestions.words import AuthorKind, Channel, Draft, Origin, Outcome, Recorded
from tests.factories.identity import LIBRARY
from tests.factories.suggestions import SECRET


def draft(text: str = "Veidlapa aizmirst ierakstīto") -> Draft:
    return Draft(
        id=uuid4(),
        channel=Channel.DESK,
        author=AuthorKind.RESIDENT,
        library_code=LIBRARY,
        text=text,
    )


def record(session: Session, one: Draft) -> Recorded:
    return record_suggestion(session, make_ready(session, one), secret=SECRET)


def rows(session: Session) -> int:
    return session.scalar(select(func.count()).select_from(Suggestion)) or 0


def test_a_new_suggestion_is_stored_with_place_and_event(session: Session) -> None:
    one = draft()
    recorded = record(session, one)
    row = session.get_one(Suggestion, recorded.suggestion_id)
    assert (recorded.outcome, recorded.id) == (Outcome.NEW, one.id)
    assert (row.municipality_code, row.region_code) == ("0020000", "ZEMG")
    assert [event.verb for event in events_of(session, subject=("suggestion", row.id))] == [
        "recorded"
    ]


def test_the_same_again_gets_the_same_receipt(session: Session) -> None:
    one = draft()
    first, second = record(session, one), record(session, one)
    assert second.outcome is Outcome.REPEATED
    assert (first.receipt_code, first.reference) == (second.receipt_code, second.reference)
    assert rows(session) == 1


def test_the_same_id_with_another_text_is_kept_apart_and_linked(session: Session) -> None:
    one = draft()
    first = record(session, one)
    other = record(session, replace(one, text="Pavisam cits teksts"))
    again = record(session, replace(one, text="Pavisam cits teksts"))
    assert (other.outcome, again.outcome) == (Outcome.CONFLICT, Outcome.CONFLICT)
    assert other.id == again.id != one.id
    assert session.get_one(Suggestion, other.suggestion_id).conflict_of == first.suggestion_id
    assert rows(session) == 2


def test_an_erased_one_stays_erased(session: Session) -> None:
    one = draft()
    recorded = record(session, one)
    erase_suggestion(session, session.get_one(Suggestion, recorded.suggestion_id), actor=one.actor)
    assert record(session, one).outcome is Outcome.ERASED
    assert rows(session) == 1


def test_twenty_sends_at_one_moment_make_one_row(database: Database) -> None:
    one, writer = draft(), Writer(database)

    def send(_number: int) -> Recorded:
        with database.reader() as session:
            ready = make_ready(session, one)
        return writer.run(lambda session: record_suggestion(session, ready, secret=SECRET))

    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(send, range(20)))
    assert Counter(answer.outcome for answer in answers) == {Outcome.NEW: 1, Outcome.REPEATED: 19}
    assert len({answer.receipt_code for answer in answers}) == 1
    with database.reader() as session:
        assert rows(session) == 1


def test_personal_data_is_masked_before_it_is_stored(session: Session) -> None:
    recorded = record(session, draft("Zvaniet 29123456 vai rakstiet anna@example.lv"))
    row = session.get_one(Suggestion, recorded.suggestion_id)
    assert row.text == "Zvaniet [tālrunis] vai rakstiet [e-pasts]"
    assert "29123456" not in row.norm


def test_what_a_librarian_declared_harmless_is_kept(session: Session) -> None:
    one = replace(draft("Iestādes tālrunis 29123456 neatbild"), kept_personal_data=("29123456",))
    row = session.get_one(Suggestion, record(session, one).suggestion_id)
    assert "29123456" in row.text


def test_guesses_are_stored_as_guesses_and_choices_as_choices(session: Session) -> None:
    guessed = record(session, draft("Nevaru deklarēt dzīvesvietu, izmet kļūdu"))
    chosen = record(session, replace(draft(), service_code="POR-01", topic_codes=("form", "error")))
    row = session.get_one(Suggestion, guessed.suggestion_id)
    assert (row.service_code, row.service_origin, row.is_service_confirmed) == (
        "PMLP-01",
        Origin.MACHINE,
        False,
    )
    row = session.get_one(Suggestion, chosen.suggestion_id)
    assert (row.service_code, row.service_origin, row.topics) == (
        "POR-01",
        Origin.PERSON,
        "error;form",
    )
    tags = session.scalars(select(Tag).where(Tag.suggestion_id == row.id)).all()
    assert {(tag.topic_code, tag.is_confirmed) for tag in tags} == {("form", True), ("error", True)}


def test_about_no_service_is_a_choice_too(session: Session) -> None:
    recorded = record(session, replace(draft("Nevaru deklarēt dzīvesvietu"), service_code=""))
    row = session.get_one(Suggestion, recorded.suggestion_id)
    assert (row.service_code, row.institution_code, row.is_service_confirmed) == (None, None, True)


@pytest.mark.parametrize(
    ("change", "rule", "field"),
    [
        ({"text": ""}, "text-empty", "text"),
        ({"text": " \n "}, "text-empty", "text"),
        ({"text": "a"}, "text-short", "text"),
        ({"text": "a" * 20_000}, "text-long", "text"),
        ({"text": "nul \0 teksts"}, "text-nul", "text"),
        ({"text": "zvans \x07 teksts"}, "text-control", "text"),
        ({"text": "puse \ud800 burta"}, "text-surrogate", "text"),
        ({"text": "apgriezts \u202e teksts"}, "text-bidi", "text"),
        ({"service_code": "NAV-99"}, "service-unknown", "service"),
        ({"topic_codes": ("nav",)}, "topic-unknown", "topics"),
        ({"library_code": "LIB-9999"}, "library-unknown", "place"),
        ({"municipality_code": "9999999"}, "library-unknown", "place"),
        ({"said_on": today() + timedelta(days=2)}, "date-unlikely", "said_on"),
        ({"needed": 5}, "answer-unknown", "needed"),
    ],
)
def test_what_is_refused_names_its_field(
    session: Session, change: dict[str, object], rule: str, field: str
) -> None:
    with pytest.raises(RuleBroken, match=rule) as refused:
        make_ready(session, replace(draft(), **change))  # type: ignore[arg-type]  # one field each
    assert refused.value.field == field


@pytest.mark.parametrize(
    "text", ["<b>treknrakstā</b> & <script>", "=1+1 formula", "שלום עולם", "- svītra"]
)
def test_harmless_oddities_are_kept_as_written(session: Session, text: str) -> None:
    assert session.get_one(Suggestion, record(session, draft(text)).suggestion_id).text == text


def test_a_taken_receipt_code_is_evaded(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:

    def colliding(secret: str, suggestion: UUID, attempt: int = 0) -> str:
        return "AAAA-AAAA" if attempt == 0 else receipt_code(secret, suggestion, attempt)

    monkeypatch.setattr(intake_module, "receipt_code", colliding)
    one, other = draft(), draft("Otrs teksts")
    first, second = record(session, one), record(session, other)
    assert first.receipt_code == "AAAA-AAAA" != second.receipt_code
    assert record(session, other).receipt_code == second.receipt_code
    found = suggestion_by_receipt(session, second.receipt_code.lower(), secret=SECRET)
    assert found.id == second.suggestion_id
