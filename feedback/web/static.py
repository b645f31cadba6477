"""Files of the pages: versioned addresses that a browser may keep for ever."""

from __future__ import annotations

import hashlib
from pathlib import Path

from flask import Flask
from whitenoise import WhiteNoise

STATIC = Path(__file__).parents[1] / "static"


def init_static(app: Flask) -> None:
    """Serve ``feedback/static`` and give templates ``static_url``."""
    versions = {
        path.relative_to(STATIC).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()[:10]
        for path in STATIC.rglob("*")
        if path.is_file()
    }

    def static_url(name: str) -> str:
        """Return the address of a static file; its version changes with its content."""
        return f"/static/{name}?v={versions[name]}"

    app.jinja_env.globals["static_url"] = static_url
    app.wsgi_app = WhiteNoise(  # type: ignore[method-assign]
        app.wsgi_app, root=str(STATIC), prefix="static/", max_age=31536000
    )
