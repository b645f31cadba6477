"""The coordinator's page of kiosks."""

from __future__ import annotations

import re

import pytest
from flask import Flask
from sqlalchemy import select

from feedback.identity.access import DEVICE_COOKIE
from feedback.identity.models import Device
from feedback.identity.words import Role
from feedback.kernel.db import Database
from tests.conftest import SignIn
from tests.factories.identity import LIBRARY, OTHER_LIBRARY, make_kiosk
from tests.support.client import StrictClient
from tests.support.queries import count_queries

CODE = re.compile(r"<code>([2-9A-Z]{4}-[2-9A-Z]{4})</code>")


@pytest.fixture
def coordinator(sign_in: SignIn) -> StrictClient:
    """The browser of the coordinator of LIBRARY's municipality."""
    return sign_in(Role.COORDINATOR)


def _foreign_kiosk(database: Database) -> int:
    with database.write() as session:
        make_kiosk(session, library_code=OTHER_LIBRARY, name="Svešais")
        return session.scalars(select(Device.id).where(Device.name == "Svešais")).one()


def test_the_code_of_a_new_kiosk_connects_a_computer(app: Flask, coordinator: StrictClient) -> None:
    answer = coordinator.submit("/devices/", {"name": "Pie ieejas", "library": LIBRARY})
    code = CODE.findall(coordinator.get(answer.location).text)[0]
    computer = app.test_client()
    assert isinstance(computer, StrictClient)
    assert computer.submit("/kiosk/pair", {"code": code}).location == "/kiosk/"
    assert computer.get("/kiosk/").status_code == 200
    assert "Pievienots" in coordinator.get("/devices/").text


def test_a_code_is_shown_once(coordinator: StrictClient) -> None:
    page = coordinator.submit("/devices/", {"name": "Pie ieejas", "library": LIBRARY}).location
    assert CODE.search(coordinator.get(page).text)
    assert not CODE.search(coordinator.get(page).text)
    assert coordinator.post(f"{page}/code").location == page
    assert CODE.search(coordinator.get(page).text)


def test_only_own_libraries_are_offered_and_taken(coordinator: StrictClient) -> None:
    assert f'value="{OTHER_LIBRARY}"' not in coordinator.get("/devices/").text
    answer = coordinator.post("/devices/", data={"name": "Sveša", "library": OTHER_LIBRARY})
    assert answer.status_code == 422
    assert 'value="Sveša"' in answer.text


@pytest.mark.parametrize("name", ["", " ", "a\x00b", "a" * 61])
def test_a_bad_name_is_refused_at_its_field(coordinator: StrictClient, name: str) -> None:
    answer = coordinator.post("/devices/", data={"name": name, "library": LIBRARY})
    assert answer.status_code == 422
    assert 'id="name-error"' in answer.text


@pytest.mark.parametrize("what", ["", "/code", "/name", "/end"])
def test_a_foreign_kiosk_is_not_found(
    database: Database, coordinator: StrictClient, what: str
) -> None:
    address = f"/devices/{_foreign_kiosk(database)}{what}"
    answer = coordinator.post(address, data={"name": "Mans"}) if what else coordinator.get(address)
    assert answer.status_code == 404


def test_a_kiosk_is_renamed_and_cut_off(
    database: Database, coordinator: StrictClient, kiosk: StrictClient
) -> None:
    with database.reader() as session:
        number = session.scalars(select(Device.id)).one()
    coordinator.submit(f"/devices/{number}", {"name": "Lasītava"})
    assert "Lasītava" in coordinator.get("/devices/").text
    assert kiosk.get("/kiosk/").status_code == 200
    coordinator.post(f"/devices/{number}/end")
    assert "Atslēgts" in coordinator.get("/devices/").text
    assert kiosk.get("/kiosk/").location == "/kiosk/pair"
    page = kiosk.get("/kiosk/pair")
    assert "Šī ierīce vairs nav pievienota" in page.text
    assert kiosk.get_cookie(DEVICE_COOKIE)


def test_more_kiosks_do_not_mean_more_queries(
    database: Database, coordinator: StrictClient
) -> None:
    counts = []
    for _ in range(2):
        with database.write() as session:
            for _ in range(5):
                make_kiosk(session)
        with count_queries(database) as statements:
            coordinator.get("/devices/")
        counts.append(len(statements))
    assert counts[0] == counts[1]
