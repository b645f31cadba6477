"""Receipt codes."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest

from feedback.suggestions.rules.receipts import LETTERS, plain_code, receipt_code, receipt_hash

ONE = UUID("00000000-0000-4000-8000-000000000001")


def test_a_code_is_the_same_for_the_same_suggestion_and_site() -> None:
    assert receipt_code("a", ONE) == receipt_code("a", ONE)
    assert len({receipt_code("a", ONE), receipt_code("b", ONE), receipt_code("a", ONE, 1)}) == 3


def test_a_code_has_two_groups_of_letters_that_nobody_confuses() -> None:
    for _ in range(200):
        code = receipt_code("a", uuid4())
        assert code[4] == "-"
        assert set(code.replace("-", "")) <= set(LETTERS)
    assert not set("01OIL") & set(LETTERS)


@pytest.mark.parametrize("typed", ["7F4K-29MX", "7f4k29mx", " 7f4k 29mx ", "7F4K–29MX"])
def test_a_code_may_be_typed_as_people_do(typed: str) -> None:
    assert plain_code(typed) == "7F4K29MX"
    assert receipt_hash("a", typed) == receipt_hash("a", "7F4K-29MX")
