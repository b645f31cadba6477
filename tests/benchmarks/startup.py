"""From the start of the process to the first answer, and what it holds in memory when idle."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from typing import Any

from tests.benchmarks.servers import made_store, memory_mib, our_server

ROUNDS = 3


def measured() -> list[dict[str, Any]]:
    """Return one line: the median seconds and the idle memory in MiB (shared pages counted once)."""
    seconds, memory = [], []
    with tempfile.TemporaryDirectory() as name:
        folder = made_store(Path(name))
        for _ in range(ROUNDS):
            began = time.perf_counter()
            with our_server(folder) as (_, process):
                seconds.append(time.perf_counter() - began)
                memory.append(memory_mib(process))
    middle = ROUNDS // 2
    return [
        {
            "what": "process start to first answer, idle memory",
            "seconds": round(sorted(seconds)[middle], 2),
            "memory_mib": sorted(memory)[middle],
        }
    ]
