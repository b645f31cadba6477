"""A load of form posts over kept connections, from a process of its own.

Prints one JSON object: rate (accepted a second), p50_ms, p95_ms, p99_ms, accepted, refused.
"""

from __future__ import annotations

import json
import socket
import sys
import threading
import time
from dataclasses import dataclass, field
from io import BufferedReader
from urllib.parse import quote, urlencode
from uuid import uuid4

TEXT = "Pieteikums numur {} par dzīvesvietas deklarēšanu: pēc ieejas ar eParaksts lapa izmet ārā un viss jāaizpilda no sākuma."


@dataclass
class Load:
    """What to send: a form to ``path`` with the hidden ``fields`` of its page."""

    port: int
    path: str
    cookie: str
    fields: dict[str, str]
    clients: int
    seconds: float
    times: list[float] = field(default_factory=list)
    refused: int = 0

    def run(self) -> dict[str, float]:
        """Send until the time is up, return the figures."""
        until = time.perf_counter() + self.seconds
        threads = [
            threading.Thread(target=self._client, args=(until,)) for _ in range(self.clients)
        ]
        began = time.perf_counter()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        took = time.perf_counter() - began
        ordered = sorted(self.times)

        def percentile(share: float) -> float:
            return round(1000 * ordered[min(len(ordered) - 1, int(share * len(ordered)))], 2)

        return {
            "rate": round(len(ordered) / took, 1),
            "p50_ms": percentile(0.50),
            "p95_ms": percentile(0.95),
            "p99_ms": percentile(0.99),
            "accepted": len(ordered),
            "refused": self.refused,
        }

    def _client(self, until: float) -> None:
        with socket.create_connection(("127.0.0.1", self.port)) as connection:
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            reader = connection.makefile("rb")
            number = 0
            while time.perf_counter() < until:
                number += 1
                identity = str(uuid4())
                body = urlencode(
                    {**self.fields, "id": identity, "text": TEXT.format(number)}, quote_via=quote
                ).encode()
                head = (
                    f"POST {self.path} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n"
                    f"Cookie: {self.cookie}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                    f"Content-Length: {len(body)}\r\n\r\n"
                ).encode()
                began = time.perf_counter()
                connection.sendall(head + body)
                status = _answer(reader)
                if status in {200, 201, 302, 303}:
                    self.times.append(time.perf_counter() - began)
                else:
                    self.refused += 1


def _answer(reader: BufferedReader) -> int:
    status = int(reader.readline().split()[1])
    length = 0
    while (line := reader.readline().strip()) != b"":
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            length = int(value)
    reader.read(length)
    return status


if __name__ == "__main__":
    print(json.dumps(Load(**json.loads(sys.argv[1])).run()))
