"""Connecting a computer, and what its token opens."""

from __future__ import annotations

from typing import cast

import pytest
from flask import Flask

from feedback.identity.access import DEVICE_COOKIE
from feedback.identity.routes.pairing import WRONG_CODES
from feedback.kernel.db import Database
from tests.support.client import StrictClient
from tests.support.scene import EVERYBODY, KIOSK, SAFE, deed_of, make_scene


def test_a_wrong_code_is_refused_at_its_field_and_stays(client: StrictClient) -> None:
    answer = client.submit("/kiosk/pair", {"code": "abcd-efgh"})
    assert answer.status_code == 422
    assert "Šis kods neder." in answer.text
    assert 'value="abcd-efgh"' in answer.text
    assert client.get_cookie(DEVICE_COOKIE) is None


def test_codes_cannot_be_tried_out(app: Flask) -> None:
    for _ in range(WRONG_CODES.burst):
        client = cast("StrictClient", app.test_client())
        assert client.post("/kiosk/pair", data={"code": "ABCD-EFGH"}).status_code == 422
    answer = cast("StrictClient", app.test_client()).post("/kiosk/pair", data={"code": "ABCD-EFGH"})
    assert answer.status_code == 429
    assert answer.headers["Retry-After"] == "30"


def test_a_computer_that_was_never_connected_is_told_how(client: StrictClient) -> None:
    assert client.get("/kiosk/lv/").location == "/kiosk/pair"
    assert "Pievienot šo kiosku" in client.get("/kiosk/pair").text


@pytest.mark.parametrize("is_secure", [False, True])
def test_the_token_is_kept_for_long_and_from_scripts(
    app: Flask, kiosk: StrictClient, *, is_secure: bool
) -> None:
    app.config["SESSION_COOKIE_SECURE"] = is_secure
    (cookie,) = [
        line
        for line in kiosk.get("/kiosk/").headers.getlist("Set-Cookie")
        if line.startswith(f"{DEVICE_COOKIE}=")
    ]
    for part in ("HttpOnly", "Path=/", "SameSite=Lax", f"Max-Age={400 * 24 * 3600}"):
        assert part in cookie
    assert ("Secure" in cookie) is is_secure


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)  # only the guard is asked
def test_the_token_opens_only_the_kiosk(app: Flask, database: Database) -> None:
    """Every route with the token of a device: it opens no more than for a stranger."""
    scene = make_scene(database)
    tried = 0
    for rule in sorted(app.url_map.iter_rules(), key=str):
        deed = deed_of(app, rule.endpoint)
        methods = rule.methods or set()
        for method in sorted(methods - (SAFE - {"GET"})):
            answers = []
            for who in (KIOSK, EVERYBODY):
                browser = scene.visitor(app, who)
                headers = {"X-CSRFToken": browser.form_token()}
                address = scene.address(app, rule)
                answers.append(browser.open(address, method=method, headers=headers))
            device, stranger = answers
            cell = f"{method} {rule.rule}"
            if deed == KIOSK:
                assert stranger.location == "/kiosk/pair", cell
                assert device.location != "/kiosk/pair", cell
            else:
                assert (device.status_code, device.location) == (
                    stranger.status_code,
                    stranger.location,
                ), cell
                if deed != EVERYBODY:
                    assert device.status_code in {303, 401, 403}, cell
            tried += 1
    assert tried > 30
