"""The embedded server: waitress, in one process or several behind one socket.

Waitress never runs a half-sent form and survives hundreds of slow clients (docs/adr/0004).
"""

from __future__ import annotations

import ctypes
import os
import signal
import socket
from types import FrameType

from flask import Flask
from waitress import create_server

from feedback.kernel.settings import Settings

BACKLOG = 1024
# What may wait in memory for a slow reader of a long export, in bytes; then its writer waits.
WATERMARK = 512 * 1024
# glibc's M_ARENA_MAX (malloc.h): so many heaps for all threads. By default each thread gets its own and
# keeps what a long export once needed, 6 MiB a thread.
ARENAS = (-8, 2)


def serve_app(app: Flask, settings: Settings) -> None:
    """Serve until a signal says stop; a process that dies is replaced."""
    listening = socket.create_server(
        (settings.host, settings.port), backlog=BACKLOG, reuse_port=False
    )
    if settings.processes == 1:
        _serve(app, settings, listening)
        return
    children = {_fork(app, settings, listening) for _ in range(settings.processes)}

    def stop(_signal: int, _frame: FrameType | None) -> None:
        for child in children:
            os.kill(child, signal.SIGTERM)
        raise SystemExit(0)

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    while True:
        ended, _status = os.wait()
        children.discard(ended)
        children.add(_fork(app, settings, listening))


def _fork(app: Flask, settings: Settings, listening: socket.socket) -> int:
    # The application has opened no connection and no thread yet, so a fork may share it.
    if child := os.fork():
        return child
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    _serve(app, settings, listening)
    os._exit(0)


def _serve(app: Flask, settings: Settings, listening: socket.socket) -> None:
    if hasattr(libc := ctypes.CDLL(None), "mallopt"):
        libc.mallopt(*ARENAS)
    create_server(
        app,
        sockets=[listening],
        threads=settings.threads,
        connection_limit=1000,
        channel_timeout=30,
        outbuf_high_watermark=WATERMARK,
        outbuf_overflow=2 * WATERMARK,
        **_behind_proxies(settings.proxies),
        clear_untrusted_proxy_headers=True,
        ident=None,
    ).run()


def _behind_proxies(count: int) -> dict[str, object]:
    if not count:
        return {}
    return {
        "trusted_proxy": "*",
        "trusted_proxy_count": count,
        "trusted_proxy_headers": {"x-forwarded-proto", "x-forwarded-host"},
    }
