"""What all kiosk pages share."""

from __future__ import annotations

import pytest
from flask import Flask

from feedback.kernel.errors import Busy
from tests.support.client import StrictClient

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)  # no row is read
PAGES = ["/kiosk/", "/kiosk/lv/", "/kiosk/ru/areas/", "/kiosk/en/POR-01/", "/kiosk/lv/other/words"]


@pytest.mark.parametrize("address", PAGES)
def test_every_page_has_the_size_and_contrast_buttons_and_is_never_kept(
    kiosk: StrictClient, address: str
) -> None:
    answer = kiosk.get(address)
    assert answer.text.count('name="display"') == 2
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize("address", PAGES)
def test_no_page_leads_out_of_the_kiosk(kiosk: StrictClient, address: str) -> None:
    page = kiosk.get(address).text
    links = [
        part.split('"')[0] for part in page.split("<a ")[1:] for part in part.split('href="')[1:2]
    ]
    assert [link for link in links if not link.startswith(("/kiosk/", "#"))] == []


@pytest.mark.parametrize("locale", ["lv", "en", "ru"])
def test_the_address_says_the_language_whatever_the_cookie(
    kiosk: StrictClient, locale: str
) -> None:
    kiosk.set_cookie("language", "ru")
    assert f'<html lang="{locale}"' in kiosk.get(f"/kiosk/{locale}/").text
    assert '<html lang="lv"' in kiosk.get("/kiosk/").text


def test_a_pressed_size_is_kept_and_leaves_a_clean_address(kiosk: StrictClient) -> None:
    answer = kiosk.get("/kiosk/lv/POR-01/?needed=4&display=220-contrast")
    assert (answer.status_code, answer.location) == (303, "/kiosk/lv/POR-01/?needed=4")
    page = kiosk.get(answer.location).text
    assert 'data-size="220"' in page
    assert 'data-theme="contrast"' in page
    assert page.count("checked") == 1


def test_a_strange_query_is_kept_as_it_is(kiosk: StrictClient) -> None:
    answer = kiosk.get("/kiosk/lv/?display=150&endpoint=x&_external=1&a=%0d%0a&a=%C4%81")
    assert answer.location == "/kiosk/lv/?endpoint=x&_external=1&a=%0D%0A&a=%C4%81"


@pytest.mark.parametrize(
    "address",
    ["/kiosk/lv/NO-SUCH/", "/kiosk/lv/a%00b/", "/kiosk/lv/%ED%A0%80/", "/kiosk/lv/areas/x"],
)
def test_an_unknown_code_is_a_page_of_the_kiosk(kiosk: StrictClient, address: str) -> None:
    answer = kiosk.get(address)
    assert answer.status_code == 404
    assert "Tas neizdevās" in answer.text
    assert 'href="/kiosk/leave"' in answer.text


def test_trouble_stays_inside_the_kiosk_too(app: Flask, kiosk: StrictClient) -> None:
    def broken() -> str:
        raise ZeroDivisionError

    def busy() -> str:
        raise Busy

    app.view_functions["kiosk.frequent"] = broken
    answer = kiosk.get("/kiosk/lv/", expected_status=500)
    assert "ZeroDivisionError" not in answer.text
    assert 'href="/kiosk/leave"' in answer.text
    app.view_functions["kiosk.frequent"] = busy
    assert kiosk.get("/kiosk/lv/").headers["Retry-After"] == "5"


def test_a_form_without_its_token_is_refused_inside_the_kiosk(kiosk: StrictClient) -> None:
    answer = kiosk.post("/kiosk/lv/areas/", data={"words": "pabalsts"}, csrf=False)
    assert answer.status_code == 400
    assert 'href="/kiosk/leave"' in answer.text
