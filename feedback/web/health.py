"""Is the process alive, and may it get visitors: for a proxy, a monitor or a script.

Both answers are plain text for everybody, hold nothing but one word, and set no cookie.
"""

from __future__ import annotations

from flask import Flask, Response, make_response

from feedback.kernel.checkup import unready_because
from feedback.web.errors import RETRY_AFTER_S
from feedback.web.session import database


def init_health(app: Flask) -> None:
    """Answer at ``/livez`` and ``/readyz``."""
    app.add_url_rule("/livez", "web.livez", livez)
    app.add_url_rule("/readyz", "web.readyz", readyz)


def livez() -> Response:
    """Say that the process answers; a process that does not should be started again."""
    return _answer("ok", 200)


def readyz() -> Response:
    """Say whether the store can serve: 503 when it is away, old, read-only or full."""
    reason = unready_because(database())
    answer = _answer(reason or "ok", 503 if reason else 200)
    if reason:
        answer.headers["Retry-After"] = str(RETRY_AFTER_S)
    return answer


def _answer(word: str, status: int) -> Response:
    answer = make_response(f"{word}\n", status)
    answer.mimetype = "text/plain"
    answer.headers["Cache-Control"] = "no-store"
    return answer
