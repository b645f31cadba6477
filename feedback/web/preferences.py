"""Language and theme of the pages: two cookies, changed by plain forms."""

from __future__ import annotations

from flask import Blueprint, Response, current_app, make_response, redirect, request, url_for
from flask.typing import ResponseReturnValue

from feedback.web.i18n import LANGUAGE_COOKIE, LOCALES
from feedback.web.negotiate import safe_next

web = Blueprint("web", __name__)
THEME_COOKIE = "theme"
THEMES = ("light", "dark", "contrast")
YEAR_S = 365 * 24 * 3600


def chosen_theme() -> str | None:
    """Return the theme this person chose, or None to follow the computer's own."""
    theme = request.cookies.get(THEME_COOKIE, "")
    return theme if theme in THEMES else None


@web.post("/language")
def choose_language() -> ResponseReturnValue:
    """Remember the language and go back to the page."""
    return _remember(LANGUAGE_COOKIE, request.form.get("locale", ""), LOCALES)


@web.post("/theme")
def choose_theme() -> ResponseReturnValue:
    """Remember the theme and go back to the page."""
    return _remember(THEME_COOKIE, request.form.get("theme", ""), THEMES)


def keep_language(response: Response, locale: str) -> None:
    """Put the language into the browser, or take it out when it is none of ours."""
    _keep(response, LANGUAGE_COOKIE, locale, LOCALES)


def _remember(cookie: str, value: str, known: tuple[str, ...]) -> ResponseReturnValue:
    target = safe_next(request.form.get("next"), otherwise=url_for("front.page"))
    response = make_response(redirect(target, 303))
    _keep(response, cookie, value, known)
    return response


def _keep(response: Response, cookie: str, value: str, known: tuple[str, ...]) -> None:
    secure = current_app.config["SESSION_COOKIE_SECURE"]
    if value in known:
        response.set_cookie(cookie, value, max_age=YEAR_S, samesite="Lax", secure=secure)
    else:
        response.delete_cookie(cookie, samesite="Lax", secure=secure)
