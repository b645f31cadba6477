"""Stores for tests: one template on each database, and a fresh copy of it for each test.

The template has every table and the catalogue, because nearly every row points to them. Making it
takes a second; a copy takes milliseconds.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cached_property
from itertools import count
from pathlib import Path
from typing import Self

import psycopg
from psycopg import sql

from feedback.catalogue.actions import import_catalogue
from feedback.kernel.db import Database
from feedback.kernel.schema import upgrade_schema

START_LIMIT_S = 20.0
# Durability is proved by the fault tests, on files; here only speed matters.
HASTE = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "shared_buffers": "32MB",
    "max_connections": "100",
    "listen_addresses": "",
}


class Stores:
    """The stores of one test process; the PostgreSQL server starts when the first test asks."""

    def __init__(self, folder: Path) -> None:
        """Keep the SQLite files in ``folder``."""
        self._folder = folder
        self._numbers = count(1)
        self._open = ExitStack()

    def __enter__(self) -> Self:
        """Start with nothing: each store is made when it is needed."""
        return self

    def __exit__(self, *_error: object) -> None:
        """Stop the server, also after a failed test."""
        self._open.close()

    @contextmanager
    def copy(self, kind: str) -> Iterator[str]:
        """Give the address of a store of ``kind`` with every table and the catalogue."""
        if kind == "sqlite":
            path = self._folder / f"copy{next(self._numbers)}" / "ieteikumi.sqlite"
            path.parent.mkdir()
            shutil.copyfile(self._sqlite_template, path)
            yield f"sqlite:///{path}"
        else:
            with self._server.made(self._postgresql_template) as url:
                yield url

    @contextmanager
    def empty(self, kind: str) -> Iterator[str]:
        """Give the address of a store of ``kind`` without any table."""
        if kind == "sqlite":
            yield f"sqlite:///{self._folder / f'empty{next(self._numbers)}' / 'ieteikumi.sqlite'}"
        else:
            with self._server.made("template0") as url:
                yield url

    @cached_property
    def _sqlite_template(self) -> Path:
        path = self._folder / "template.sqlite"
        _fill(f"sqlite:///{path}")
        return path

    @cached_property
    def _postgresql_template(self) -> str:
        name = "ready"
        self._open.enter_context(self._server.made("template0", name=name))
        _fill(self._server.url(name))
        return name

    @cached_property
    def _server(self) -> PostgresqlServer:
        return self._open.enter_context(PostgresqlServer())


class PostgresqlServer:
    """A private PostgreSQL in a temporary folder, reached through a socket in that folder."""

    def __init__(self) -> None:
        """Find Debian's server; raises FileNotFoundError when there is none."""
        programs = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda p: int(p.parts[-2]))
        if not programs:
            message = "no PostgreSQL server: run `make test`, or apt-get install postgresql"
            raise FileNotFoundError(message)
        self._programs = programs[-1]
        self._numbers = count(1)

    def __enter__(self) -> Self:
        """Make the data folder and start the server."""
        self._folder = Path(tempfile.mkdtemp(prefix="ieteikumi-postgresql-"))
        # PostgreSQL refuses to run as root, where CI and containers are.
        self._owner = "postgres" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name
        shutil.chown(self._folder, self._owner)
        data = self._folder / "data"
        subprocess.run(  # noqa: S603 - our own program and folder
            [*self._as_owner(), self._programs / "initdb", "--pgdata", data, "--no-sync",
             "--auth=trust", "--username=postgres", "--encoding=UTF8", "--locale=C.UTF-8"],
            check=True, stdout=subprocess.DEVNULL, cwd=self._folder,
        )  # fmt: skip
        options = [f"--{name}={value}" for name, value in HASTE.items()]
        with (self._folder / "log").open("wb") as log:
            self._process = subprocess.Popen(  # noqa: S603
                [*self._as_owner(), self._programs / "postgres", "-D", data,
                 f"--unix_socket_directories={self._folder}", *options],
                stdout=log, stderr=log, cwd=self._folder,
            )  # fmt: skip
        self._admin = self._first_connection()
        return self

    def __exit__(self, *_error: object) -> None:
        """Stop at once and leave nothing behind."""
        self._admin.close()
        self._process.terminate()
        self._process.wait()
        shutil.rmtree(self._folder)

    def url(self, name: str) -> str:
        """Return the address of database ``name``."""
        return f"postgresql://postgres@/{name}?host={self._folder}"

    @contextmanager
    def made(self, template: str, *, name: str = "") -> Iterator[str]:
        """Make a database from ``template``, give its address, drop it afterwards."""
        name = name or f"test{next(self._numbers)}"
        names = {"name": sql.Identifier(name), "template": sql.Identifier(template)}
        self._admin.execute(sql.SQL("CREATE DATABASE {name} TEMPLATE {template}").format(**names))
        try:
            yield self.url(name)
        finally:
            drop = "DROP DATABASE {name} WITH (FORCE)"
            self._admin.execute(sql.SQL(drop).format(**names))

    def _as_owner(self) -> list[str]:
        # The server gets a stop signal when this process dies, even by kill -9.
        step_down = [f"--reuid={self._owner}", f"--regid={self._owner}", "--init-groups"]
        return ["setpriv", *(step_down if os.geteuid() == 0 else []), "--pdeathsig=INT", "--"]

    def _first_connection(self) -> psycopg.Connection:
        limit = time.monotonic() + START_LIMIT_S
        while True:
            try:
                return psycopg.connect(self.url("postgres"), autocommit=True)
            except psycopg.OperationalError:
                if time.monotonic() > limit or self._process.poll() is not None:
                    print((self._folder / "log").read_text())  # noqa: T201 - pytest shows it
                    raise
                time.sleep(0.02)


def _fill(url: str) -> None:
    database = Database(url)
    upgrade_schema(database)
    with database.write() as session:
        import_catalogue(session)
    database.close()
