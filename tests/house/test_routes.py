"""Every door: whom it lets in, and that bookmarked addresses go on working."""

from __future__ import annotations

import re

import pytest
from flask import Flask

from tests.support.house import TESTS
from tests.support.scene import deed_of

ADDRESSES = TESTS / "house" / "addresses.txt"
sqlite_only = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
pytestmark = sqlite_only  # no row is read


def _routes(app: Flask) -> set[str]:
    lines = set()
    for rule in app.url_map.iter_rules():
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            lines.add(f"{method} {rule.rule} {deed_of(app, rule.endpoint)}")
    return lines


def test_every_route_names_its_deed(app: Flask) -> None:
    """``@needs(Deed.X)``, ``@needs_kiosk`` or, said aloud, ``@open_to_all``."""
    silent = [
        endpoint
        for endpoint, view in app.view_functions.items()
        if not hasattr(view, "deed") and not endpoint.startswith("web.")
    ]
    assert silent == []


def test_addresses_and_their_guards_are_as_agreed(app: Flask) -> None:
    """tests/house/addresses.txt holds each address and who may use it.

    A new address is added there; one that people may have kept (a bookmark, a printed QR code) is
    not taken away, but redirected.
    """
    agreed = set(ADDRESSES.read_text().splitlines()) - {""}
    new, gone = sorted(_routes(app) - agreed), sorted(agreed - _routes(app))
    assert not new, "add to tests/house/addresses.txt:\n" + "\n".join(new)
    assert not gone, "in tests/house/addresses.txt, but not answered:\n" + "\n".join(gone)


def test_addresses_are_lower_case_nouns(app: Flask) -> None:
    odd = [
        rule.rule
        for rule in app.url_map.iter_rules()
        if not re.fullmatch(r"(/([a-z0-9.-]+|<[a-z_:]+>|[a-z0-9-]+\.<[a-z_:]+>))*/?", rule.rule)
    ]
    assert odd == []


def test_a_door_is_a_file_named_after_its_blueprint(app: Flask) -> None:
    stray = []
    for endpoint, view in app.view_functions.items():
        door = endpoint.partition(".")[0]
        if view.__module__.startswith("feedback.web."):
            continue
        if not re.fullmatch(rf"feedback\.\w+\.routes\.{door}(\.\w+)?", view.__module__):
            stray.append(f"{endpoint} in {view.__module__}")
    assert stray == []
