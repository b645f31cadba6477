"""The steps that lead to own words: language, e-service, three questions."""

from __future__ import annotations

from dataclasses import dataclass

from flask import make_response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import force_locale
from flask_babel import gettext as _

from feedback.catalogue.labels import LIFE_AREAS, life_area_of, name_of
from feedback.catalogue.models import Service
from feedback.catalogue.queries import service, services
from feedback.identity.access import (
    DEVICE_COOKIE,
    current_kiosk,
    keep_device_token,
    needs_kiosk,
    open_to_all,
)
from feedback.kernel.errors import NotFound
from feedback.kernel.text import Language, with_visible_problems
from feedback.suggestions.forms.kiosk import AnswersForm, SearchForm
from feedback.suggestions.queries import frequent_services
from feedback.suggestions.routes.kiosk.door import kiosk, kiosk_page
from feedback.suggestions.routes.kiosk.memory import forget_visitor
from feedback.tagging.queries import services_matching
from feedback.web.i18n import LOCALES, current_locale
from feedback.web.session import current_session

# In the address of the next pages: about no e-service, or the resident does not know about which.
NO_SERVICE = "other"
MOST_FOUND = 24
LONGEST_SEARCH = 200
LANGUAGE_NAMES = {"lv": "Latviešu", "en": "English", "ru": "Русский"}


@dataclass(frozen=True, slots=True)
class Tile:
    """A large button that leads on; ``area`` (a life area) chooses its picture."""

    label: str
    url: str
    area: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class LanguageTile:
    """A language, written in itself."""

    code: str
    name: str
    invitation: str
    start: str


@kiosk.get("/")
@needs_kiosk
def start() -> ResponseReturnValue:
    """Let the resident choose a language."""
    answer = kiosk_page(
        "suggestions/kiosk/start.html", languages=[_language(code) for code in LOCALES]
    )
    keep_device_token(answer, request.cookies[DEVICE_COOKIE])
    return answer


@kiosk.get("/<locale:locale>/")
@needs_kiosk
def frequent() -> ResponseReturnValue:
    """Offer what people here speak about most."""
    found = frequent_services(current_session(), library_code=current_kiosk().library_code)
    return kiosk_page(
        "suggestions/kiosk/services.html", step=1, tiles=[_tile(row) for row in found]
    )


@kiosk.get("/<locale:locale>/areas/")
@needs_kiosk
def areas() -> ResponseReturnValue:
    """Offer a search, all life areas, and "I don't know"."""
    return _areas(SearchForm())


@kiosk.post("/<locale:locale>/areas/")
@needs_kiosk
def search() -> ResponseReturnValue:
    """Show the e-services that were searched for.

    A POST, although nothing changes: the typed words stay out of the address, which the browser
    keeps for the next resident.
    """
    form = SearchForm()
    language = Language(current_locale())
    form.words.data = with_visible_problems(form.words.data or "")[:LONGEST_SEARCH]
    matches = services_matching(current_session(), form.words.data, MOST_FOUND, language)
    in_use = {row.code: row for row in services(current_session())}
    return _areas(form, [_tile(in_use[match.code]) for match in matches])


@kiosk.get("/<locale:locale>/areas/<area>")
@needs_kiosk
def area(area: str) -> ResponseReturnValue:
    """Offer all e-services of one life area."""
    found = [row for row in services(current_session()) if row.life_area == area]
    if not found:
        raise NotFound
    tiles = sorted((_tile(row) for row in found), key=lambda tile: tile.label)
    return kiosk_page("suggestions/kiosk/area.html", step=1, area=life_area_of(area), tiles=tiles)


@kiosk.get("/<locale:locale>/<code>/")
@needs_kiosk
def questions(code: str) -> ResponseReturnValue:
    """Ask whether the e-service is needed, convenient and understandable."""
    form = AnswersForm(request.args)
    return kiosk_page(
        "suggestions/kiosk/questions.html", step=2, form=form, code=code, service=service_name(code)
    )


@kiosk.get("/leave")
@open_to_all
def leave() -> ResponseReturnValue:
    """Forget the visitor and begin anew; changes nothing but this browser's cookies.

    A GET, because an idle page goes here by itself, also without JavaScript.
    """
    answer = make_response(redirect(url_for("kiosk.start"), 303))
    forget_visitor(answer)
    return answer


def service_name(code: str) -> str:
    """Return the name of the e-service in the address, "" for none; raises NotFound."""
    if code == NO_SERVICE:
        return ""
    # What stands in an address may be anything, also what a database cannot be asked.
    if not (code.isascii() and code.isprintable()):
        raise NotFound
    row = service(current_session(), code)
    if row.retired_on:
        raise NotFound
    return name_of(row)


def _language(code: str) -> LanguageTile:
    with force_locale(code):
        invitation = _("Tell us what gets in the way in state e-services")
        return LanguageTile(code, LANGUAGE_NAMES[code], invitation, _("Start"))


def _tile(row: Service) -> Tile:
    url = url_for("kiosk.questions", code=row.code)
    return Tile(name_of(row), url, row.life_area, life_area_of(row.life_area))


def _areas(form: SearchForm, found: list[Tile] | None = None) -> ResponseReturnValue:
    present = {row.life_area for row in services(current_session())}
    known = [code for code in LIFE_AREAS if code in present]
    tiles = [
        Tile(life_area_of(code), url_for("kiosk.area", area=code), code)
        for code in [*known, *sorted(present - set(known))]
    ]
    return kiosk_page("suggestions/kiosk/areas.html", step=1, form=form, found=found, tiles=tiles)
