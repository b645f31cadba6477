"""Pages in a third of their bytes, for libraries on slow lines.

Compressing a page that holds a secret (its form token) beside words from the address can betray the
secret to somebody who makes the victim's browser send many requests and sees their sizes (BREACH).
Here other sites cannot: cookies are SameSite=Lax, and a page opened by its address alone shows
nobody's secret.
"""

from __future__ import annotations

import gzip

from flask import Flask, Response, request

# Below a kilobyte there is nothing to win; level 5 takes a third of the time of 9 for 2 % more.
SMALLEST = 1024
LEVEL = 5
KINDS = {"text/html", "application/json"}


def init_compression(app: Flask) -> None:
    """Compress whole pages and answers; streamed exports and files go out as they are."""
    app.after_request(compress)


def compress(response: Response) -> Response:
    """Return the answer compressed, where the client takes it and it is worth it."""
    if response.mimetype not in KINDS or response.is_streamed or response.direct_passthrough:
        return response
    response.vary.add("Accept-Encoding")
    if request.accept_encodings["gzip"] and len(body := response.get_data()) >= SMALLEST:
        # Without a time in its head, equal pages stay equal bytes.
        response.set_data(gzip.compress(body, LEVEL, mtime=0))
        response.content_encoding = "gzip"
    return response
