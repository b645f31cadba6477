"""Counting how often something is done."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from feedback.kernel.throttle import Rate, Throttle

RATE = Rate("tests", burst=3, per_hour=60)


class Clock:
    """A clock that goes only when told."""

    now = 0.0

    def __call__(self) -> float:
        """Return the time that it was set to."""
        return self.now


def test_a_burst_passes_and_then_one_for_each_share_of_the_hour() -> None:
    clock = Clock()
    throttle = Throttle(clock)
    assert [throttle.spend(RATE) for _ in range(4)] == [True, True, True, False]
    clock.now += RATE.wait_s
    assert [throttle.spend(RATE), throttle.spend(RATE)] == [True, False]


def test_a_long_rest_never_saves_more_than_a_burst() -> None:
    clock = Clock()
    throttle = Throttle(clock)
    throttle.spend(RATE)
    clock.now += 1_000_000
    assert [throttle.spend(RATE) for _ in range(4)] == [True, True, True, False]


def test_keys_and_rates_do_not_touch_each_other() -> None:
    throttle = Throttle(Clock())
    for _ in range(3):
        throttle.spend(RATE, "one")
    assert throttle.is_spent(RATE, "one")
    assert not throttle.is_spent(RATE, "another")
    assert not throttle.is_spent(Rate("other", burst=1, per_hour=1), "one")


def test_asking_takes_nothing() -> None:
    throttle = Throttle(Clock())
    assert not any(throttle.is_spent(RATE) for _ in range(10))


def test_many_threads_get_no_more_than_the_burst() -> None:
    throttle = Throttle(Clock())
    with ThreadPoolExecutor(8) as threads:
        passed = sum(threads.map(lambda _: throttle.spend(RATE), range(200)))
    assert passed == RATE.burst


def test_a_fast_rate_still_asks_to_wait_a_second() -> None:
    assert Rate("fast", burst=1, per_hour=1_000_000).wait_s == 1
