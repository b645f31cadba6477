"""The application behind its real server, on a free port of this machine."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

from flask import Flask
from waitress import create_server
from waitress.wasyncore import close_all

THREADS = 4


@contextmanager
def served(app: Flask) -> Iterator[str]:
    """Serve ``app`` with waitress from a thread and give its address; stop it afterwards."""
    server = create_server(app, host="127.0.0.1", port=0, threads=THREADS, ident=None)
    thread = Thread(target=server.run, name="waitress")
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.effective_port}"
    finally:
        # The loop ends when nothing is left to listen to; only its own thread may close it.
        sockets = server._map  # noqa: SLF001 - waitress has no public way to stop from outside
        server.trigger.pull_trigger(lambda: close_all(sockets))
        thread.join()
        server.task_dispatcher.shutdown()
