"""Numbers in addresses, and addresses that leave the page: in letters, on paper, to copy."""

from __future__ import annotations

from flask import Flask, current_app, request, url_for
from werkzeug.routing import IntegerConverter, Map

from feedback.kernel.settings import Settings

LARGEST_ROW = 2**31 - 1


class RowConverter(IntegerConverter):
    """The number of a row, as ``<row:name>``: one too large for the column is no address at all."""

    def __init__(self, url_map: Map) -> None:
        super().__init__(url_map, min=1, max=LARGEST_ROW)


def init_addresses(app: Flask) -> None:
    """Let routes of ``app`` take row numbers."""
    app.url_map.converters["row"] = RowConverter


def absolute_url(endpoint: str, *, token: str) -> str:
    """Return the whole address that a one-time link leads to, from the settings.

    The Host header of the request plays no part: whoever asks for a link may have forged it.
    """
    settings: Settings = current_app.extensions["settings"]
    return settings.public_url + url_for(endpoint, token=token)


def address_here(path: str) -> str:
    """Return the whole address of ``path`` for the person in front of this page to open elsewhere.

    Without ``IETEIKUMI_BASE_URL`` it begins as this browser's own address does. That is for this
    page only, never to be kept or sent: a forged Host header then fools nobody but its forger.
    """
    settings: Settings = current_app.extensions["settings"]
    return (settings.base_url or request.host_url).rstrip("/") + path
