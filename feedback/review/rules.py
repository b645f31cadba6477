"""Pure decisions of reviewing."""

from __future__ import annotations

from feedback.suggestions.words import State

# What the portal's developers have taken is not merged or taken back from under them.
OPEN = frozenset({State.RECEIVED, State.CLARIFY, State.ACCEPTED, State.DECLINED})
TARGETS = frozenset(set(State) - {State.MERGED, State.DECLINED, State.ERASED})


def why_not_merge(*, number: int, state: State, target: int, target_state: State) -> str | None:
    """Return the rule that forbids merging suggestion ``number`` into ``target``, or None.

    A merged one cannot be a target, so there is never a chain or a circle.
    """
    if number == target:
        return "merge-itself"
    if state not in OPEN:
        return "merge-too-late"
    if target_state not in TARGETS:
        return "merge-target"
    return None


def may_undo(*, state: State, state_after: State) -> bool:
    """Say whether a decision can be undone: nothing has happened since."""
    return state is state_after and state in OPEN | {State.MERGED}
