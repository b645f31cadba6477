"""One sample of everything, so that a test can walk every page without knowing any.

A new route with a variable in its address needs a value here; the house tests say which.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, cast

from flask import Flask, url_for
from playwright.sync_api import Page
from sqlalchemy import func, select
from werkzeug.routing import Rule

from feedback.identity.access import DEVICE_COOKIE, SIGN_IN_COOKIE
from feedback.identity.models import Device
from feedback.identity.rules import may
from feedback.identity.words import Deed, Role
from feedback.kernel.actor import Actor, ActorKind
from feedback.kernel.db import Database
from feedback.suggestions.words import State
from feedback.web.i18n import LANGUAGE_COOKIE
from tests.factories.exports import make_export
from tests.factories.identity import (
    OTHER_LIBRARY,
    make_invitation,
    make_kiosk,
    make_person,
    make_reset,
    make_seat,
    make_sign_in,
)
from tests.factories.suggestions import make_suggestion
from tests.support.client import StrictClient

KIOSK = "kiosk"
EVERYBODY = "everybody"
SAFE = {"GET", "HEAD", "OPTIONS"}


@dataclass(frozen=True, slots=True)
class Scene:
    """Rows of every kind: the values for addresses, and a token for each visitor."""

    values: Mapping[str, str | int]
    tokens: Mapping[str, str]

    def visitor(self, app: Flask, who: str) -> StrictClient:
        """Return the browser of a role, of the kiosk, or of anybody (``EVERYBODY``)."""
        client = cast("StrictClient", app.test_client())
        if who != EVERYBODY:
            cookie = DEVICE_COOKIE if who == KIOSK else SIGN_IN_COOKIE
            client.set_cookie(cookie, self.tokens[who])
        return client

    def address(self, app: Flask, rule: Rule) -> str:
        """Return the address of ``rule`` filled with samples."""
        if not rule.arguments:
            return rule.rule  # url_for would fill in the language of somebody who chose none
        values: dict[str, Any] = {}
        for name in rule.arguments - (rule.defaults or {}).keys():
            # A name may mean different things at different doors: the door's own sample goes first.
            door = rule.endpoint.partition(".")[0]
            sample = self.values.get(f"{door}.{name}", self.values.get(name))
            if sample is None:
                message = f"tests/support/scene.py has no sample for {name!r} of {rule.rule}"
                raise AssertionError(message)
            values[name] = sample
        with app.test_request_context():
            return url_for(rule.endpoint, **values)


def make_scene(database: Database, *, language: str = "lv") -> Scene:
    """Fill a store with one of everything, and with other people's rows as noise around it.

    ``language`` stands in addresses that name one.
    """
    with database.write() as session:
        people = {role.value: make_person(session, role) for role in Role}
        tokens = {role: make_sign_in(session, person) for role, person in people.items()}
        librarian = Actor(ActorKind.PERSON, people[Role.LIBRARIAN].person_id)
        own = make_suggestion(session, actor=librarian)
        for state in State:
            make_suggestion(session, f"Cita vēlme: {state}", actor=librarian, state=state)
        make_suggestion(session, "Svešas bibliotēkas vēlme", library_code=OTHER_LIBRARY)
        kiosk = make_kiosk(session)
        colleague = make_person(session, name="Ieva Ozola")
        # Stays in the coordinator's sight when the role at the library was taken away.
        deputy = make_person(session, name="Juris Krūms")
        make_seat(session, deputy.person_id, Role.COORDINATOR)
        _number, token = make_invitation(session)
        invitation, _token = make_invitation(session)
        return Scene(
            values={
                "reference": own.reference,
                "links.token": token,
                "resets.token": make_reset(session, colleague.person_id),
                "people.person_id": colleague.person_id,
                "seats.person_id": deputy.person_id,
                "seats.number": deputy.id,
                "invitations.number": invitation,
                "shelf": "services",
                "catalogue.code": "POR-01",
                "kiosk.code": "POR-01",
                "area": "gimene",
                "device_id": session.scalars(select(func.max(Device.id))).one(),
                "locale": language,
                "exports.number": make_export(session, people[Role.COORDINATOR].person_id),
            },
            tokens={**tokens, KIOSK: kiosk},
        )


def deed_of(app: Flask, endpoint: str) -> str:
    """Return the deed that a view names: a deed's code, ``KIOSK`` or ``EVERYBODY``.

    Raises KeyError when the view names none. The floor ``web`` knows no people: language,
    theme and health are for everybody.
    """
    if endpoint.startswith("web."):
        return EVERYBODY
    deed: str | None = vars(app.view_functions[endpoint])["deed"]
    return deed or EVERYBODY


def visitors_of(deed: str) -> list[str]:
    """Return who may do ``deed``, in the order of the roles."""
    if deed in {KIOSK, EVERYBODY}:
        return [deed]
    return [role.value for role in Role if may(role, Deed(deed))]


def pages(app: Flask, scene: Scene) -> Iterator[tuple[str, str, str]]:
    """Yield (endpoint, address, who may open it) of every route that answers GET."""
    for rule in sorted(app.url_map.iter_rules(), key=str):
        if "GET" in (rule.methods or ()):
            (who, *_) = visitors_of(deed_of(app, rule.endpoint))
            yield rule.endpoint, scene.address(app, rule), who


def html_pages(app: Flask, scene: Scene) -> Iterator[tuple[str, str]]:
    """Yield (address, who may open it) of every page that is shown, one that is not there included."""
    for _endpoint, address, who in pages(app, scene):
        answer = scene.visitor(app, who).get(address)
        if answer.mimetype == "text/html" and not 300 <= answer.status_code < 400:
            yield address, who
    yield "/no-such-page", EVERYBODY


def become(page: Page, scene: Scene, who: str, *, address: str, language: str) -> None:
    """Make Chromium's page that of a visitor who chose a language; ``address`` is the server's."""
    cookies = {LANGUAGE_COOKIE: language}
    if who != EVERYBODY:
        cookies[DEVICE_COOKIE if who == KIOSK else SIGN_IN_COOKIE] = scene.tokens[who]
    page.context.clear_cookies()
    page.context.add_cookies(
        [{"name": name, "value": value, "url": address} for name, value in cookies.items()]
    )


def unsafe_routes(app: Flask, scene: Scene) -> Iterator[tuple[str, str, str, str]]:
    """Yield (endpoint, method, address, who may send it) of every route that changes something."""
    for rule in sorted(app.url_map.iter_rules(), key=str):
        for method in sorted((rule.methods or set()) - SAFE):
            (who, *_) = visitors_of(deed_of(app, rule.endpoint))
            yield rule.endpoint, method, scene.address(app, rule), who
