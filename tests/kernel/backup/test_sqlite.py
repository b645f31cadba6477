"""What happens to a store when copying into it breaks off."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from feedback.kernel.db import Database
from tests.factories.suggestions import make_suggestion
from tests.support.contents import contents
from tests.support.house import HOUSE

# The copy goes page by page here, so that the process can be killed in the middle of it.
KILLED_HALFWAY = """
import os, signal, sys
from contextlib import closing
from feedback.kernel.db import Database

def die(_status, remaining, total):
    if remaining < total / 2:
        os.kill(os.getpid(), signal.SIGKILL)

source, target = (Database("sqlite:///" + path) for path in sys.argv[1:])
with (
    closing(source.read_engine.raw_connection()) as reading,
    closing(target.write_engine.raw_connection()) as writing,
):
    reading.driver_connection.backup(writing.driver_connection, pages=3, progress=die)
"""


@pytest.mark.parametrize(
    "database_url", ["sqlite"], indirect=True
)  # PostgreSQL loads in a transaction
def test_a_store_whose_restore_is_killed_is_as_it_was(database: Database, tmp_path: Path) -> None:
    other = tmp_path / "other.sqlite"
    with database.write_engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")  # a copy is made outside a transaction
        connection.exec_driver_sql(f"VACUUM INTO '{other}'")
    with database.write() as session:
        make_suggestion(session)
    before = contents(database)
    database.close()
    ran = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", KILLED_HALFWAY, str(other), str(database.url.database)],
        cwd=HOUSE,
        check=False,
    )
    assert ran.returncode == -signal.SIGKILL
    assert contents(database) == before
    with database.reader() as session:
        assert session.scalar(text("PRAGMA integrity_check")) == "ok"
