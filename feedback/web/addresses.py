"""Numbers in addresses, and addresses that leave the page: in letters, on paper, to copy."""

from __future__ import annotations

from flask import Flask, current_app, url_for
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
