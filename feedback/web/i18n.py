"""Languages of the pages: chosen by the person, never guessed from the browser."""

from __future__ import annotations

from datetime import date, datetime
from typing import cast

from flask import Flask, g, has_request_context, request
from flask_babel import (
    Babel,
    format_date,
    format_datetime,
    format_decimal,
    get_locale,
    lazy_gettext,
)
from werkzeug.routing import BaseConverter

LOCALES = ("lv", "en", "ru")
LANGUAGE_COOKIE = "language"


class LocaleConverter(BaseConverter):
    """A language in an address: ``<locale:locale>``."""

    regex = "|".join(LOCALES)


def lazy(message: str) -> str:
    """Return a translation that is looked up when it is shown."""
    return cast("str", lazy_gettext(message))


def current_locale() -> str:
    """Return the language of this request: "lv", "en" or "ru"."""
    return str(get_locale() or LOCALES[0])[:2]


def chosen_locale() -> str:
    """Return what the page's address (kiosk) or the person's cookie asks for, else Latvian."""
    wanted = g.get("locale") or (
        request.cookies.get(LANGUAGE_COOKIE, "") if has_request_context() else ""
    )
    return wanted if wanted in LOCALES else LOCALES[0]


def init_i18n(app: Flask) -> None:
    """Set up translations, the wall clock of Latvia and the formats that templates use."""
    app.config.update(BABEL_DEFAULT_LOCALE=LOCALES[0], BABEL_DEFAULT_TIMEZONE="Europe/Riga")
    app.url_map.converters["locale"] = LocaleConverter
    Babel(app, locale_selector=chosen_locale)
    app.jinja_env.filters.update(
        date_short=date_short, datetime_short=datetime_short, number=format_decimal
    )


def date_short(day: date) -> str:
    """Write a date as Latvians do: 24.11.2026."""
    return str(format_date(day, _date_pattern()))


def datetime_short(moment: datetime) -> str:
    """Write a moment on the wall clock of Latvia: 24.11.2026. 10:43."""
    return str(format_datetime(moment, f"{_date_pattern()} HH:mm"))


def _date_pattern() -> str:
    return "dd.MM.y." if current_locale() == "lv" else "dd.MM.y"
