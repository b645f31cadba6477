"""What may go wrong by rule. Errors carry codes; the labels of a room turn them into sentences."""

from __future__ import annotations

import logging

log = logging.getLogger("feedback.store")


class RuleBroken(Exception):  # noqa: N818 - it reads as the sentence that it is: "a rule was broken"
    """A domain rule refused the action.

    ``rule`` is the code of the rule, ``field`` the form field it concerns (empty: the whole form).
    """

    def __init__(self, rule: str, *, field: str = "") -> None:
        super().__init__(rule)
        self.rule = rule
        self.field = field


class NotFound(Exception):  # noqa: N818
    """What was asked for does not exist, or not for this viewer: the two look the same."""


class NotAllowed(Exception):  # noqa: N818
    """The viewer is known, but the deed is not theirs."""


class Busy(Exception):  # noqa: N818
    """The store cannot take the write now; the same request may be sent again."""


def note_busy(error: Exception) -> Busy:
    """Log why the store failed and return what the sender is told.

    A locked, full, read-only or vanished store is the same to the sender: keep the text and try
    again. Which of them it is, only the operator can do something about.
    """
    log.warning("the store does not take or give anything now", exc_info=error)
    busy = Busy()
    busy.__cause__ = error
    return busy
