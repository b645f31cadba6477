"""From the language to the three questions, and leaving."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import func, select

from feedback.kernel.db import Database
from feedback.suggestions.models import Suggestion
from feedback.suggestions.queries.frequent import USUAL
from tests.support.client import StrictClient

TILE = re.compile(r'class="tile"\s+href="([^"]+)"')


def test_the_first_page_offers_each_language_in_itself(kiosk: StrictClient) -> None:
    page = kiosk.get("/kiosk/").text
    assert TILE.findall(page) == ["/kiosk/lv/", "/kiosk/en/", "/kiosk/ru/"]
    for words in (
        "Pastāstiet, kas traucē",
        "Tell us what gets in the way",
        "Расскажите, что мешает",
    ):
        assert words in page
    assert "Aizkraukles" in page


def test_eight_services_and_one_way_on_for_everybody_else(kiosk: StrictClient) -> None:
    tiles = TILE.findall(kiosk.get("/kiosk/lv/").text)
    assert tiles == [*(f"/kiosk/lv/{code}/" for code in USUAL[:8]), "/kiosk/lv/areas/"]


def test_every_service_is_reached_through_its_area_of_life(kiosk: StrictClient) -> None:
    areas = TILE.findall(kiosk.get("/kiosk/lv/areas/").text)
    found = [tile for area in areas for tile in TILE.findall(kiosk.get(area).text)]
    services = {tile for tile in found if not tile.endswith("/other/")}
    assert len(services) == 166
    assert found.count("/kiosk/lv/other/") == len(areas)


@pytest.mark.parametrize(
    ("locale", "words"), [("lv", "gimenes pabalsts"), ("en", "family benefit"), ("ru", "пособие")]
)
def test_the_search_finds_a_service_by_its_words(
    kiosk: StrictClient, locale: str, words: str
) -> None:
    answer = kiosk.submit(f"/kiosk/{locale}/areas/", {"words": words})
    assert f"/kiosk/{locale}/VSAA-11/" in TILE.findall(answer.text)
    assert f'value="{words}"' in answer.text


@pytest.mark.parametrize("words", ["", "qqqq", "\x00", "<qqq>", "a" * 20_000, "' OR qqq=1 --"])
def test_a_search_without_a_find_says_so_and_leaves_the_areas(
    kiosk: StrictClient, words: str
) -> None:
    answer = kiosk.post("/kiosk/lv/areas/", data={"words": words})
    assert answer.status_code == 200
    assert "Nekas nav atrasts." in answer.text
    assert "/kiosk/lv/areas/gimene" in TILE.findall(answer.text)


def test_a_pressed_size_keeps_the_typed_search(kiosk: StrictClient) -> None:
    answer = kiosk.post("/kiosk/lv/areas/", data={"words": "pabalsts", "display": "150"})
    assert 'value="pabalsts"' in answer.text
    assert 'data-size="150"' in answer.text
    assert 'data-size="150"' in kiosk.get("/kiosk/lv/").text


def test_no_answer_is_chosen_beforehand(kiosk: StrictClient) -> None:
    page = kiosk.get("/kiosk/ru/VSAA-11/").text
    assert page.count('type="radio"') == 15
    assert "checked" not in page
    assert "Семейное государственное пособие" in page


def test_without_a_service_the_questions_are_about_all_of_them(kiosk: StrictClient) -> None:
    assert "Trīs jautājumi par e-pakalpojumiem" in kiosk.get("/kiosk/lv/other/").text


def test_answers_come_along_on_the_way_back(kiosk: StrictClient) -> None:
    page = kiosk.get("/kiosk/lv/VSAA-11/words?needed=4&convenient=0").text
    back = "/kiosk/lv/VSAA-11/?needed=4&amp;convenient=0"
    assert back in page
    assert kiosk.get(back.replace("&amp;", "&")).text.count("checked") == 2


def test_leaving_drops_everything_but_the_token(kiosk: StrictClient, database: Database) -> None:
    kiosk.get("/kiosk/lv/?display=220")
    answer = kiosk.submit("/kiosk/lv/other/words", {"text": "Lūdzu lielākus burtus."})
    assert answer.location == "/kiosk/lv/thanks"
    names = ("kiosk_display", "kiosk_receipt")
    assert all(kiosk.get_cookie(name, path="/kiosk") for name in names)
    answer = kiosk.get("/kiosk/leave")
    assert (answer.status_code, answer.location) == (303, "/kiosk/")
    assert answer.headers["Clear-Site-Data"] == '"cache"'
    assert not any(kiosk.get_cookie(name, path="/kiosk") for name in names)
    assert kiosk.get_cookie("ieteikumi") is None
    assert kiosk.get("/kiosk/lv/thanks").location == "/kiosk/"
    assert 'data-size="100"' in kiosk.get("/kiosk/").text
    with database.reader() as session:
        assert session.scalar(select(func.count()).select_from(Suggestion)) == 1


def test_without_scripts_a_page_ends_by_itself(kiosk: StrictClient) -> None:
    def ends_after(address: str) -> int:
        found = re.search(
            r'http-equiv="refresh" content="(\d+);url=/kiosk/leave"', kiosk.get(address).text
        )
        assert found
        return int(found[1])

    assert ends_after("/kiosk/lv/") == 120
    # Nobody can tell without a script whether somebody is typing: then it waits long.
    assert ends_after("/kiosk/lv/other/words") == 600
    assert ends_after("/kiosk/") == 86_400
