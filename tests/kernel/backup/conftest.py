"""A second store beside the one of the test, to restore into."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from feedback.kernel.backup import make_backup
from feedback.kernel.db import Database
from feedback.kernel.settings import Settings
from tests.factories.identity import make_person
from tests.factories.suggestions import SECRET, make_suggestion
from tests.support.stores import Stores


@pytest.fixture
def filled(database: Database) -> Database:
    """The store of the test with people and suggestions, two of them joined."""
    with database.write() as session:
        make_person(session)
        first = make_suggestion(session, "Vairāk vietas vārdam – un šķēršļiem")
        later = make_suggestion(session, "Lai varētu saglabāt")
        first.merged_into_id, later.conflict_of = later.id, first.id
    return database


@pytest.fixture
def twin(stores: Stores, database: Database) -> Iterator[Database]:
    """An empty store of the same kind."""
    with stores.empty(database.url.get_backend_name()) as url:
        twin = Database(url)
        yield twin
        twin.close()


@pytest.fixture
def elsewhere(tmp_path: Path) -> Settings:
    """The settings of the place to restore into."""
    return Settings(data_dir=tmp_path / "elsewhere")


@pytest.fixture
def backup(filled: Database, tmp_path: Path) -> Path:
    """A backup of ``filled``."""
    path = tmp_path / "backup.tar"
    make_backup(filled, path, key=SECRET)
    return path
