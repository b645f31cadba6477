"""Tables of people, their sign-ins and the kiosks."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from feedback.identity.words import Role
from feedback.kernel.db import Base, UtcDateTime, enum_by_value

# Keys of kernel.text.sort_key compare letter by letter, whatever the database's language is.
CODE_POINT_ORDER = String().with_variant(String(collation="C"), "postgresql")


class Person(Base):
    """Somebody with an account."""

    __tablename__ = "person"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    # For lists: the Latvian dictionary order, and what a search looks into (both from the name).
    sort_name: Mapped[str] = mapped_column(CODE_POINT_ORDER, index=True)
    search_text: Mapped[str]
    email: Mapped[str] = mapped_column(unique=True)
    password_hash: Mapped[str]
    # None: never chosen; then each browser keeps what it had.
    language: Mapped[str | None]
    uses_single_keys: Mapped[bool] = mapped_column(default=True)
    is_demonstration: Mapped[bool] = mapped_column(default=False)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    disabled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    memberships: Mapped[list[Membership]] = relationship(
        back_populates="person", order_by="Membership.id"
    )


class Membership(Base):
    """One role of a person, bound to a library, a municipality, or (both empty) the agency."""

    __tablename__ = "membership"

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    role: Mapped[Role] = mapped_column(enum_by_value(Role))
    library_code: Mapped[str | None] = mapped_column(ForeignKey("library.code"), index=True)
    municipality_code: Mapped[str | None] = mapped_column(ForeignKey("municipality.code"))
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    person: Mapped[Person] = relationship(back_populates="memberships")


class SignIn(Base):
    """A server-side session: it ends when this row says so, whatever the cookie says."""

    __tablename__ = "sign_in"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    membership_id: Mapped[int] = mapped_column(ForeignKey("membership.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)
    seen_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Invitation(Base):
    """A one-time link that makes an account; the first one makes the first administrator."""

    __tablename__ = "invitation"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    email: Mapped[str]
    role: Mapped[Role] = mapped_column(enum_by_value(Role))
    library_code: Mapped[str | None] = mapped_column(ForeignKey("library.code"))
    municipality_code: Mapped[str | None] = mapped_column(ForeignKey("municipality.code"))
    invited_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class PasswordReset(Base):
    """A one-time link with which a person sets a new password; the newest alone works."""

    __tablename__ = "password_reset"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    # None: made by an operator at the machine.
    made_by: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Attempt(Base):
    """How often a password was tried for one account name within a window.

    Neither the name nor an address of the network is kept, only a keyed hash of the name.
    """

    __tablename__ = "attempt"

    key_hash: Mapped[str] = mapped_column(primary_key=True)
    count: Mapped[int]
    window_ends_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


class Device(Base):
    """A kiosk: paired with a short code, then known by a token that can only submit."""

    __tablename__ = "device"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    library_code: Mapped[str] = mapped_column(ForeignKey("library.code"), index=True)
    created_by: Mapped[int] = mapped_column(ForeignKey("person.id"))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    code_hash: Mapped[str | None] = mapped_column(unique=True)
    code_expires_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    token_hash: Mapped[str | None] = mapped_column(unique=True)
    paired_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
