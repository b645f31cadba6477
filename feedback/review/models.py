"""Tables of reviewing."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, Text
from sqlalchemy.orm import Mapped, mapped_column

from feedback.kernel.db import Base, UtcDateTime, enum_by_value
from feedback.review.words import DecisionKind
from feedback.suggestions.words import State


class Decision(Base):
    """One decision on one suggestion; undoing it is noted here, nothing is deleted.

    ``data`` holds what an undo needs: for a merge {"into": id, "followers": [ids]}, for tags
    {"service": code or null, "topics": [codes]} as they were before.
    """

    __tablename__ = "decision"
    __table_args__ = (Index(None, "suggestion_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    suggestion_id: Mapped[int] = mapped_column(ForeignKey("suggestion.id"))
    kind: Mapped[DecisionKind] = mapped_column(enum_by_value(DecisionKind))
    state_before: Mapped[State] = mapped_column(enum_by_value(State))
    state_after: Mapped[State] = mapped_column(enum_by_value(State))
    reason: Mapped[str] = mapped_column(Text)
    data: Mapped[dict[str, Any]] = mapped_column(JSON)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    undone_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    undone_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
