"""What may be merged, and what may be undone."""

from __future__ import annotations

import pytest

from feedback.review.rules import may_undo, why_not_merge
from feedback.suggestions.words import State


@pytest.mark.parametrize(
    ("state", "target", "target_state", "rule"),
    [
        (State.RECEIVED, 2, State.ACCEPTED, None),
        (State.ACCEPTED, 2, State.HANDED_OVER, None),
        (State.RECEIVED, 1, State.RECEIVED, "merge-itself"),
        (State.HANDED_OVER, 2, State.ACCEPTED, "merge-too-late"),
        (State.MERGED, 2, State.ACCEPTED, "merge-too-late"),
        (State.RECEIVED, 2, State.MERGED, "merge-target"),
        (State.RECEIVED, 2, State.ERASED, "merge-target"),
    ],
)
def test_why_not_merge(state: State, target: int, target_state: State, rule: str | None) -> None:
    assert why_not_merge(number=1, state=state, target=target, target_state=target_state) == rule


def test_a_decision_is_undone_only_while_nothing_followed() -> None:
    assert may_undo(state=State.ACCEPTED, state_after=State.ACCEPTED)
    assert may_undo(state=State.MERGED, state_after=State.MERGED)
    assert not may_undo(state=State.HANDED_OVER, state_after=State.ACCEPTED)
    assert not may_undo(state=State.HANDED_OVER, state_after=State.HANDED_OVER)
