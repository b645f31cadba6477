"""Taking a selection away over HTTP: rows a second, time to the first byte, memory above idle."""

from __future__ import annotations

import csv
import socket
import tempfile
import time
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import psutil
import pysqlite3

from feedback.identity.words import Role
from tests.benchmarks.servers import form_of, made_store, memory_mib, our_server, signed_in

ROWS = 100_000
ROUNDS = 3
END_OF_STREAM = b"0\r\n\r\n"


class _Sink:
    """A file that forgets."""

    def write(self, text: str) -> int:
        """Take the text and say that it was written."""
        return len(text)


def measured(rows: int = ROWS) -> list[dict[str, Any]]:
    """Return a line for each format, the best of three; the ratio is to ``csv.writer`` in this run.

    The baseline reads the bare table and writes it nowhere: no names, no guard, no HTTP.
    """
    lines: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory() as name:
        folder = made_store(Path(name), suggestions=rows)
        bare = max(_bare_rate(folder) for _ in range(ROUNDS))
        lines.append({"what": "csv.writer from a cursor, in memory", "rows_per_s": round(bare)})
        cookie = signed_in(folder, Role.REVIEWER)
        for form, rounds in (
            ("csv", ROUNDS),
            ("csv-excel", ROUNDS),
            ("jsonl", ROUNDS),
            ("xlsx", 1),
        ):
            with our_server(folder) as (port, process):
                cookies, fields = form_of(port, "/exports/", cookie, field="format")
                body = urlencode({**fields, "format": form}).encode()
                idle = memory_mib(process)
                took = [_taken(port, cookies, body, process) for _ in range(rounds)]
            best = min(one["seconds"] for one in took)
            lines.append(
                {
                    "what": f"{form} of {rows:,} over HTTP",
                    "rows_per_s": round(rows / best),
                    "ratio": round(rows / best / bare, 2),
                    "first_byte_ms": round(1000 * min(one["first_byte"] for one in took), 1),
                    "mib_above_idle": round(max(one["mib"] for one in took) - idle, 1),
                    "mb": round(took[0]["bytes"] / 1e6, 1),
                }
            )
    return lines


def _bare_rate(folder: Path) -> float:
    connection: Any = pysqlite3.connect(str(folder / "ieteikumi.sqlite"))
    began, count = time.perf_counter(), 0
    writer = csv.writer(_Sink())
    for row in connection.execute(
        "SELECT id, said_on, received_at, state, kind, text, topics, needed, convenient, understandable,"
        " voices, libraries, language, author, channel, reason, merged_into_id, is_demonstration,"
        " service_code, institution_code, region_code, municipality_code, library_code FROM suggestion"
    ):
        writer.writerow(row)
        count += 1
    connection.close()
    return count / (time.perf_counter() - began)


def _taken(port: int, cookies: str, body: bytes, process: psutil.Process) -> dict[str, float]:
    """Download once; raises ValueError when the answer broke off."""
    head = (
        f"POST /exports/ HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nCookie: {cookies}\r\n"
        "Content-Type: application/x-www-form-urlencoded\r\nConnection: close\r\n"
        f"Content-Length: {len(body)}\r\n\r\n"
    ).encode()
    buffer, size, tail, mib, first_byte = bytearray(262_144), 0, b"", 0.0, 0.0
    with socket.create_connection(("127.0.0.1", port)) as connection:
        began = looked = time.perf_counter()
        connection.sendall(head + body)
        while count := connection.recv_into(buffer):
            first_byte = first_byte or time.perf_counter() - began
            size += count
            tail = (tail + bytes(buffer[max(0, count - 5) : count]))[-5:]
            if time.perf_counter() - looked > 0.2:
                mib, looked = max(mib, memory_mib(process)), time.perf_counter()
        seconds = time.perf_counter() - began
    if tail != END_OF_STREAM:
        message = "the download broke off"
        raise ValueError(message)
    mib = max(mib, memory_mib(process))
    return {"seconds": seconds, "first_byte": first_byte, "mib": mib, "bytes": float(size)}
