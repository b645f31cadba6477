"""Which kiosks somebody sees."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.identity.models import Device
from feedback.identity.queries.devices import kiosk_within, kiosks_within, libraries_within
from feedback.identity.words import Reach
from feedback.kernel.clock import now
from feedback.kernel.errors import NotFound
from tests.factories.identity import LIBRARY, MUNICIPALITY, OTHER_LIBRARY, make_kiosk

ALL, OWN = Reach(everything=True), Reach(municipality_code=MUNICIPALITY)


@pytest.fixture(autouse=True)
def kiosks(session: Session) -> None:
    """Two kiosks of one library, one of them cut off, and one of a foreign library."""
    for name in ("Ārdurvis", "Abonements", "Zāle"):
        make_kiosk(session, name=name)
    make_kiosk(session, library_code=OTHER_LIBRARY, name="Svešais")
    device = session.scalars(select(Device).where(Device.name == "Abonements")).one()
    device.revoked_at = now()
    session.flush()


def test_a_coordinator_sees_own_kiosks_in_latvian_order_and_cut_off_ones_last(
    session: Session,
) -> None:
    assert [kiosk.name for kiosk in kiosks_within(session, OWN)] == [
        "Ārdurvis",
        "Zāle",
        "Abonements",
    ]


def test_an_administrator_sees_all(session: Session) -> None:
    assert len(kiosks_within(session, ALL)) == 4


@pytest.mark.parametrize("reach", [Reach(), Reach(library_code=LIBRARY)])
def test_others_see_none(session: Session, reach: Reach) -> None:
    assert kiosks_within(session, reach) == []
    assert libraries_within(session, reach) == []


def test_a_foreign_kiosk_is_not_found_just_as_one_that_never_was(session: Session) -> None:
    foreign = session.scalars(select(Device.id).where(Device.name == "Svešais")).one()
    assert kiosk_within(session, foreign, ALL)[1].name == "Svešais"
    for device_id in (foreign, 999_999):
        with pytest.raises(NotFound):
            kiosk_within(session, device_id, OWN)


def test_libraries_are_those_of_the_municipality(session: Session) -> None:
    codes = {library.code for library in libraries_within(session, OWN)}
    assert LIBRARY in codes
    assert OTHER_LIBRARY not in codes
