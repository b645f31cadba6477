"""Own words, sending them, and the thanks."""

from __future__ import annotations

import re
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from flask import Flask
from sqlalchemy import func, select

from feedback.identity.access import DEVICE_COOKIE
from feedback.kernel.actor import Actor, ActorKind
from feedback.kernel.clock import now
from feedback.kernel.db import Database
from feedback.kernel.errors import Busy
from feedback.kernel.journal import Event
from feedback.kernel.text import Language
from feedback.suggestions.actions import erase_suggestion
from feedback.suggestions.models import Suggestion
from feedback.suggestions.routes.kiosk import sending
from feedback.suggestions.routes.kiosk.sending import SENDS
from feedback.suggestions.words import AuthorKind, Channel
from tests.factories.identity import LIBRARY, make_kiosk
from tests.support.client import StrictClient

WORDS = "/kiosk/lv/VSAA-11/words"
ANSWERS = "?needed=4&convenient=2&understandable=0"
TEXT = "Kad ieeju ar banku, atkal jāraksta adrese, ko valsts jau zina."
CODE = re.compile(r'class="receipt">([2-9A-Z]{4}-[2-9A-Z]{4})<')
HOSTILE = [
    ("a\x00b", "text-nul"),
    ("a\x07b", "text-control"),
    ("\u202etxet", "text-bidi"),
    ("ab", "text-short"),
    ("a" * 20_000, "text-long"),
]


def _stored(database: Database) -> Suggestion:
    with database.reader() as session:
        return session.scalars(select(Suggestion)).one()


def _count(database: Database) -> int:
    with database.reader() as session:
        return session.scalar(select(func.count()).select_from(Suggestion)) or 0


def _form(**values: Any) -> dict[str, Any]:  # noqa: ANN401 - form values
    return {"id": str(uuid4()), "text": TEXT, **values}


def test_answers_and_words_are_stored_as_the_residents_own(
    kiosk: StrictClient, database: Database
) -> None:
    answer = kiosk.submit(WORDS + ANSWERS, {"text": TEXT, "obstacles": ["form", "login"]})
    assert (answer.status_code, answer.location) == (303, "/kiosk/lv/thanks")
    row = _stored(database)
    assert (row.text, row.channel, row.author) == (TEXT, Channel.KIOSK, AuthorKind.RESIDENT)
    assert (row.needed, row.convenient, row.understandable) == (4, 2, None)
    assert (row.service_code, row.is_service_confirmed, row.topics) == (
        "VSAA-11",
        True,
        "form;login",
    )
    assert (row.library_code, row.person_id) == (LIBRARY, None)
    with database.reader() as session:
        event = session.scalars(select(Event).where(Event.verb == "recorded")).one()
    assert (event.actor_kind, event.actor_id) == (ActorKind.DEVICE, row.device_id)


def test_the_thanks_show_the_code_and_a_picture_of_its_address(kiosk: StrictClient) -> None:
    kiosk.submit(WORDS, {"text": TEXT})
    page = kiosk.get("/kiosk/lv/thanks").text
    assert CODE.search(page)
    assert "<svg" in page.split('class="qr"')[1]
    assert "personas datus" not in page


def test_personal_data_is_masked_and_the_thanks_say_so(
    kiosk: StrictClient, database: Database
) -> None:
    kiosk.submit(WORDS, {"text": "Zvaniet man 29123456, personas kods 161175-19997."})
    assert _stored(database).text == "Zvaniet man [tālrunis], personas kods [personas kods]."
    assert "Jūsu tekstā aizklājām personas datus." in kiosk.get("/kiosk/lv/thanks").text


@pytest.mark.parametrize(
    ("query", "values"),
    [
        ("?needed=1", {}),
        ("?understandable=3", {"text": " \n "}),
        ("", {"text": TEXT}),
        ("", {"obstacles": ["wording"]}),
    ],
    ids=["an answer", "an answer and blanks", "words", "a tick"],
)
def test_any_part_alone_is_enough(
    kiosk: StrictClient, database: Database, query: str, values: dict[str, str | list[str]]
) -> None:
    address = f"/kiosk/ru/other/words{query}"
    assert kiosk.submit(address, {"text": "", **values}).location == "/kiosk/ru/thanks"
    row = _stored(database)
    assert row.is_service_confirmed is False
    if not row.text:
        assert row.language is Language.RU


@pytest.mark.parametrize("query", ["", "?needed=0&convenient=0&understandable=0"])
def test_nothing_at_all_is_refused_with_the_way_out(
    kiosk: StrictClient, database: Database, query: str
) -> None:
    answer = kiosk.submit(WORDS + query, {"text": "  "})
    assert answer.status_code == 422
    assert "Atzīmējiet kaut ko, uzrakstiet dažus vārdus" in answer.text
    assert _count(database) == 0


@pytest.mark.parametrize(("text", "rule"), HOSTILE, ids=[rule for _text, rule in HOSTILE])
def test_a_text_that_cannot_be_stored_is_refused_and_stays(
    kiosk: StrictClient, database: Database, text: str, rule: str
) -> None:
    answer = kiosk.post(WORDS, data=_form(text=text))
    assert answer.status_code == 422, rule
    assert 'id="text-error"' in answer.text
    assert text.translate({0: 0xFFFD, 7: 0xFFFD, 0x202E: 0xFFFD}) in answer.text
    assert _count(database) == 0


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "=1+1", "- pirmais", "Ж" * 4_000])
def test_a_strange_text_is_stored_as_it_is(
    kiosk: StrictClient, database: Database, text: str
) -> None:
    assert kiosk.post(WORDS, data=_form(text=text)).status_code == 303
    assert _stored(database).text == text


