"""One-time links, and the invitations that are still open."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import Session

from feedback.catalogue.models import Library, Municipality
from feedback.identity.models import Invitation, PasswordReset, Person
from feedback.identity.queries.viewers import hash_of
from feedback.identity.rules import may_manage, reaches
from feedback.identity.words import InvitationEntry, Seat, Viewer
from feedback.kernel.errors import NotFound


def invitation_by_token(session: Session, token: str, *, is_locked: bool = False) -> Invitation:
    """Return the invitation of a link, whether it still works or not; raises NotFound.

    ``is_locked`` keeps others from using the same link until this transaction ends.
    """
    statement = select(Invitation).where(Invitation.token_hash == hash_of(token))
    if is_locked:
        statement = statement.with_for_update()
    if (found := session.scalar(statement)) is None:
        raise NotFound
    return found


def invited_place(session: Session, invitation: Invitation) -> str:
    """Return the name of the place that an invitation is for, "" for the agency."""
    if invitation.library_code is not None:
        return session.get_one(Library, invitation.library_code).name_lv
    if invitation.municipality_code is not None:
        return session.get_one(Municipality, invitation.municipality_code).name_lv
    return ""


def reset_by_token(session: Session, token: str, *, is_locked: bool = False) -> PasswordReset:
    """Return the link for a new password, whether it still works or not; raises NotFound."""
    statement = select(PasswordReset).where(PasswordReset.token_hash == hash_of(token))
    if is_locked:
        statement = statement.with_for_update()
    if (found := session.scalar(statement)) is None:
        raise NotFound
    return found


def open_invitations(session: Session, viewer: Viewer) -> list[InvitationEntry]:
    """Return the invitations nobody has accepted that ``viewer`` may renew, newest first.

    Those that have run out are among them: the answer to "the link does not work" is to renew.
    """
    is_waiting = Invitation.used_at.is_(None) & Invitation.withdrawn_at.is_(None)
    statement = _by_people().where(is_waiting).order_by(Invitation.id.desc())
    return _within(viewer, session.execute(statement).all())


def invitation_entry(session: Session, viewer: Viewer, invitation_id: int) -> InvitationEntry:
    """Return an invitation that ``viewer`` may renew or withdraw; raises NotFound for all others.

    A withdrawn one is found too, for a button that was pressed twice.
    """
    statement = _by_people().where(Invitation.id == invitation_id)
    entries = _within(viewer, session.execute(statement).all())
    if not entries:
        raise NotFound
    return entries[0]


def _by_people() -> Select[Invitation, str, str, str]:
    # The set-up link (invited by nobody) is the operator's, not a page's.
    return (
        select(
            Invitation,
            func.coalesce(Library.name_lv, Municipality.name_lv, ""),
            func.coalesce(Library.municipality_code, Invitation.municipality_code),
            Person.name,
        )
        .join(Person, Person.id == Invitation.invited_by)
        .outerjoin(Library, Library.code == Invitation.library_code)
        .outerjoin(Municipality, Municipality.code == Invitation.municipality_code)
    )


def _within(
    viewer: Viewer, rows: Sequence[Row[Invitation, str, str, str]]
) -> list[InvitationEntry]:
    return [
        InvitationEntry(
            invitation_id=row.id,
            name=row.name,
            email=row.email,
            seat=Seat(row.role, row.library_code, row.municipality_code),
            place_name=place,
            invited_by=inviter,
            expires_at=row.expires_at,
        )
        for row, place, above, inviter in rows
        if may_manage(viewer.role, row.role)
        and reaches(viewer.reach, library_code=row.library_code, municipality_code=above)
    ]
