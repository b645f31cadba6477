"""Which state may follow which (product.md, "Words and states")."""

from __future__ import annotations

from feedback.suggestions.words import Channel, State

FOLLOWERS: dict[State, frozenset[State]] = {
    State.RECEIVED: frozenset({State.ACCEPTED, State.DECLINED, State.CLARIFY, State.MERGED}),
    State.CLARIFY: frozenset({State.RECEIVED, State.ACCEPTED, State.DECLINED, State.MERGED}),
    State.ACCEPTED: frozenset({State.HANDED_OVER, State.DECLINED, State.MERGED, State.RECEIVED}),
    State.HANDED_OVER: frozenset({State.PLANNED, State.DONE, State.DECLINED}),
    State.PLANNED: frozenset({State.DONE, State.DECLINED}),
    State.DONE: frozenset(),
    State.DECLINED: frozenset({State.RECEIVED}),
    State.MERGED: frozenset({State.RECEIVED, State.ACCEPTED}),
    State.ERASED: frozenset(),
}


def may_follow(state: State, following: State) -> bool:
    """Say whether a suggestion may move from one state to another."""
    return following in FOLLOWERS[state]


def is_open_to_correction(state: State) -> bool:
    """Say whether the library that wrote a suggestion may still correct it: nobody has read it."""
    return state in {State.RECEIVED, State.CLARIFY}


def may_library_correct(state: State, channel: Channel) -> bool:
    """Say whether a library may still correct an entry: its own writing, not a resident's own words."""
    return channel is Channel.DESK and is_open_to_correction(state)
