"""Who did what and when: an event beside every change, in the same transaction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, cast

from sqlalchemy import JSON, Index, Table, insert, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from feedback.kernel.actor import Actor, ActorKind
from feedback.kernel.clock import now
from feedback.kernel.db import Base, UtcDateTime, enum_by_value


class Event(Base):
    """One change: never updated, never deleted. ``data`` holds codes and ids, no free text."""

    __tablename__ = "event"
    __table_args__ = (Index(None, "subject_kind", "subject_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    verb: Mapped[str]
    subject_kind: Mapped[str]
    subject_id: Mapped[int]
    actor_kind: Mapped[ActorKind] = mapped_column(enum_by_value(ActorKind))
    actor_id: Mapped[int | None]
    data: Mapped[dict[str, Any]] = mapped_column(JSON)


INSERT = insert(cast("Table", Event.__table__))


def record_event(
    session: Session, *, verb: str, subject: tuple[str, int], actor: Actor, **data: object
) -> None:
    """Write one event: ``subject`` is (table, id), ``data`` what a reader needs to undo or explain."""
    session.connection().execute(
        INSERT,
        {
            "at": now(),
            "verb": verb,
            "subject_kind": subject[0],
            "subject_id": subject[1],
            "actor_kind": actor.kind,
            "actor_id": actor.id,
            "data": data,
        },
    )


def events_of(session: Session, *, subject: tuple[str, int]) -> Sequence[Event]:
    """Return every event of one subject, oldest first."""
    statement = (
        select(Event)
        .where(Event.subject_kind == subject[0], Event.subject_id == subject[1])
        .order_by(Event.id)
    )
    return session.scalars(statement).all()
