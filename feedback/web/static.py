"""Files of the pages: versioned addresses that a browser may keep for ever."""

from __future__ import annotations

import hashlib
from pathlib import Path
from wsgiref.headers import Headers

from flask import Flask
from whitenoise import WhiteNoise

from feedback.web.security import HEADERS

STATIC = Path(__file__).parents[1] / "static"
YEAR_S = 31_536_000


def init_static(app: Flask) -> None:
    """Serve ``feedback/static`` and give templates ``static_url``.

    One version for all files stands as a folder in their address, so a script module that
    imports "./keys.js" gets the file of its own version without being rewritten.
    """
    digest = hashlib.sha256()
    names = set()
    for path in sorted(path for path in STATIC.rglob("*") if path.is_file()):
        name = path.relative_to(STATIC).as_posix()
        names.add(name)
        digest.update(name.encode() + path.read_bytes())
    prefix = f"static/{digest.hexdigest()[:10]}/"

    def static_url(name: str) -> str:
        """Return the address of a static file; it changes when any file changes."""
        if name not in names:
            raise KeyError(name)
        return f"/{prefix}{name}"

    app.jinja_env.globals["static_url"] = static_url
    app.wsgi_app = WhiteNoise(  # type: ignore[method-assign]
        app.wsgi_app,
        root=str(STATIC),
        prefix=prefix,
        max_age=YEAR_S,
        allow_all_origins=False,
        add_headers_function=_add_headers,
    )


def _add_headers(headers: Headers, _path: str, _url: str) -> None:
    # Files are answered before Flask sees the request, so its headers are put on here.
    for name, value in HEADERS.items():
        headers[name] = value
