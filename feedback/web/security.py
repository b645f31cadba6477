"""What every answer carries, and what no request gets past."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import TypeVar, cast
from urllib.parse import urlsplit

from flask import Flask, Response, abort, current_app, g, request
from flask.typing import ResponseReturnValue
from flask_wtf import CSRFProtect

from feedback.kernel.settings import Settings
from feedback.kernel.throttle import Throttle

MAX_BODY = 1024 * 1024
SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "X-Frame-Options": "DENY",
}
POLICY = (
    "default-src 'none'; script-src 'nonce-{nonce}' 'strict-dynamic'; style-src 'self'; "
    "img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)

csrf = CSRFProtect()
V = TypeVar("V", bound=Callable[..., ResponseReturnValue])


def form_checks_token(view: V) -> V:
    """Mark a view whose own FlaskForm checks the token, to answer beside the typed text.

    ``web.forms.is_expired`` makes that answer; tests/house proves that no such view takes a form
    without a token.
    """
    csrf.exempt(view)
    return view


def csp_nonce() -> str:
    """Return this answer's nonce; a template's script element carries it."""
    if "csp_nonce" not in g:
        g.csp_nonce = secrets.token_urlsafe(18)
    return str(g.csp_nonce)


def throttle() -> Throttle:
    """Return the counters of this process: how often something was tried."""
    return cast("Throttle", current_app.extensions["throttle"])


def init_security(app: Flask, settings: Settings) -> None:
    """Add CSRF protection, trusted hosts, body checks and security headers to ``app``."""
    app.config.update(
        MAX_CONTENT_LENGTH=MAX_BODY,
        SESSION_COOKIE_NAME="ieteikumi",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.is_https,
        WTF_CSRF_TIME_LIMIT=8 * 3600,
        WTF_CSRF_SSL_STRICT=False,
    )
    if settings.base_url:
        app.config["TRUSTED_HOSTS"] = [
            urlsplit(settings.base_url).hostname,
            "127.0.0.1",
            "localhost",
        ]
    app.extensions["throttle"] = Throttle()
    app.before_request(refuse_foreign_origin)
    # Before the token is looked for: once a form is parsed, its body cannot be measured.
    app.before_request(refuse_short_body)
    csrf.init_app(app)
    app.after_request(add_headers)


def refuse_foreign_origin() -> None:
    """Refuse a changing request that the browser says another site made."""
    if request.method not in SAFE_METHODS and request.headers.get("Sec-Fetch-Site") in {
        "cross-site",
        "same-site",
    }:
        abort(400)


def refuse_short_body() -> None:
    """Refuse a body shorter than it was announced: half a form is no form.

    Some servers hand a connection that broke off to the application as a whole request.
    """
    if (
        request.method not in SAFE_METHODS
        and request.content_length
        and not request.mimetype.startswith("multipart/")
        and len(request.get_data(parse_form_data=False, cache=True)) < request.content_length
    ):
        abort(400)


def add_headers(response: Response) -> Response:
    """Put the security headers on every answer, error pages and files included."""
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    response.headers.setdefault("Content-Security-Policy", POLICY.format(nonce=csp_nonce()))
    if response.mimetype == "text/html":
        response.headers.setdefault("Cache-Control", "no-store")
    if request.is_secure:
        response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    return response
