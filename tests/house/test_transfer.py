"""What a page weighs on a slow line: everything that Chromium fetches for it, headers included."""

from __future__ import annotations

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page

from feedback.kernel.db import Database
from tests.support.browser import watched_page
from tests.support.scene import become, html_pages, make_scene

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("database_url", ["sqlite"], indirect=True),  # bytes are the same
]
KB = 1024
FIRST = 60 * KB
REPEAT = 15 * KB
FETCHED = """() => [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")]
    .reduce((sum, entry) => sum + entry.transferSize, 0)"""


def _fetched(page: Page, path: str) -> int:
    """Return the bytes that came over the network while a page loaded."""
    page.goto(path)
    return int(page.evaluate(FETCHED))


def test_pages_are_light(
    app: Flask, database: Database, browser: Browser, live_server: str
) -> None:
    """At most 60 KB for a first page and 15 KB for the next (docs/look.md)."""
    scene = make_scene(database)
    heavy = []
    for path, who in html_pages(app, scene):
        with watched_page(browser, live_server) as page:
            become(page, scene, who, address=live_server, language="lv")
            first, repeat = _fetched(page, path), _fetched(page, path)
        if first > FIRST or repeat > REPEAT:
            heavy.append(f"{path} as {who}: first {first / KB:.1f}, repeat {repeat / KB:.1f} KB")
    assert heavy == []
