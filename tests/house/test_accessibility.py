"""Every page, in every language, theme and width: axe finds nothing and nothing sticks out."""

from __future__ import annotations

import pytest
from flask import Flask
from playwright.sync_api import Page

from feedback.kernel.db import Database
from feedback.web.i18n import LOCALES
from feedback.web.preferences import THEMES
from tests.support.browser import axe_finds
from tests.support.scene import become, html_pages, make_scene

pytestmark = [
    pytest.mark.browser,
    # Pages are the same on both databases; the journeys walk both.
    pytest.mark.parametrize("database_url", ["sqlite"], indirect=True),
]
WIDTHS = (1366, 320)
# All rules look at the first theme; of the others only what a theme changes can differ.
RULES_OF_THEME = {
    THEMES[0]: (),
    **dict.fromkeys(THEMES[1:], ("color-contrast", "link-in-text-block")),
}
SET_THEME = "theme => document.documentElement.dataset.theme = theme"
STICKS_OUT = "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"


@pytest.mark.parametrize("language", LOCALES)
def test_every_page_is_accessible(
    app: Flask, database: Database, page: Page, live_server: str, language: str
) -> None:
    scene, troubles = make_scene(database, language=language), []
    for path, who in html_pages(app, scene):
        become(page, scene, who, address=live_server, language=language)
        page.goto(path)
        # The kiosk's first page, where the language is chosen, is Latvian for everybody.
        shown = LOCALES[0] if path == "/kiosk/" else language
        if (said := page.locator("html").get_attribute("lang")) != shown:
            troubles.append(f"{path} says its language is {said}")
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            for theme, rules in RULES_OF_THEME.items():
                page.evaluate(SET_THEME, theme)
                finds = axe_finds(page, rules=rules)
                troubles += [f"{path} ({theme}, {width}): {find}" for find in finds]
            if page.evaluate(STICKS_OUT):
                troubles.append(f"{path} scrolls sideways at {width}")
    assert troubles == []
