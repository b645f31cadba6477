"""One-time links that make accounts."""

from __future__ import annotations

import secrets

from sqlalchemy import update
from sqlalchemy.orm import Session

from feedback.identity.actions.people import make_person
from feedback.identity.actions.sign_ins import start_sign_in
from feedback.identity.models import Invitation
from feedback.identity.queries import has_administrator, hash_of, invitation_by_token
from feedback.identity.rules.limits import SET_UP_LASTS
from feedback.identity.words import Newcomer, Role, Seat
from feedback.kernel.actor import Actor, ActorKind
from feedback.kernel.clock import now
from feedback.kernel.errors import RuleBroken
from feedback.kernel.journal import record_event


def make_set_up_link(session: Session) -> str:
    """Return the token of the link that makes the first administrator; older ones end.

    Raises RuleBroken("administrator_exists") when there is one.
    """
    if has_administrator(session):
        raise RuleBroken("administrator_exists")
    moment = now()
    session.execute(
        update(Invitation)
        .where(Invitation.invited_by.is_(None), Invitation.expires_at > moment)
        .values(expires_at=moment)
    )
    token = secrets.token_urlsafe(24)
    session.add(
        Invitation(
            token_hash=hash_of(token),
            name="",
            email="",
            role=Role.ADMINISTRATOR,
            created_at=moment,
            expires_at=moment + SET_UP_LASTS,
        )
    )
    session.flush()
    return token


def accept_invitation(session: Session, newcomer: Newcomer, *, token: str) -> str:
    """Make the account that an invitation promises and return the token of its first sign-in.

    The link then works no more. Raises NotFound for an unknown link, RuleBroken("link_over") for
    a used or old one, and what ``make_person`` raises.
    """
    invitation = invitation_by_token(session, token, is_locked=True)
    if invitation.used_at is not None or now() >= invitation.expires_at:
        raise RuleBroken("link_over")
    if invitation.invited_by is None and has_administrator(session):
        raise RuleBroken("link_over")
    seat = Seat(invitation.role, invitation.library_code, invitation.municipality_code)
    membership = make_person(session, newcomer, seat=seat)
    invitation.used_at = now()
    record_event(
        session,
        verb="account_made",
        subject=("person", membership.person_id),
        actor=Actor(ActorKind.PERSON, membership.person_id),
        invitation=invitation.id,
        role=seat.role,
        library=seat.library_code,
        municipality=seat.municipality_code,
    )
    return start_sign_in(session, person_id=membership.person_id, membership_id=membership.id)
