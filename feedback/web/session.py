"""One reading session a request; a writing route gets a writing one and commits once."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar, cast

from flask import Flask, current_app, g
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session

from feedback.kernel.db import Database
from feedback.kernel.errors import note_busy
from feedback.kernel.writer import Writer

P = ParamSpec("P")
T = TypeVar("T")


def database() -> Database:
    """Return the store of this application."""
    return cast("Database", current_app.extensions["database"])


def intake_writer() -> Writer:
    """Return the writer that acknowledges suggestions (group commit)."""
    return cast("Writer", current_app.extensions["writer"])


def current_session() -> Session:
    """Return the session of this request: a writing one inside a ``@writes`` view, else a reader."""
    if "writer" in g:
        return cast("Session", g.writer)
    if "reader" not in g:
        g.reader = database().reader()
    return cast("Session", g.reader)


def read_afresh() -> None:
    """Let this request read what was committed since it began to read (a reader sees one moment)."""
    if (reader := g.pop("reader", None)) is not None:
        reader.close()


def writes(view: Callable[P, T]) -> Callable[P, T]:
    """Commit once after a view that returned, roll back after one that raised.

    A store that is locked, full or read-only becomes Busy (503): the sender may try again.
    """

    @wraps(view)
    def committed(*args: P.args, **kwargs: P.kwargs) -> T:
        g.writer = session = database().writer()
        try:
            response = view(*args, **kwargs)
            session.commit()
        except (OperationalError, PoolTimeout) as error:
            session.rollback()
            raise note_busy(error) from error
        except BaseException:
            session.rollback()
            raise
        finally:
            session.close()
            del g.writer
        return response

    return committed


def init_sessions(app: Flask, store: Database) -> None:
    """Give ``app`` its store and close the reading session after each request."""
    app.extensions["database"] = store
    app.extensions["writer"] = Writer(store)

    @app.teardown_appcontext
    def close(_error: BaseException | None) -> None:
        if (reader := g.pop("reader", None)) is not None:
            reader.close()
