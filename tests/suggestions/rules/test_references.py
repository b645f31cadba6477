"""References."""

from __future__ import annotations

import pytest

from feedback.suggestions.rules.references import number_in, reference_of


def test_a_reference_is_read_back() -> None:
    assert reference_of(2026, 4417) == "IET-2026-04417"
    assert number_in("iet-2026-04417 ") == (2026, 4417)
    assert number_in(reference_of(2026, 1_234_567)) == (2026, 1_234_567)


@pytest.mark.parametrize("typed", ["", "04417", "IET-26-04417", "IET-2026-1", "IET-2026-04417-1"])
def test_what_is_no_reference_is_none(typed: str) -> None:
    assert number_in(typed) is None
