"""How often something may be done: token buckets in the memory of a process.

In memory, because a refused request must cost next to nothing: in a table, a flood of requests
would be a flood of writes. Each process counts for itself and starts afresh, so the true limit is
at most the rate times the number of processes; every rate is chosen with room for that.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

HOUR_S = 3600.0


@dataclass(frozen=True, slots=True)
class Rate:
    """At most ``burst`` at once, and ``per_hour`` in the long run; ``name`` tells rates apart."""

    name: str
    burst: int
    per_hour: int

    @property
    def wait_s(self) -> int:
        """Seconds until an empty bucket holds one more."""
        return max(1, round(HOUR_S / self.per_hour))


class Throttle:
    """The buckets of a process; safe to use from many threads.

    Keys are things that we know (a device), never things that a visitor makes up: there is one
    small entry for each, and none is dropped.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Measure time with ``clock``, in seconds; it must never go back."""
        self._clock = clock
        self._lock = threading.Lock()
        self._buckets: dict[tuple[str, str], tuple[float, float]] = {}

    def spend(self, rate: Rate, key: str = "") -> bool:
        """Take one; False when there is none left."""
        with self._lock:
            left = self._left(rate, key)
            if left < 1:
                return False
            self._buckets[rate.name, key] = (left - 1, self._clock())
            return True

    def is_spent(self, rate: Rate, key: str = "") -> bool:
        """Say whether there is none left, without taking one."""
        with self._lock:
            return self._left(rate, key) < 1

    def _left(self, rate: Rate, key: str) -> float:
        at = self._clock()
        left, counted_at = self._buckets.get((rate.name, key), (float(rate.burst), at))
        return min(float(rate.burst), left + (at - counted_at) * rate.per_hour / HOUR_S)
