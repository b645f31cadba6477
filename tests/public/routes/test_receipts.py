"""What a resident without an account sees and does with a code."""

from __future__ import annotations

import re
from typing import cast
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy.orm import Session

from feedback.kernel.actor import SYSTEM
from feedback.kernel.db import Database
from feedback.public.routes.receipts import TRIES, WRONG_CODES
from feedback.suggestions.actions import erase_suggestion
from feedback.suggestions.models import Suggestion
from feedback.suggestions.rules.receipts import receipt_code
from feedback.suggestions.words import Channel, State
from tests.factories.suggestions import SECRET, make_suggestion
from tests.support.client import StrictClient

TEXT = "Lai veidlapa neaizmirst, ko esmu ierakstījis, zvaniet 29123456"
RECEIPT = "/receipt/lv/"
WRONG = "ABCD-EFGH"


def _code(suggestion: Suggestion) -> str:
    return receipt_code(SECRET, UUID(suggestion.uuid))


@pytest.fixture
def code(database: Database) -> str:
    """The code of a suggestion, among others."""
    with database.write() as session:
        make_suggestion(session, "Cita cilvēka vēlme")
        return _code(make_suggestion(session, TEXT, channel=Channel.KIOSK, service_code="VSAA-11"))


def _erase(session: Session, suggestion: Suggestion) -> None:
    erase_suggestion(session, suggestion, actor=SYSTEM)


@pytest.mark.parametrize("how", [str, str.lower, lambda code: f" {code.replace('-', ' ')} "])
def test_the_code_is_read_however_it_is_typed(client: StrictClient, code: str, how: object) -> None:
    typed = how(code)  # type: ignore[operator]
    assert "Lai veidlapa neaizmirst" in client.submit(RECEIPT, {"code": typed}).text


def test_the_text_is_shown_as_it_is_stored(client: StrictClient, code: str) -> None:
    page = client.submit(RECEIPT, {"code": code}).text
    assert "29123456" not in page
    assert '<span class="redact">tālrunis</span>' in page
    assert "Ģimenes valsts pabalsts" in page
    assert "Aizkraukles" in page
    assert "Cita cilvēka vēlme" not in page


@pytest.mark.parametrize(
    ("locale", "words"),
    [("lv", "Speciālists to izlasīs."), ("en", "A specialist will read it."), ("ru", "Специалист")],
)
def test_the_address_says_the_language_and_no_cookie_is_needed(
    client: StrictClient, code: str, locale: str, words: str
) -> None:
    page = client.submit(f"/receipt/{locale}/", {"code": code})
    assert words in page.text
    assert f'<html lang="{locale}"' in page.text
    assert client.get_cookie("language") is None


@pytest.mark.parametrize("state", [state for state in State if state is not State.ERASED])
def test_every_state_has_its_story(client: StrictClient, database: Database, state: State) -> None:
    with database.write() as session:
        suggestion = make_suggestion(session, TEXT, state=state)
        suggestion.reason = "Tas jau ir portālā."
        code = _code(suggestion)
    page = client.submit(RECEIPT, {"code": code}).text
    assert ("Tas jau ir portālā." in page) is (state is State.DECLINED)


def test_a_merged_one_tells_what_became_of_the_other(
    client: StrictClient, database: Database
) -> None:
    with database.write() as session:
        target = make_suggestion(session, "Tāda pati vēlme", state=State.PLANNED)
        suggestion = make_suggestion(session, TEXT, state=State.MERGED)
        suggestion.merged_into_id = target.id
        code = _code(suggestion)
    page = client.submit(RECEIPT, {"code": code}).text
    assert "Izstrādātāji darbu ir ieplānojuši." in page
    assert "Tāda pati vēlme" not in page


