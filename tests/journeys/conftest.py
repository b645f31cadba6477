"""Journeys walk the real application in Chromium: on both databases, with JavaScript and without."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, Page

from feedback.identity.access import SIGN_IN_COOKIE
from feedback.identity.words import Role
from feedback.kernel.db import Database
from tests.factories.identity import make_person, make_sign_in
from tests.support.browser import axe, watched_page

OpenPage = Callable[..., Page]


@pytest.fixture(params=[True, False], ids=["script", "plain"])
def has_script(request: pytest.FixtureRequest) -> bool:
    """Whether the people of this journey have JavaScript."""
    return bool(request.param)


@pytest.fixture
def open_page(
    browser: Browser, live_server: str, database: Database, *, has_script: bool
) -> Iterator[OpenPage]:
    """A function that opens a browser of its own: signed in as ``role``, or as nobody."""
    with ExitStack() as pages:

        def opened(role: Role | None = None) -> Page:
            page = pages.enter_context(watched_page(browser, live_server, javascript=has_script))
            if role is not None:
                with database.write() as session:
                    token = make_sign_in(session, make_person(session, role))
                cookie = {"name": SIGN_IN_COOKIE, "value": token, "url": live_server}
                page.context.add_cookies([cookie])  # type: ignore[list-item]  # a plain dict will do
            return page

        yield opened


@pytest.fixture
def look(*, has_script: bool) -> Callable[[Page], None]:
    """A function that lets axe look at a page as it stands, where axe can run at all."""
    return axe if has_script else lambda _page: None
