"""The table of export runs."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from feedback.exports.words import Format, RunState
from feedback.kernel.db import Base, UtcDateTime, enum_by_value


class ExportRun(Base):
    """One export, whatever became of it: who took what, when, and the fingerprint of the file.

    Its ``id`` is the number that people see. ``filter`` and ``reach`` say what was selected; ``rows``, ``bytes`` and ``sha256`` (of the whole
    file) are known when it ended; they are None for a file that was not handed over whole.
    """

    __tablename__ = "export_run"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    format: Mapped[Format] = mapped_column(enum_by_value(Format))
    filter: Mapped[dict[str, str]] = mapped_column(JSON)
    reach: Mapped[dict[str, Any]] = mapped_column(JSON)
    schema_version: Mapped[int]
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)
    finished_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    state: Mapped[RunState] = mapped_column(enum_by_value(RunState))
    rows: Mapped[int | None]
    bytes: Mapped[int | None] = mapped_column(BigInteger)
    sha256: Mapped[str | None]