@pytest.mark.parametrize("typed", [WRONG, "7F4K", "0O1I-L0O1", "<b>", "a\x00b", "Ж" * 5_000])
def test_a_wrong_code_is_told_clearly(client: StrictClient, code: str, typed: str) -> None:
    assert typed != code
    answer = client.post(RECEIPT, data={"code": typed})
    assert answer.status_code == 422
    assert "Atbildes ar šādu kodu nav." in answer.text


def test_an_empty_code_is_told_clearly(client: StrictClient) -> None:
    answer = client.submit(RECEIPT, {"code": " "})
    assert answer.status_code == 422
    assert "Ierakstiet kodu" in answer.text


def test_a_page_that_was_open_too_long_keeps_the_code(client: StrictClient, code: str) -> None:
    for address in (RECEIPT, "/receipt/lv/erase", "/receipt/lv/erased"):
        answer = client.post(address, data={"code": code, "csrf_token": "old"}, csrf=False)
        assert answer.status_code == 400
        assert f'value="{code}"' in answer.text
        assert "neaizmirst" not in answer.text


def test_codes_cannot_be_tried_out_in_one_browser(client: StrictClient, code: str) -> None:
    for _ in range(TRIES):
        assert client.post(RECEIPT, data={"code": WRONG}).status_code == 422
    answer = client.post(RECEIPT, data={"code": code})
    assert answer.status_code == 429
    assert answer.headers["Retry-After"] == "600"


def test_codes_cannot_be_tried_out_without_cookies(app: Flask, code: str) -> None:
    for _ in range(WRONG_CODES.burst):
        fresh = cast("StrictClient", app.test_client())
        assert fresh.post(RECEIPT, data={"code": WRONG}).status_code == 422
    answer = cast("StrictClient", app.test_client()).post(RECEIPT, data={"code": code})
    assert answer.status_code == 429


def test_right_codes_are_never_counted(client: StrictClient, code: str) -> None:
    for _ in range(TRIES + 2):
        assert client.post(RECEIPT, data={"code": code}).status_code == 200


def test_erasing_is_asked_for_twice_and_then_final(
    client: StrictClient, database: Database, code: str
) -> None:
    assert "Vai dzēst atbildi" in client.post("/receipt/lv/erase", data={"code": code}).text
    assert client.post(RECEIPT, data={"code": code}).status_code == 200
    answer = client.post("/receipt/lv/erased", data={"code": code})
    assert (answer.status_code, answer.location) == (303, "/receipt/lv/erased")
    assert "Atbilde ir dzēsta" in client.get(answer.location).text
    for address in (RECEIPT, "/receipt/lv/erase", "/receipt/lv/erased"):
        again = client.post(address, data={"code": code})
        assert again.status_code == 410
        assert "Atbilde ir dzēsta" in again.text
    with database.reader() as session:
        rows = session.query(Suggestion).order_by(Suggestion.id).all()
    assert [row.text for row in rows] == ["Cita cilvēka vēlme", ""]


def test_one_that_was_erased_elsewhere_shows_nothing(
    client: StrictClient, database: Database
) -> None:
    with database.write() as session:
        suggestion = make_suggestion(session, TEXT)
        code = _code(suggestion)
        _erase(session, suggestion)
    assert client.submit(RECEIPT, {"code": code}).status_code == 410


def test_the_code_is_in_no_address_and_no_cookie(client: StrictClient, code: str) -> None:
    page = client.submit(RECEIPT, {"code": code}).text
    addresses = re.findall(r'(?:href|action|formaction)="([^"]*)"', page)
    assert not [address for address in addresses if code[:4] in address]
    cookie = client.get_cookie("ieteikumi")
    assert cookie
    assert code[:4] not in cookie.value


def test_the_short_address_works_too(client: StrictClient, code: str) -> None:
    assert "/receipt/lv/" in client.get("/receipt/").text
    client.set_cookie("language", "ru")
    assert '<html lang="ru"' in client.get("/receipt/").text
    assert client.submit("/receipt/", {"code": code}).status_code == 200
