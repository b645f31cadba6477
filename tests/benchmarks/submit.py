"""Accepting one suggestion durably, against a bare form with one committed INSERT."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from feedback.identity.words import Role
from tests.benchmarks.servers import (
    bare_server,
    form_of,
    loaded,
    made_store,
    our_server,
    signed_in,
)

SECONDS = 6.0


def measured() -> list[dict[str, Any]]:
    """Return a line for each load: the figures, and the ratio to the baseline with one client."""
    lines: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with bare_server(folder) as port:
            cookie, fields = form_of(port, "/")
            load = {"port": port, "path": "/", "cookie": cookie, "fields": fields}
            loaded({**load, "clients": 1, "seconds": 1.0})
            bare = loaded({**load, "clients": 1, "seconds": SECONDS})
        lines.append({"what": "bare form + CSRF + one commit, 1 client", **bare})
        cookie = signed_in(made_store(folder / "ours"), Role.LIBRARIAN)
        for processes in (1, 2):
            with our_server(folder / "ours", processes=processes) as (port, _):
                cookies, fields = form_of(port, "/desk/", cookie)
                load = {"port": port, "path": "/desk/", "cookie": cookies, "fields": fields}
                load["fields"] = {**fields, "author": "resident"}
                loaded({**load, "clients": 1, "seconds": 1.0})
                for clients in (1, 8, 32):
                    figures = loaded({**load, "clients": clients, "seconds": SECONDS})
                    line = {"what": f"submit, {clients} clients, {processes} processes", **figures}
                    if clients == 1:
                        line["ratio"] = round(figures["rate"] / bare["rate"], 2)
                    lines.append(line)
    return lines
