"""Tables of suggestions. Codes of place and e-service are those of the day, and stay so."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from feedback.kernel.db import Base, UtcDateTime, enum_by_value
from feedback.kernel.text import Language
from feedback.suggestions.rules.references import reference_of
from feedback.suggestions.words import AuthorKind, Channel, Origin, State
from feedback.tagging.words import Kind


class Suggestion(Base):
    """What one resident or librarian said.

    ``norm`` holds the stemmed and folded words for search; ``topics`` repeats the codes of the tags
    (sorted, ";" between) so that lists and exports need no second query. ``voices`` counts the
    residents who say so, the first one included; ``libraries`` where they said it. ``row_version``
    grows with each change: who decides on an old reading is told.
    """

    __tablename__ = "suggestion"

    id: Mapped[int] = mapped_column(primary_key=True)
    uuid: Mapped[str] = mapped_column(unique=True)
    fingerprint: Mapped[str]
    receipt_hash: Mapped[str] = mapped_column(unique=True)
    text: Mapped[str] = mapped_column(Text)
    norm: Mapped[str] = mapped_column(Text)
    language: Mapped[Language] = mapped_column(enum_by_value(Language))
    kind: Mapped[Kind] = mapped_column(enum_by_value(Kind))
    author: Mapped[AuthorKind] = mapped_column(enum_by_value(AuthorKind))
    channel: Mapped[Channel] = mapped_column(enum_by_value(Channel))
    library_code: Mapped[str] = mapped_column(ForeignKey("library.code"))
    municipality_code: Mapped[str] = mapped_column(ForeignKey("municipality.code"))
    region_code: Mapped[str] = mapped_column(ForeignKey("region.code"))
    service_code: Mapped[str | None] = mapped_column(ForeignKey("service.code"))
    service_origin: Mapped[Origin] = mapped_column(enum_by_value(Origin))
    is_service_confirmed: Mapped[bool]
    institution_code: Mapped[str | None] = mapped_column(ForeignKey("institution.code"))
    topics: Mapped[str]
    needed: Mapped[int | None]
    convenient: Mapped[int | None]
    understandable: Mapped[int | None]
    voices: Mapped[int]
    libraries: Mapped[int]
    state: Mapped[State] = mapped_column(enum_by_value(State))
    reason: Mapped[str] = mapped_column(Text)
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("suggestion.id"), index=True)
    said_on: Mapped[date]
    received_at: Mapped[datetime] = mapped_column(UtcDateTime)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    device_id: Mapped[int | None] = mapped_column(ForeignKey("device.id"))
    seminar_id: Mapped[int | None] = mapped_column(ForeignKey("seminar.id"))
    conflict_of: Mapped[int | None] = mapped_column(ForeignKey("suggestion.id"))
    is_demonstration: Mapped[bool]
    row_version: Mapped[int]

    # What lists of one place, person or state need, newest first. Any other filter is answered by the
    # inverted index of words and facets (docs/adr/0007-one-index-for-filters.md).
    __table_args__ = (
        Index(None, "state", "id"),
        Index(None, "municipality_code", "id"),
        Index(None, "library_code", "id"),
        Index(None, "person_id", "id"),
    )

    @property
    def reference(self) -> str:
        """The reference that people use."""
        return reference_of(self.received_at.year, self.id)


class Tag(Base):
    """A topic on a suggestion: who put it, and whether a person confirmed it."""

    __tablename__ = "tag"

    suggestion_id: Mapped[int] = mapped_column(ForeignKey("suggestion.id"), primary_key=True)
    topic_code: Mapped[str] = mapped_column(ForeignKey("topic.code"), primary_key=True)
    origin: Mapped[Origin] = mapped_column(enum_by_value(Origin))
    is_confirmed: Mapped[bool]


class Voice(Base):
    """One more resident who says the same; ``uuid`` makes a repeated send count once."""

    __tablename__ = "voice"

    id: Mapped[int] = mapped_column(primary_key=True)
    uuid: Mapped[str] = mapped_column(unique=True)
    suggestion_id: Mapped[int] = mapped_column(ForeignKey("suggestion.id"), index=True)
    library_code: Mapped[str] = mapped_column(ForeignKey("library.code"))
    municipality_code: Mapped[str] = mapped_column(ForeignKey("municipality.code"))
    region_code: Mapped[str] = mapped_column(ForeignKey("region.code"))
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Seminar(Base):
    """A training session at which suggestions were gathered."""

    __tablename__ = "seminar"
    __table_args__ = (UniqueConstraint("code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str]
    held_on: Mapped[date]
    place: Mapped[str]
    municipality_code: Mapped[str] = mapped_column(ForeignKey("municipality.code"))
    participants: Mapped[int]
    note: Mapped[str] = mapped_column(Text)
    is_demonstration: Mapped[bool]


class Revision(Base):
    """What a text was before somebody corrected it; erased together with the suggestion."""

    __tablename__ = "revision"

    id: Mapped[int] = mapped_column(primary_key=True)
    suggestion_id: Mapped[int] = mapped_column(ForeignKey("suggestion.id"), index=True)
    text: Mapped[str] = mapped_column(Text)
    replaced_at: Mapped[datetime] = mapped_column(UtcDateTime)
