"""The package's own catalogue as an index, without a database."""

from __future__ import annotations

import csv
from importlib.resources import files

import pytest

from feedback.tagging.rules.index import Index, build_index
from feedback.tagging.words import ServiceEntry, TopicEntry


def _rows(name: str) -> list[dict[str, str]]:
    path = files("feedback") / "data" / "catalogue" / f"{name}.csv"
    return list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))


@pytest.fixture(scope="session")
def index() -> Index:
    institutions = {row["code"]: row for row in _rows("institutions")}
    services = []
    for row in _rows("services"):
        institution = institutions[row["institution_code"]]
        aliases = institution["aliases_lv"].split(";")
        services.append(
            ServiceEntry(
                code=row["code"],
                names=(row["name_lv"], row["name_en"], row["name_ru"]),
                keywords=tuple(row["keywords_lv"].split(";")),
                institution_names=(
                    institution["code"],
                    institution["name_lv"],
                    institution["name_en"],
                    *aliases,
                ),
            )
        )
    topics = [
        TopicEntry(code=row["code"], keywords=tuple(row["keywords"].split(";")))
        for row in _rows("topics")
    ]
    return build_index(services, topics)
