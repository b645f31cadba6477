"""What the kiosk's browser keeps between two pages."""

from __future__ import annotations

import pytest
from flask import Flask, Response
from werkzeug.http import dump_cookie

from feedback.suggestions.routes.kiosk.memory import (
    DISPLAYS,
    RECEIPT_COOKIE,
    Display,
    Receipt,
    display_now,
    find_receipt,
    keep_receipt,
)

sqlite_only = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)  # no row is read


def _cookie(app: Flask, receipt: Receipt) -> str:
    with app.test_request_context("/kiosk/"):
        answer = Response()
        keep_receipt(answer, receipt)
    return answer.headers["Set-Cookie"].split(";")[0]


def test_text_grows_in_steps_to_220_percent_and_back() -> None:
    display, seen = Display(), []
    for _ in range(3):
        display = display.larger
        seen.append(display.size)
    assert seen == [150, 220, 100]


def test_size_and_contrast_change_apart() -> None:
    display = Display(220).other_contrast
    assert (str(display), display.larger.has_contrast) == ("220-contrast", True)
    assert display.other_contrast == Display(220)
    assert not Display().is_changed
    assert display.is_changed


def test_every_way_of_showing_is_read_as_it_is_written() -> None:
    assert len(DISPLAYS) == 6
    assert all(str(display) == text for text, display in DISPLAYS.items())


@sqlite_only
@pytest.mark.parametrize("cookie", ["", "9000", "150-", "<b>", "ā"])
def test_a_strange_cookie_means_the_ordinary_way(app: Flask, cookie: str) -> None:
    header = dump_cookie("kiosk_display", cookie)
    with app.test_request_context("/kiosk/", headers={"Cookie": header}):
        assert display_now() == Display()


@sqlite_only
def test_a_receipt_comes_back_as_it_was_kept(app: Flask) -> None:
    receipt = Receipt("7F4K-29MX", was_masked=True)
    with app.test_request_context("/kiosk/", headers={"Cookie": _cookie(app, receipt)}):
        assert find_receipt() == receipt


@sqlite_only
@pytest.mark.parametrize("cookie", ["", "x", "WyI3RjRLLTI5TVgiLGZhbHNlXQ.aaaa.bbbb"])
def test_a_receipt_that_somebody_made_up_is_none(app: Flask, cookie: str) -> None:
    header = f"{RECEIPT_COOKIE}={cookie}"
    with app.test_request_context("/kiosk/", headers={"Cookie": header}):
        assert find_receipt() is None
