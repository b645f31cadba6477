"""The queue as a reviewer sees it."""

from __future__ import annotations

import pytest

from feedback.identity.words import Role
from feedback.kernel.db import Database
from feedback.suggestions.words import Channel, State
from tests.conftest import SignIn
from tests.factories.identity import LIBRARY, OTHER_LIBRARY
from tests.factories.suggestions import make_suggestion

PENSION = "Pensijas pieteikumā nevar pievienot dokumentu"
LETTERS = "Burti portālā ir par mazu"


@pytest.fixture
def references(database: Database) -> tuple[str, str]:
    with database.write() as session:
        first = make_suggestion(session, PENSION, library_code=LIBRARY, service_code="POR-01")
        second = make_suggestion(
            session,
            LETTERS,
            library_code=OTHER_LIBRARY,
            channel=Channel.KIOSK,
            topic_codes=("mobile",),
        )
        return first.reference, second.reference


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ({}, {PENSION, LETTERS}),
        ({"state": "accepted"}, set()),
        ({"state": "all"}, {PENSION, LETTERS}),
        ({"service": "POR-01"}, {PENSION}),
        ({"library": OTHER_LIBRARY}, {LETTERS}),
        ({"municipality": "0020000"}, {PENSION}),
        ({"region": "ZEMG"}, {PENSION}),
        ({"channel": "kiosk"}, {LETTERS}),
        ({"topic": "mobile"}, {LETTERS}),
        ({"language": "lv", "text": "pensiju"}, {PENSION}),
        ({"text": "burtiem mazi"}, {LETTERS}),
        ({"since": "2999-01-01"}, set()),
        ({"until": "2999-01-01"}, {PENSION, LETTERS}),
    ],
)
def test_each_filter_narrows(
    sign_in: SignIn, references: tuple[str, str], query: dict[str, str], shown: set[str]
) -> None:
    assert references
    page = sign_in(Role.REVIEWER).get("/review/", query_string=query).text
    assert {text for text in (PENSION, LETTERS) if text in page} == shown


@pytest.mark.parametrize(
    "query", [{"since": "vakar"}, {"state": "nav"}, {"since": "2026-02-02", "until": "2026-01-01"}]
)
def test_a_bad_filter_is_told(sign_in: SignIn, query: dict[str, str]) -> None:
    assert sign_in(Role.REVIEWER).get("/review/", query_string=query).status_code == 422


def test_an_empty_queue_says_what_to_do(sign_in: SignIn) -> None:
    assert "Šeit nekā nav" in sign_in(Role.REVIEWER).get("/review/").text


def test_one_suggestion_shows_what_a_decision_needs(
    sign_in: SignIn, references: tuple[str, str]
) -> None:
    page = sign_in(Role.REVIEWER).get(f"/review/{references[0]}").text
    assert PENSION in page
    assert references[1] in page  # the neighbour in the queue


def test_what_is_merged_is_counted_under_the_code_that_took_over(
    sign_in: SignIn, references: tuple[str, str]
) -> None:
    assert references
    sign_in(Role.ADMINISTRATOR).submit("/catalogue/services/POR-01", {"into": "POR-02"})
    page = sign_in(Role.REVIEWER).get("/review/?service=POR-02").text
    assert PENSION in page


@pytest.mark.parametrize("role", [Role.LIBRARIAN, Role.COORDINATOR, Role.DEVELOPER])
def test_the_queue_is_the_agencys(sign_in: SignIn, references: tuple[str, str], role: Role) -> None:
    client = sign_in(role)
    assert client.get("/review/").status_code == 403
    assert client.get(f"/review/{references[0]}").status_code == 403


def test_an_unknown_reference_is_not_found(sign_in: SignIn) -> None:
    assert sign_in(Role.REVIEWER).get("/review/IET-2026-99999").status_code == 404


def test_a_state_that_is_decided_offers_no_decision(sign_in: SignIn, database: Database) -> None:
    with database.write() as session:
        reference = make_suggestion(session, state=State.HANDED_OVER).reference
    page = sign_in(Role.REVIEWER).get(f"/review/{reference}").text
    assert "/accept" not in page
