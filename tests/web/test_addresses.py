"""Addresses that people open elsewhere."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask import Flask

from feedback.kernel.settings import Settings
from feedback.web.addresses import address_here

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)  # no row is read


def test_the_settings_say_where_the_pages_are(app: Flask, settings: Settings) -> None:
    app.extensions["settings"] = replace(settings, base_url="https://ieteikumi.example.lv/")
    with app.test_request_context("/", headers={"Host": "evil.example"}):
        assert address_here("/receipt/") == "https://ieteikumi.example.lv/receipt/"


def test_without_a_setting_it_is_where_the_browser_found_us(app: Flask) -> None:
    with app.test_request_context("/", headers={"Host": "192.0.2.7:8000"}):
        assert address_here("/receipt/") == "http://192.0.2.7:8000/receipt/"
