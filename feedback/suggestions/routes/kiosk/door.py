"""What all kiosk pages share: language in the address, text size, and answers that stay inside."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from flask import (
    Blueprint,
    Response,
    current_app,
    g,
    make_response,
    redirect,
    render_template,
    request,
)
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from feedback.identity.access import find_current_kiosk
from feedback.kernel.errors import Busy, NotFound
from feedback.suggestions.routes.kiosk.memory import display_now, keep_display
from feedback.web.errors import RETRY_AFTER_S, log_unforeseen
from feedback.web.i18n import LOCALES, current_locale

kiosk = Blueprint("kiosk", __name__, url_prefix="/kiosk")


@kiosk.url_value_preprocessor
def take_language(_endpoint: str | None, values: dict[str, Any] | None) -> None:
    """Show the page in the language of its address."""
    # The first page has no language yet: Latvian, whatever somebody chose on other pages.
    g.locale = (values or {}).pop("locale", LOCALES[0])


@kiosk.url_defaults
def give_language(endpoint: str, values: dict[str, Any]) -> None:
    """Keep the language in links from one kiosk page to the next."""
    if current_app.url_map.is_endpoint_expecting(endpoint, "locale"):
        values.setdefault("locale", current_locale())


@kiosk.before_request
def take_display() -> ResponseReturnValue | None:
    """Remember a pressed text size or contrast, and go on to the same page under its clean address.

    Without the detour, Back would press the button again. A POST goes on to its view, which shows
    the typed words again.
    """
    if request.method != "GET" or "display" not in request.args:
        return None
    rest = urlencode([pair for pair in request.args.items(multi=True) if pair[0] != "display"])
    address = f"{request.script_root}{request.path}?{rest}".rstrip("?")
    answer = make_response(redirect(address, 303))
    keep_display(answer, display_now())
    return answer


@kiosk.after_request
def keep_pressed_display(answer: Response) -> Response:
    """Remember a text size or contrast that was pressed in a form with typed words."""
    if "display" in request.form:
        keep_display(answer, display_now())
    return answer


def kiosk_page(template: str, *, status: int = 200, step: int = 0, **context: object) -> Response:
    """Render a page of the kiosk; ``step`` 1 to 4 is shown in its head, 0 shows none."""
    display = display_now()
    place = find_current_kiosk()
    page = render_template(
        template,
        place=place.library_name if place else "",
        step=step,
        display=display,
        text_size=display.size,
        theme="contrast" if display.has_contrast else None,
        **context,
    )
    return make_response(page, status)


@kiosk.errorhandler(CSRFError)
@kiosk.errorhandler(HTTPException)
def refused(error: HTTPException) -> ResponseReturnValue:
    """Show trouble inside the kiosk: no page of the kiosk leads out of it."""
    if error.code and error.code < 400:
        return error.get_response()
    return kiosk_page("suggestions/kiosk/trouble.html", status=error.code or 500)


@kiosk.errorhandler(NotFound)
def not_found(_error: NotFound) -> ResponseReturnValue:
    """Say that the page is not there (an old address, a retired e-service)."""
    return kiosk_page("suggestions/kiosk/trouble.html", status=404)


@kiosk.errorhandler(Busy)
def busy(_error: Busy) -> ResponseReturnValue:
    """Say that the store takes nothing now."""
    answer = kiosk_page("suggestions/kiosk/trouble.html", status=503)
    answer.headers["Retry-After"] = str(RETRY_AFTER_S)
    return answer


@kiosk.errorhandler(Exception)
def unforeseen(error: Exception) -> ResponseReturnValue:
    """Log what nobody foresaw (never the words) and show its number."""
    return kiosk_page("suggestions/kiosk/trouble.html", status=500, reference=log_unforeseen(error))
