"""Which e-services stand on the tiles of a kiosk."""

from __future__ import annotations

from datetime import date

from sqlalchemy.orm import Session

from feedback.catalogue.models import Service
from feedback.suggestions.queries.frequent import LEAST, USUAL, frequent_services
from tests.factories.identity import LIBRARY, OTHER_LIBRARY
from tests.factories.suggestions import make_suggestion


def _say(session: Session, service_code: str, times: int, library_code: str = LIBRARY) -> None:
    for number in range(times):
        make_suggestion(
            session,
            f"Vēlme numur {number} par pakalpojumu",
            library_code=library_code,
            service_code=service_code,
        )


def _codes(session: Session) -> list[str]:
    return [row.code for row in frequent_services(session, library_code=LIBRARY)]


def test_a_new_library_gets_what_is_usual(session: Session) -> None:
    assert _codes(session) == list(USUAL[:8])


def test_the_usual_ones_are_all_in_the_catalogue(session: Session) -> None:
    assert [session.get(Service, code) is not None for code in USUAL] == [True] * len(USUAL)


def test_own_ones_come_first_then_those_of_all_then_usual_ones(session: Session) -> None:
    _say(session, "LAD-01", LEAST)
    _say(session, "VVD-01", LEAST + 1)
    _say(session, "IZM-01", LEAST + 5, library_code=OTHER_LIBRARY)
    assert _codes(session)[:4] == ["VVD-01", "LAD-01", "IZM-01", USUAL[0]]
    assert len(_codes(session)) == 8


def test_one_persons_remark_puts_nothing_on_the_screen(session: Session) -> None:
    _say(session, "LAD-01", LEAST - 1)
    assert "LAD-01" not in _codes(session)


def test_a_retired_service_has_no_tile(session: Session) -> None:
    _say(session, "LAD-01", LEAST)
    session.get_one(Service, "LAD-01").retired_on = date(2026, 1, 1)
    session.get_one(Service, USUAL[0]).retired_on = date(2026, 1, 1)
    session.flush()
    assert not {"LAD-01", USUAL[0]} & set(_codes(session))
