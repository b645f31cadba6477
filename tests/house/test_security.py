"""What holds for every address: headers, form tokens, and that reading changes nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

import pytest
from flask import Flask, abort
from flask.typing import ResponseReturnValue
from werkzeug.test import Client

from feedback.kernel.db import Database
from feedback.web.security import HEADERS
from feedback.web.static import STATIC
from tests.support.client import StrictClient
from tests.support.queries import count_queries
from tests.support.scene import EVERYBODY, make_scene, pages, unsafe_routes

sqlite_only = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
STATUSES = (400, 401, 403, 404, 405, 410, 413, 415, 422, 429, 500, 503)
CHANGES = ("INSERT", "UPDATE", "DELETE", "CREATE", "ALTER", "DROP")
# Endpoints that prove who sends by a token in the request itself: nothing that a browser attaches.
WITHOUT_FORM_TOKEN: dict[str, str] = {}


def test_every_page_is_whole_and_reading_changes_nothing(app: Flask, database: Database) -> None:
    """The strict client judges each page; no statement of a GET may change a row."""
    scene = make_scene(database)
    for endpoint, address, who in pages(app, scene):
        browser = scene.visitor(app, who)
        with count_queries(database) as statements:
            response = browser.get(address)
        changes = [text for text in statements if text.lstrip().upper().startswith(CHANGES)]
        assert changes == [], f"GET {address} changed something"
        assert response.status_code < 400, f"{endpoint}: GET {address} as {who}"


@sqlite_only  # the answer comes before any row is touched
def test_every_changing_route_asks_for_a_form_token(app: Flask, database: Database) -> None:
    scene = make_scene(database)
    for endpoint, method, address, who in unsafe_routes(app, scene):
        if endpoint in WITHOUT_FORM_TOKEN:
            continue
        browser = scene.visitor(app, who)
        with count_queries(database) as statements:
            response = browser.open(address, method=method)
        changes = [text for text in statements if text.lstrip().upper().startswith(CHANGES)]
        assert (response.status_code, changes) == (400, []), f"{method} {address} as {who}"


@sqlite_only
def test_another_site_cannot_send_a_form(app: Flask, database: Database) -> None:
    scene = make_scene(database)
    for endpoint, method, address, who in unsafe_routes(app, scene):
        browser = scene.visitor(app, who)
        response = browser.open(
            address,
            method=method,
            headers={
                "Sec-Fetch-Site": "cross-site",
                "X-CSRFToken": browser.form_token(),
            },
        )
        assert response.status_code == 400, endpoint


@sqlite_only
def test_every_kind_of_refusal_is_a_whole_page_with_all_headers(
    app: Flask, client: StrictClient
) -> None:
    @app.get("/refusals/<int:status>")
    def refuse(status: int) -> ResponseReturnValue:
        abort(status)

    refuse.deed = None  # type: ignore[attr-defined]
    for status in STATUSES:
        for language in ("lv", "en", "ru"):
            client.set_cookie("language", language)
            response = client.get(f"/refusals/{status}", expected_status=status)
            assert response.status_code == status
            assert f'<html lang="{language}"' in response.text
        as_json = client.get(
            f"/refusals/{status}", headers={"Accept": "application/json"}, expected_status=status
        )
        assert as_json.get_json()["status"] == status
    assert client.get("/refusals/503", expected_status=503).headers["Retry-After"]


@sqlite_only
def test_files_carry_the_same_headers_and_stay_on_this_site(app: Flask) -> None:
    static_url = cast("Callable[[str], str]", app.jinja_env.globals["static_url"])
    for path in sorted(path for path in STATIC.rglob("*") if path.is_file()):
        address = static_url(path.relative_to(STATIC).as_posix())
        with Client(app).get(address) as response:
            assert response.status_code == 200, address
            assert HEADERS.items() <= dict(response.headers).items(), address
            assert "Access-Control-Allow-Origin" not in response.headers


@sqlite_only
def test_no_answer_tells_an_unforeseen_error(app: Flask, client: StrictClient) -> None:
    @app.get("/breaks")
    def breaks() -> ResponseReturnValue:
        message = "SELECT secret FROM inside"
        raise ZeroDivisionError(message)

    response = client.get("/breaks", expected_status=500)
    assert "SELECT" not in response.text
    assert "ZeroDivisionError" not in response.text


@sqlite_only
def test_wrong_methods_are_refused_in_words(app: Flask, database: Database) -> None:
    scene = make_scene(database)
    browser = scene.visitor(app, EVERYBODY)
    for rule in app.url_map.iter_rules():
        address = scene.address(app, rule)
        response = browser.open(
            address, method="PUT", headers={"X-CSRFToken": browser.form_token()}
        )
        assert response.status_code == 405
        assert response.headers["Allow"]
