"""A test client that reads every answer as the strictest user, and fills in forms as a browser does."""

from __future__ import annotations

import re
import secrets
from collections.abc import Mapping
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
from flask import Flask, g
from flask.testing import FlaskClient
from itsdangerous import URLSafeTimedSerializer
from werkzeug.test import TestResponse

from feedback.web.security import HEADERS
from tests.support.page_check import complaints_about_fragment, complaints_about_page

NONCE = re.compile(r"script-src [^;]*'nonce-([\w-]+)'")
Values = Mapping[str, str | list[str]]


class StrictClient(FlaskClient):
    """Fails the test on an answer that no user should get."""

    def open(
        self,
        *args: Any,  # noqa: ANN401 - as in the base
        expected_status: int | None = None,
        **kwargs: Any,  # noqa: ANN401
    ) -> TestResponse:
        """Send a request and judge the answer; 500 is good only where the test expects it."""
        response = super().open(*args, **kwargs)
        complaints = _complaints(response)
        if response.status_code == 500 != expected_status:
            complaints.append("something broke: see the captured log")
        if complaints:
            request = response.request
            wrong = "\n  ".join(complaints)
            message = f"{request.method} {request.path} -> {response.status_code}\n  {wrong}"
            raise AssertionError(message)
        lost: list[str] = self.application.extensions.get("lost_changes", [])
        if lost:
            message = f"the request ended with changes that nobody commits: {lost}"
            raise AssertionError(message)
        return response

    def post(self, *args: Any, csrf: bool = True, **kwargs: Any) -> TestResponse:  # noqa: ANN401
        """POST with the token that the page would have carried (``csrf=False``: without)."""
        if csrf:
            token = self.form_token()
            if isinstance(kwargs.get("data"), dict):
                kwargs["data"] = {"csrf_token": token, **kwargs["data"]}
            else:
                kwargs["headers"] = {"X-CSRFToken": token, **kwargs.get("headers", {})}
        return super().post(*args, **kwargs)

    def form_token(self) -> str:
        """Return a form token of this client's browser session."""
        with self.session_transaction() as cookies:
            raw = cookies.setdefault("csrf_token", secrets.token_hex(20))
        signer = URLSafeTimedSerializer(str(self.application.secret_key), salt="wtf-csrf-token")
        return str(signer.dumps(raw))

    def submit(self, url: str, values: Values, *, button: str = "") -> TestResponse:
        """Open ``url``, fill in the form that has all the named fields, and send it.

        What goes out is what a browser without JavaScript would send: hidden fields, defaults and
        the pressed ``button`` (its name) included. Radio buttons, ticks and lists take only values
        that they offer.
        """
        page = html5lib.parse(self.get(url).text, namespaceHTMLElements=False)
        wanted = {*values, *([button] if button else [])}
        for form in page.iter("form"):
            controls = [control for control in form.iter() if control.get("name")]
            if form.get("method") == "post" and wanted <= {c.get("name") for c in controls}:
                data = _filled(controls, values, button)
                return self.post(form.get("action") or url, data=data, csrf=False)
        message = f"no form of {url} has the fields {sorted(wanted)}"
        raise AssertionError(message)


def watch_changes(app: Flask) -> None:
    """Note what a request left in its reading session: nobody will ever commit it."""
    lost: list[str] = []
    app.extensions["lost_changes"] = lost

    @app.teardown_appcontext
    def look(_error: BaseException | None) -> None:
        lost.clear()
        if (reader := g.get("reader")) is not None:
            changed = [row for row in reader.dirty if reader.is_modified(row)]
            lost.extend(map(repr, [*reader.new, *reader.deleted, *changed]))


def _complaints(response: TestResponse) -> list[str]:
    policy = response.headers.get("Content-Security-Policy", "")
    nonce = found.group(1) if (found := NONCE.search(policy)) else ""
    complaints = [f"no header {name}" for name in HEADERS if name not in response.headers]
    if not nonce or "unsafe" in policy:
        complaints.append(f"the policy is {policy!r}")
    if response.mimetype != "text/html" or 300 <= response.status_code < 400:
        return complaints
    html = response.text
    if response.request.headers.get("X-Fragment"):
        return [*complaints, *complaints_about_fragment(html, nonce=nonce)]
    return [*complaints, *complaints_about_page(html, nonce=nonce)]


def _filled(controls: list[Element], values: Values, button: str) -> dict[str, list[str]]:
    data: dict[str, list[str]] = {}
    for control in controls:
        name, kind = str(control.get("name")), control.get("type")
        given = values.get(name)
        chosen = [given] if isinstance(given, str) else given
        if control.tag == "button" or kind == "submit":
            sent = [control.get("value") or ""] if name == button else []
        elif kind in {"radio", "checkbox"}:
            value = control.get("value") or "on"
            is_on = control.get("checked") is not None if chosen is None else value in chosen
            sent = [value] if is_on else []
        elif control.tag == "select":
            sent = _chosen(control, chosen)
        elif control.tag == "textarea":
            sent = ["".join(control.itertext()).removeprefix("\n")] if chosen is None else chosen
        else:
            sent = [control.get("value") or ""] if chosen is None else chosen
        data.setdefault(name, []).extend(sent)
    for name, given in values.items():
        missing = {given} - {*data[name]} if isinstance(given, str) else {*given} - {*data[name]}
        if missing:
            message = f"the field {name!r} does not offer {sorted(missing)}"
            raise AssertionError(message)
    return data


def _chosen(select: Element, wanted: list[str] | None) -> list[str]:
    options = list(select.iter("option"))
    offered = {option.get("value", "".join(option.itertext())): option for option in options}
    if wanted is not None:
        return [value for value in wanted if value in offered]
    marked = [value for value, option in offered.items() if option.get("selected") is not None]
    # A browser sends the first option of a plain list when none is marked.
    return marked or ([] if select.get("multiple") is not None else list(offered)[:1])
