"""The catalogue as an administrator sees it."""

from __future__ import annotations

import pytest

from feedback.identity.words import Role
from tests.conftest import SignIn


@pytest.mark.parametrize("words", ["gim pab", "ĢIMENES PABALST", "pabalsts gimenes"])
def test_a_search_needs_no_marks_and_no_order(sign_in: SignIn, words: str) -> None:
    page = sign_in(Role.ADMINISTRATOR).get("/catalogue/services/", query_string={"words": words})
    assert "Ģimenes valsts pabalsts" in page.text


def test_a_search_without_result_says_what_to_try(sign_in: SignIn) -> None:
    page = sign_in(Role.ADMINISTRATOR).get("/catalogue/libraries/?words=qqq")
    assert "Nekas nav atrasts" in page.text


def test_a_service_is_changed_and_the_change_is_shown(sign_in: SignIn) -> None:
    client = sign_in(Role.ADMINISTRATOR)
    answer = client.submit("/catalogue/services/POR-01", {"name_lv": "Portāla meklētājs"})
    assert answer.status_code == 303
    page = client.get(answer.location)
    assert "Portāla meklētājs" in page.text
    assert "Mainīts" in page.text


def test_a_bad_code_is_answered_at_its_field_and_nothing_is_lost(sign_in: SignIn) -> None:
    page = sign_in(Role.ADMINISTRATOR).submit(
        "/catalogue/services/new",
        {
            "code": "nav",
            "name_lv": "Jauns nosaukums",
            "name_en": "New name",
            "name_ru": "Новое название",
            "institution_code": "VRAA",
        },
    )
    assert page.status_code == 422
    assert "Rakstiet burtus, domuzīmi un ciparus" in page.text
    assert "Jauns nosaukums" in page.text


def test_a_library_is_added_merged_and_put_back(sign_in: SignIn) -> None:
    client = sign_in(Role.ADMINISTRATOR)
    values = {"name_lv": "Jaunā bibliotēka", "municipality_code": "0020000", "place_lv": "Koknese"}
    added = client.submit("/catalogue/libraries/new", values).location.partition("?")[0]
    assert client.submit(added, {"into": "LIB-0001"}).status_code == 303
    assert "Apvienots ar LIB-0001" in client.get(added).text
    client.post(f"{added}/restore")
    assert "Apvienots ar" not in client.get(added).text
    client.post(f"{added}/retire")
    assert "Nelietots kopš" in client.get(added).text


def test_a_merge_into_nothing_is_answered_at_its_field(sign_in: SignIn) -> None:
    page = sign_in(Role.ADMINISTRATOR).submit("/catalogue/services/POR-01", {"into": "POR-99"})
    assert page.status_code == 422
    assert "Ieraksta ar šādu kodu nav." in page.text


@pytest.mark.parametrize("path", ["/catalogue/nekas/", "/catalogue/services/NAV-01"])
def test_what_is_not_there_is_not_found(sign_in: SignIn, path: str) -> None:
    assert sign_in(Role.ADMINISTRATOR).get(path).status_code == 404


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMINISTRATOR])
def test_only_administrators_edit(sign_in: SignIn, role: Role) -> None:
    assert sign_in(role).get("/catalogue/services/").status_code == 403
