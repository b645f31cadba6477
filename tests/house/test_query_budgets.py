"""Twice the rows, the same number of queries: no page asks once for each of its rows."""

from __future__ import annotations

import pytest
from flask import Flask

from feedback.kernel.db import Database
from tests.support.queries import count_queries
from tests.support.scene import Scene, make_scene, pages

MOST = 12
# One suggestion with all that a decision needs: neighbours, likely doubles, history, names.
MORE = {"review.item": 20}


def _queries(app: Flask, database: Database, scene: Scene) -> dict[str, int]:
    """Return how many queries each page takes, with warm caches."""
    found = {}
    for endpoint, address, who in pages(app, scene):
        browser = scene.visitor(app, who)
        browser.get(address)
        with count_queries(database) as statements:
            browser.get(address)
        found[endpoint] = len(statements)
    return found


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)  # the same statements on both
def test_no_page_asks_more_when_there_are_more_rows(app: Flask, database: Database) -> None:
    scene = make_scene(database)
    before = _queries(app, database, scene)
    for _time in range(3):
        make_scene(database)
    assert _queries(app, database, scene) == before
    assert {
        endpoint: number for endpoint, number in before.items() if number > MORE.get(endpoint, MOST)
    } == {}
