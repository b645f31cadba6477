"""Which state follows which."""

from __future__ import annotations

import pytest

from feedback.suggestions.rules.states import FOLLOWERS, is_open_to_correction, may_follow
from feedback.suggestions.words import State


def test_every_state_has_its_followers() -> None:
    assert set(FOLLOWERS) == set(State)


@pytest.mark.parametrize(
    ("state", "following", "verdict"),
    [
        (State.RECEIVED, State.ACCEPTED, True),
        (State.RECEIVED, State.DONE, False),
        (State.ACCEPTED, State.RECEIVED, True),
        (State.HANDED_OVER, State.RECEIVED, False),
        (State.ERASED, State.RECEIVED, False),
    ],
)
def test_may_follow(state: State, following: State, verdict: bool) -> None:
    assert may_follow(state, following) is verdict


def test_only_what_nobody_has_read_is_open_to_correction() -> None:
    assert {state for state in State if is_open_to_correction(state)} == {
        State.RECEIVED,
        State.CLARIFY,
    }
