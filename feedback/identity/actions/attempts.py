"""Counting how often a password is tried for one account name."""

from __future__ import annotations

from sqlalchemy import delete, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from feedback.identity.models import Attempt
from feedback.identity.rules.limits import TRIES, TRIES_WINDOW
from feedback.kernel.clock import now


def count_attempt(session: Session, key_hash: str) -> int:
    """Count one try before the password is looked at; return the seconds to wait, 0 for none.

    The window begins with the first try and is not made longer by refused ones: who must wait
    knows until when. A window that ends too far ahead is of a clock that was set back since.
    """
    moment = now()
    ends_at = Attempt.window_ends_at
    is_past = or_(ends_at <= moment, ends_at > moment + TRIES_WINDOW)
    session.execute(delete(Attempt).where(is_past))
    dialect = sqlite if session.get_bind().dialect.name == "sqlite" else postgresql
    first = dialect.insert(Attempt).values(
        key_hash=key_hash, count=0, window_ends_at=moment + TRIES_WINDOW
    )
    session.execute(first.on_conflict_do_nothing())
    counted = update(Attempt).where(Attempt.key_hash == key_hash, Attempt.count < TRIES)
    if session.execute(counted.values(count=Attempt.count + 1).returning(Attempt.count)).first():
        return 0
    end = session.scalars(select(ends_at).where(Attempt.key_hash == key_hash)).one()
    return max(1, round((end - moment).total_seconds()))


def forget_attempts(session: Session, key_hash: str) -> None:
    """Begin anew after the right password."""
    session.execute(delete(Attempt).where(Attempt.key_hash == key_hash))
