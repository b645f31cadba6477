"""Fixtures for every test: two databases, a strict client, a live server, Chromium.

A test that asks for ``database``, ``session``, ``app``, ``client``, ``sign_in`` or ``live_server``
runs on SQLite and on PostgreSQL. One database only, with the reason beside it:
``@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import cast

import jinja2
import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from flask import Flask
from playwright.sync_api import Browser, Page
from sqlalchemy.orm import Session

from feedback.app import create_app
from feedback.identity.access import DEVICE_COOKIE, SIGN_IN_COOKIE
from feedback.identity.words import Role
from feedback.kernel.db import Database
from feedback.kernel.settings import Settings
from tests.factories.identity import (
    CHEAP_PASSWORDS,
    LIBRARY,
    MUNICIPALITY,
    make_kiosk,
    make_person,
    make_sign_in,
)
from tests.factories.suggestions import SECRET
from tests.support.browser import chromium, watched_page
from tests.support.client import StrictClient, watch_changes
from tests.support.house import TRANSLATIONS
from tests.support.live import served
from tests.support.stores import Stores

SignIn = Callable[..., StrictClient]


def pytest_configure(config: pytest.Config) -> None:
    """Compile the translations when they changed, so that plain ``pytest`` sees them too."""
    if hasattr(config, "workerinput"):
        return  # the main process has done it
    for source in TRANSLATIONS.rglob("*.po"):
        compiled = source.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime:
            with source.open("rb") as texts, compiled.open("wb") as file:
                write_mo(file, read_po(texts))


@pytest.fixture(scope="session")
def stores(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stores]:
    """The databases of this test process."""
    with Stores(tmp_path_factory.mktemp("stores")) as stores:
        yield stores


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def database_url(request: pytest.FixtureRequest, stores: Stores) -> Iterator[str]:
    """The address of a fresh store with every table and the catalogue."""
    with stores.copy(request.param) as url:
        yield url


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def empty_database(request: pytest.FixtureRequest, stores: Stores) -> Iterator[Database]:
    """A store without tables, for tests of the migrations."""
    with stores.empty(request.param) as url:
        database = Database(url)
        yield database
        database.close()


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    """Settings as an operator would give them, with a data folder of this test."""
    return Settings(data_dir=tmp_path, database_url=database_url, secret_key=SECRET)


@pytest.fixture(scope="session")
def compiled_templates(tmp_path_factory: pytest.TempPathFactory) -> jinja2.BytecodeCache:
    """Templates compiled once for all applications of this test process."""
    return jinja2.FileSystemBytecodeCache(str(tmp_path_factory.mktemp("templates")))


@pytest.fixture
def app(settings: Settings, compiled_templates: jinja2.BytecodeCache) -> Iterator[Flask]:
    """The application on a fresh store."""
    app = create_app(settings, passwords=CHEAP_PASSWORDS)
    app.jinja_env.bytecode_cache = compiled_templates
    app.test_client_class = StrictClient
    watch_changes(app)
    yield app
    app.extensions["database"].close()


@pytest.fixture
def database(app: Flask) -> Database:
    """The store of ``app``; rows must be committed before a request can see them."""
    return cast("Database", app.extensions["database"])


@pytest.fixture
def session(database: Database) -> Iterator[Session]:
    """A writing session for tests of actions and queries; the test commits if others must see."""
    with database.writer() as session:
        yield session


@pytest.fixture
def client(app: Flask) -> StrictClient:
    """A browser that nobody has signed in with."""
    return cast("StrictClient", app.test_client())


@pytest.fixture
def sign_in(app: Flask, database: Database) -> SignIn:
    """A function that signs somebody in by role and place, and returns their browser."""

    def signed_in(
        role: Role, *, library_code: str = LIBRARY, municipality_code: str = MUNICIPALITY
    ) -> StrictClient:
        with database.write() as session:
            person = make_person(
                session, role, library_code=library_code, municipality_code=municipality_code
            )
            token = make_sign_in(session, person)
        client = cast("StrictClient", app.test_client())
        client.set_cookie(SIGN_IN_COOKIE, token)
        return client

    return signed_in


@pytest.fixture
def kiosk(app: Flask, database: Database) -> StrictClient:
    """The browser of a paired kiosk."""
    with database.write() as session:
        token = make_kiosk(session)
    client = cast("StrictClient", app.test_client())
    client.set_cookie(DEVICE_COOKIE, token)
    return client


@pytest.fixture
def live_server(app: Flask) -> Iterator[str]:
    """The address of ``app`` behind its real server."""
    with served(app) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests of this process."""
    with chromium() as browser:
        yield browser


@pytest.fixture
def page(browser: Browser, live_server: str) -> Iterator[Page]:
    """A page of a fresh browser profile on the live server."""
    with watched_page(browser, live_server) as page:
        yield page


@pytest.fixture
def page_without_javascript(browser: Browser, live_server: str) -> Iterator[Page]:
    """The same for somebody whose browser runs no scripts."""
    with watched_page(browser, live_server, javascript=False) as page:
        yield page
