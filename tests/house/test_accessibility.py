"""Every page, in every language, theme and width: axe finds nothing and nothing sticks out."""

from __future__ import annotations

import pytest
from flask import Flask
from playwright.sync_api import Page

from feedback.identity.access import DEVICE_COOKIE, SIGN_IN_COOKIE
from feedback.kernel.db import Database
from feedback.web.i18n import LANGUAGE_COOKIE, LOCALES
from feedback.web.preferences import THEMES
from tests.support.browser import axe_finds
from tests.support.scene import EVERYBODY, KIOSK, Scene, make_scene, pages

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


def _become(page: Page, scene: Scene, who: str, *, address: str, language: str) -> None:
    """Make the browser that of a visitor who chose a language."""
    cookies = {LANGUAGE_COOKIE: language}
    if who != EVERYBODY:
        cookies[DEVICE_COOKIE if who == KIOSK else SIGN_IN_COOKIE] = scene.tokens[who]
    page.context.clear_cookies()
    page.context.add_cookies(
        [{"name": name, "value": value, "url": address} for name, value in cookies.items()]
    )


@pytest.mark.parametrize("language", LOCALES)
def test_every_page_is_accessible(
    app: Flask, database: Database, page: Page, live_server: str, language: str
) -> None:
    scene, troubles = make_scene(database, language=language), []
    for _endpoint, path, who in [*pages(app, scene), ("", "/no-such-page", EVERYBODY)]:
        answer = scene.visitor(app, who).get(path)
        if answer.mimetype != "text/html" or 300 <= answer.status_code < 400:
            continue
        _become(page, scene, who, address=live_server, language=language)
        page.goto(path)
        # The kiosk's first page, where the language is chosen, is Latvian for everybody.
        shown = LOCALES[0] if path == "/kiosk/" else language
        assert page.locator("html").get_attribute("lang") == shown
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            for theme, rules in RULES_OF_THEME.items():
                page.evaluate(SET_THEME, theme)
                finds = axe_finds(page, rules=rules)
                troubles += [f"{path} ({theme}, {width}): {find}" for find in finds]
            if page.evaluate(STICKS_OUT):
                troubles.append(f"{path} scrolls sideways at {width}")
    assert troubles == []
