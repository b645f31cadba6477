"""What no request gets past."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest

from tests.support.client import StrictClient


def test_a_whole_form_passes(client: StrictClient) -> None:
    assert client.post("/language", data={"locale": "en", "next": "/"}).status_code == 303


def test_half_a_form_is_refused(client: StrictClient) -> None:
    body = urlencode({"locale": "en", "csrf_token": client.form_token()})
    answer = client.post(
        "/language",
        data=body,
        content_type="application/x-www-form-urlencoded",
        environ_overrides={"CONTENT_LENGTH": str(len(body) + 10)},
        csrf=False,
    )
    assert answer.status_code == 400


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_another_sites_form_is_refused(client: StrictClient, site: str) -> None:
    answer = client.post("/language", data={"locale": "en"}, headers={"Sec-Fetch-Site": site})
    assert answer.status_code == 400


def test_a_form_without_its_token_is_refused(client: StrictClient) -> None:
    answer = client.post("/language", data={"locale": "en"}, csrf=False)
    assert answer.status_code == 400
    assert "Veidlapa" in answer.text


def test_a_body_over_the_limit_is_refused(client: StrictClient) -> None:
    answer = client.post("/language", data={"locale": "x" * 2_000_000})
    assert answer.status_code == 413
