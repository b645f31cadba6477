"""Every route with every role: who may, passes; who may not, is told so; strangers sign in."""

from __future__ import annotations

import pytest
from flask import Flask
from werkzeug.routing import Rule

from feedback.identity.words import Role
from feedback.kernel.db import Database
from tests.support.scene import EVERYBODY, KIOSK, SAFE, deed_of, make_scene, visitors_of

pytestmark = pytest.mark.parametrize(
    "database_url", ["sqlite"], indirect=True
)  # the guard reads one row, the same on both


def _leaving_last(rule: Rule) -> tuple[bool, str]:
    """Sort by address, but what ends the visitor's own sign-in to the end."""
    return rule.endpoint == "account.sign_out_everywhere", str(rule)


def test_guards_let_in_only_who_may(app: Flask, database: Database) -> None:
    scene = make_scene(database)
    for rule in sorted(app.url_map.iter_rules(), key=_leaving_last):
        deed = deed_of(app, rule.endpoint)
        if deed == EVERYBODY:
            continue
        methods = rule.methods or set()
        method = "GET" if "GET" in methods else min(methods - SAFE)
        for role in [role.value for role in Role]:
            browser = scene.visitor(app, role)
            headers = {"X-CSRFToken": browser.form_token()}
            status = browser.open(
                scene.address(app, rule), method=method, headers=headers
            ).status_code
            cell = f"{method} {rule.rule} as {role}: {status}"
            if deed == KIOSK:
                assert status == 303, cell
            elif role in visitors_of(deed):
                assert status not in {401, 403, 404}, cell
            else:
                assert status == 403, cell


def test_strangers_are_sent_to_sign_in(app: Flask, database: Database) -> None:
    scene = make_scene(database)
    for rule in sorted(app.url_map.iter_rules(), key=str):
        deed = deed_of(app, rule.endpoint)
        if deed in {EVERYBODY, KIOSK} or "GET" not in (rule.methods or ()):
            continue
        response = scene.visitor(app, EVERYBODY).get(scene.address(app, rule))
        assert response.status_code == 303, rule.rule
        assert response.location.startswith("/account/"), rule.rule
