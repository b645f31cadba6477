"""Codes and where they lead."""

from __future__ import annotations

import pytest

from feedback.catalogue.rules import is_code, next_library_code, rolled_up


@pytest.mark.parametrize(
    ("code", "verdict"),
    [("VSAA-04", True), ("VSAA-4", False), ("vsaa-04", False), ("VSAA04", False), ("A-01", False)],
)
def test_is_code(code: str, verdict: bool) -> None:
    assert is_code(code) is verdict


@pytest.mark.parametrize(
    ("newest", "following"),
    [(None, "LIB-0001"), ("LIB-0120", "LIB-0121"), ("LIB-9999", "LIB-10000")],
)
def test_the_next_library_gets_the_next_code(newest: str | None, following: str) -> None:
    assert next_library_code(newest) == following


def test_a_code_rolls_up_through_every_merge() -> None:
    assert rolled_up("a", {"a": "b", "b": "c", "c": None}) == "c"
    assert rolled_up("x", {"a": "b"}) == "x"


def test_a_circle_of_merges_ends() -> None:
    assert rolled_up("a", {"a": "b", "b": "a"}) == "b"
