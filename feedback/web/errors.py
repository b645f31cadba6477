"""Errors as pages and as JSON, in the user's language, with a reference number to tell support."""

from __future__ import annotations

import logging

from flask import Flask, Response, jsonify, make_response, render_template
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from werkzeug.exceptions import HTTPException

from feedback.kernel.errors import Busy, NotAllowed, NotFound, note_busy
from feedback.web.i18n import lazy
from feedback.web.logs import request_id
from feedback.web.negotiate import wants_json

log = logging.getLogger("feedback")
RETRY_AFTER_S = 5

SENTENCES: dict[int, tuple[str, str]] = {
    400: (lazy("The request was not whole"), lazy("Go back, reload the page and try again.")),
    401: (lazy("Please sign in"), lazy("Sign in and open this page again.")),
    403: (lazy("This page is not for your role"), lazy("Ask your coordinator or the agency if you need it.")),
    404: (lazy("There is no such page"), lazy("Check the address, or start from the front page.")),
    405: (lazy("This address does not take that"), lazy("Start from the front page.")),
    410: (lazy("This was erased"), lazy("It was erased on request and cannot be brought back.")),
    413: (lazy("That is too much text"), lazy("Shorten it and send it again.")),
    415: (lazy("This kind of content is not accepted"), lazy("Start from the front page.")),
    429: (lazy("Too many tries"), lazy("Wait a few minutes and try again.")),
    500: (lazy("Something broke on our side"), lazy("Try again. If it happens again, tell us the number below.")),
    503: (lazy("The system is busy"), lazy("Nothing you sent is lost on our side. Try again in a few seconds.")),
}  # fmt: skip


def init_errors(app: Flask) -> None:
    """Answer each kind of trouble once, here."""
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(CSRFError, _expired_form)
    app.register_error_handler(NotFound, lambda _error: error_answer(404))
    app.register_error_handler(NotAllowed, lambda _error: error_answer(403))
    app.register_error_handler(Busy, lambda _error: error_answer(503))
    for trouble in (OperationalError, PoolTimeout):
        app.register_error_handler(trouble, _store_away)
    app.register_error_handler(Exception, _unforeseen)


def error_answer(status: int, *, what: str = "", advice: str = "", reference: str = "") -> Response:
    """Return the error page, or the same as JSON, with ``status``."""
    fallback = SENTENCES[400] if status < 500 else SENTENCES[500]
    title, hint = SENTENCES.get(status, fallback)
    title, hint = what or str(title), advice or str(hint)
    if wants_json():
        response = jsonify(status=status, error=title, advice=hint, reference=reference)
    else:
        page = render_template(
            "errors/error.html", status=status, title=title, advice=hint, reference=reference
        )
        response = make_response(page)
    response.status_code = status
    if status == 503:
        response.headers["Retry-After"] = str(RETRY_AFTER_S)
    return response


def _http(error: HTTPException) -> Response:
    answer = error_answer(error.code or 500)
    if error.code == 405 and getattr(error, "valid_methods", None):
        answer.headers["Allow"] = ", ".join(error.valid_methods)  # type: ignore[attr-defined]
    return error.get_response() if error.code and error.code < 400 else answer  # type: ignore[return-value]


def _expired_form(_error: CSRFError) -> Response:
    return error_answer(
        400,
        what=_("The form has expired"),
        advice=_(
            "Go back, reload the page and send it again. Your text stays in the browser's page."
        ),
    )


def _store_away(error: Exception) -> Response:
    note_busy(error)
    return error_answer(503)


def log_unforeseen(error: Exception) -> str:
    """Log an error that nobody foresaw, and return the number that finds it in the log."""
    log.error("unforeseen error", exc_info=error)
    return request_id()


def _unforeseen(error: Exception) -> Response:
    return error_answer(500, reference=log_unforeseen(error))
