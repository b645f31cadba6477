"""Which kind of answer the client asked for."""

from __future__ import annotations

from flask import request


def wants_json() -> bool:
    """Say whether this request is a script that reads JSON (and not a page load)."""
    return request.is_json or request.accept_mimetypes.best == "application/json"


def wants_fragment() -> bool:
    """Say whether a page's script asked for a piece of HTML to put into the page."""
    return request.headers.get("X-Fragment") == "1"


def safe_next(target: str | None, *, otherwise: str) -> str:
    """Return ``target`` when it is a path of this site, else ``otherwise``.

    Browsers read backslashes and control characters in surprising ways, so only a path that
    begins with exactly one slash and holds neither is taken.
    """
    if not target or not target.startswith("/") or target.startswith("//"):
        return otherwise
    if "\\" in target or any(ord(letter) < 0x20 or ord(letter) == 0x7F for letter in target):
        return otherwise
    return target
