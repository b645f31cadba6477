"""The log: one JSON object a line on standard error, with nothing that a person wrote.

Bodies, query values, addresses of visitors and tokens never reach it. What goes wrong often
carries them along (an IntegrityError quotes the row, a path may hold an invitation), so an
exception is told by its type, its database code and its lines of our code, never by its message.
"""

from __future__ import annotations

import json
import logging
import secrets
import sys
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from flask import g, has_request_context, request

OURS = "feedback"
HOUSE = Path(__file__).parents[2]
DEEPEST = 30


def log_to_stderr() -> None:
    """Send the log of this process to standard error: ours from INFO on, all others' warnings."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    logging.getLogger(OURS).setLevel(logging.INFO)


def request_id() -> str:
    """Return this request's number: in its log lines, and on the error page for the user to tell."""
    if "request_id" not in g:
        g.request_id = secrets.token_hex(4)
    return str(g.request_id)


class JsonLines(logging.Formatter):
    """Writes a record as one line of ASCII: line ends and all else are escaped by JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line; other libraries' messages come without what they put into them."""
        is_ours = record.name.partition(".")[0] == OURS
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage() if is_ours else str(record.msg),
        }
        if has_request_context():
            route = request.url_rule.rule if request.url_rule else None
            line |= {"request": request_id(), "method": request.method, "route": route}
        if record.exc_info and record.exc_info[1]:
            line["error"] = [_told(error) for error in _chain(record.exc_info[1])]
        return json.dumps(line)


def _chain(error: BaseException) -> Iterator[BaseException]:
    """Yield an error and what caused it, the cause last."""
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        yield current
        current = current.__cause__ or (
            None if current.__suppress_context__ else current.__context__
        )


def _told(error: BaseException) -> dict[str, Any]:
    kind = type(error)
    told: dict[str, Any] = {"type": f"{kind.__module__}.{kind.__qualname__}"}
    for name in ("sqlite_errorname", "sqlstate", "errno", "rule"):
        if (code := getattr(error, name, None)) is not None:
            told["code"] = code
    told["at"] = [
        f"{_short(frame.filename)}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(error.__traceback__)[-DEEPEST:]
    ]
    return told


def _short(path: str) -> str:
    """Return a path without the folders above the house or above the installed packages."""
    _, found, rest = path.rpartition("/site-packages/")
    return rest if found else path.removeprefix(f"{HOUSE}/")