@pytest.mark.parametrize(
    "values",
    [
        {"needed": "5"},
        {"convenient": "yes"},
        {"understandable": "\x00"},
        {"obstacles": "no-such-topic"},
        {"id": "not-an-id"},
        {"id": ""},
    ],
    ids=str,
)
def test_what_the_page_does_not_offer_is_refused_in_words(
    kiosk: StrictClient, database: Database, values: dict[str, str]
) -> None:
    answer = kiosk.post(WORDS, data=_form(**values))
    assert answer.status_code == 422
    assert 'id="error-summary"' in answer.text
    assert TEXT in answer.text
    assert _count(database) == 0


def test_a_damaged_id_is_replaced_so_that_sending_again_helps(kiosk: StrictClient) -> None:
    page = kiosk.post(WORDS, data=_form(id="not-an-id")).text
    (identity,) = re.findall(r'name="id" type="hidden" value="([^"]+)"', page)
    assert kiosk.post(WORDS, data=_form(id=identity)).status_code == 303


def test_the_same_send_again_counts_once(kiosk: StrictClient, database: Database) -> None:
    form, codes = _form(), set()
    for _ in range(3):
        assert kiosk.post(WORDS, data=form).location == "/kiosk/lv/thanks"
        codes.add(CODE.findall(kiosk.get("/kiosk/lv/thanks").text)[0])
    assert (_count(database), len(codes)) == (1, 1)


def test_a_script_gets_the_receipt_with_its_own_id(kiosk: StrictClient, database: Database) -> None:
    form, json = _form(), {"Accept": "application/json"}
    answers = [kiosk.post(WORDS, data=form, headers=json) for _ in range(2)]
    answers.append(kiosk.post(WORDS, data={**form, "text": "Pavisam kas cits."}, headers=json))
    assert [answer.status_code for answer in answers] == [201, 200, 409]
    ids = [answer.get_json()["id"] for answer in answers]
    assert ids[:2] == [form["id"]] * 2
    assert ids[2] != form["id"]
    assert _count(database) == 2


def test_an_erased_answer_can_be_given_anew(kiosk: StrictClient, database: Database) -> None:
    form = _form()
    kiosk.post(WORDS, data=form)
    with database.write() as session:
        row = session.scalars(select(Suggestion)).one()
        erase_suggestion(session, row, actor=Actor(ActorKind.RESIDENT))
    answer = kiosk.post(WORDS, data=form)
    assert answer.status_code == 410
    assert TEXT in answer.text
    assert form["id"] not in answer.text


def test_an_expired_form_keeps_the_words(kiosk: StrictClient, database: Database) -> None:
    with time_machine.travel(now().timestamp() - 9 * 3600, tick=False):
        token = kiosk.form_token()
    answer = kiosk.post(WORDS, data=_form(csrf_token=token, needed="3"), csrf=False)
    assert answer.status_code == 400
    assert "pārāk ilgi" in answer.text
    assert TEXT in answer.text
    assert 'name="needed" type="hidden" value="3"' in answer.text
    assert _count(database) == 0


def test_a_pressed_size_keeps_words_ticks_and_id(kiosk: StrictClient, database: Database) -> None:
    form = _form(obstacles=["login"], needed="2", display="220-contrast")
    page = kiosk.post(WORDS, data=form).text
    assert TEXT in page
    assert form["id"] in page
    assert re.search(r'value="login"\s+checked', page)
    assert 'data-size="220"' in page
    assert _count(database) == 0


def test_a_flood_from_one_kiosk_is_stopped_and_others_go_on(
    app: Flask, kiosk: StrictClient, database: Database
) -> None:
    statuses = [kiosk.post(WORDS, data=_form()).status_code for _ in range(SENDS.burst + 5)]
    assert statuses == [303] * SENDS.burst + [429] * 5
    answer = kiosk.post(WORDS, data=_form(text="Mani vārdi paliek"))
    assert answer.headers["Retry-After"] == "60"
    assert "Mani vārdi paliek" in answer.text
    assert _count(database) == SENDS.burst
    with database.write() as session:
        token = make_kiosk(session, name="Cits")
    other = app.test_client()
    assert isinstance(other, StrictClient)
    other.set_cookie(DEVICE_COOKIE, token)
    assert other.post(WORDS, data=_form()).status_code == 303


def test_a_busy_store_keeps_the_words(kiosk: StrictClient, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(_draft: object) -> None:
        raise Busy

    monkeypatch.setattr(sending, "take", busy)
    answer = kiosk.post(WORDS, data=_form())
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert TEXT in answer.text


def test_a_held_page_of_thanks_stays_longer(kiosk: StrictClient) -> None:
    kiosk.submit(WORDS, {"text": TEXT})
    assert 'content="30;url=' in kiosk.get("/kiosk/lv/thanks").text
    assert 'content="300;url=' in kiosk.get("/kiosk/lv/thanks?hold=1").text


def test_the_receipt_is_forgotten_after_ten_minutes(kiosk: StrictClient) -> None:
    with time_machine.travel(now().timestamp() - 601, tick=False):
        kiosk.submit(WORDS, {"text": TEXT})
    assert kiosk.get("/kiosk/lv/thanks").location == "/kiosk/"


def test_a_half_sent_form_becomes_no_row(kiosk: StrictClient, database: Database) -> None:
    answer = kiosk.post(
        WORDS,
        data=b"text=Puse",
        content_type="application/x-www-form-urlencoded",
        headers={"Content-Length": "500"},
    )
    assert answer.status_code == 400
    assert _count(database) == 0
