"""Pages are compressed for those who ask for it."""

from __future__ import annotations

import gzip

import pytest
from flask import Flask, Response
from werkzeug.test import Client

from tests.support.client import StrictClient

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)  # no row is read
GZIP = {"Accept-Encoding": "gzip, br"}


def test_a_page_is_compressed_when_the_browser_takes_it(app: Flask) -> None:
    browser = Client(app)  # the strict client reads pages, not bytes
    plain, small = browser.get("/help/"), browser.get("/help/", headers=GZIP)
    assert small.headers["Content-Encoding"] == "gzip"
    assert len(small.data) < len(plain.data) / 2
    assert int(small.headers["Content-Length"]) == len(small.data)
    assert "<h1>" in gzip.decompress(small.data).decode()


def test_an_old_browser_gets_the_plain_page(client: StrictClient) -> None:
    response = client.get("/help/")
    assert "Content-Encoding" not in response.headers
    assert "Accept-Encoding" in response.headers["Vary"]


def test_a_stream_goes_out_as_it_is(app: Flask, client: StrictClient) -> None:
    @app.get("/stream")
    def stream() -> Response:
        return Response(
            (f"{{'line': {number}}}\n" for number in range(1000)), mimetype="application/json"
        )

    assert "Content-Encoding" not in client.get("/stream", headers=GZIP).headers
