"""Invitations: one-time links that make accounts and give roles."""

from __future__ import annotations

import secrets

from sqlalchemy import update
from sqlalchemy.orm import Session

from feedback.identity.actions.people import check_seat, give_seat, make_person
from feedback.identity.actions.sign_ins import start_sign_in
from feedback.identity.models import Invitation
from feedback.identity.queries import has_administrator, hash_of, invitation_by_token
from feedback.identity.rules.addresses import account_name, is_address
from feedback.identity.rules.limits import INVITATION_LASTS, SET_UP_LASTS, is_link_open
from feedback.identity.words import Newcomer, Role, Seat
from feedback.kernel.actor import Actor, ActorKind
from feedback.kernel.clock import now
from feedback.kernel.errors import NotFound, RuleBroken
from feedback.kernel.journal import record_event
from feedback.kernel.text import clean, printable_problem


def make_set_up_link(session: Session) -> str:
    """Return the token of the link that makes the first administrator; older ones end.

    Raises RuleBroken("administrator_exists") when there is one.
    """
    if has_administrator(session):
        raise RuleBroken("administrator_exists")
    moment = now()
    session.execute(
        update(Invitation)
        .where(Invitation.invited_by.is_(None), Invitation.withdrawn_at.is_(None))
        .values(withdrawn_at=moment)
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


def invite_person(
    session: Session, *, name: str, email: str, seat: Seat, by: int
) -> tuple[int, str]:
    """Invite somebody to a role; return its number and the token of its link.

    Name and e-mail may be empty: then the guest fills them in. Raises RuleBroken at ``name``,
    ``email`` or ``place``.
    """
    check_seat(seat)
    name, email = " ".join(clean(name).split()), account_name(email)
    if printable_problem(name):
        raise RuleBroken("name_unusable", field="name")
    if email and not is_address(email):
        raise RuleBroken("email_unusable", field="email")
    token = secrets.token_urlsafe(24)
    invitation = Invitation(
        token_hash=hash_of(token),
        name=name,
        email=email,
        role=seat.role,
        library_code=seat.library_code,
        municipality_code=seat.municipality_code,
        invited_by=by,
        created_at=now(),
        expires_at=now() + INVITATION_LASTS,
    )
    session.add(invitation)
    session.flush()
    _record(session, "invited", invitation, Actor(ActorKind.PERSON, by))
    return invitation.id, token


def renew_invitation(session: Session, invitation_id: int, *, actor: Actor) -> str:
    """Give an invitation a new link and new days; the old link ends.

    Raises NotFound when it was accepted or withdrawn.
    """
    invitation = _unused(session, invitation_id)
    if invitation.withdrawn_at is not None:
        raise NotFound
    token = secrets.token_urlsafe(24)
    invitation.token_hash = hash_of(token)
    invitation.expires_at = now() + INVITATION_LASTS
    _record(session, "invitation_renewed", invitation, actor)
    return token


def withdraw_invitation(session: Session, invitation_id: int, *, actor: Actor) -> None:
    """End an invitation's link; doing it again changes nothing. Raises NotFound when accepted."""
    invitation = _unused(session, invitation_id)
    if invitation.withdrawn_at is None:
        invitation.withdrawn_at = now()
        _record(session, "invitation_withdrawn", invitation, actor)


def accept_invitation(session: Session, newcomer: Newcomer, *, token: str) -> str:
    """Make the account that an invitation promises and return the token of its first sign-in.

    The link then works no more. Raises NotFound for an unknown link, RuleBroken("link_over") for
    one that works no more, and what ``make_person`` raises.
    """
    invitation = _usable(session, token)
    if invitation.invited_by is None and has_administrator(session):
        raise RuleBroken("link_over")
    membership = make_person(session, newcomer, seat=_seat_of(invitation))
    invitation.used_at = now()
    person_id = membership.person_id
    _record(
        session, "account_made", invitation, Actor(ActorKind.PERSON, person_id), person=person_id
    )
    return start_sign_in(session, person_id=person_id, membership_id=membership.id)


def join_by_invitation(session: Session, person_id: int, *, token: str) -> None:
    """Give the role of an invitation to somebody who has an account already.

    Raises NotFound, RuleBroken("link_over") and what ``give_seat`` raises.
    """
    invitation = _usable(session, token)
    actor = Actor(ActorKind.PERSON, person_id)
    give_seat(session, person_id, seat=_seat_of(invitation), actor=actor)
    invitation.used_at = now()
    _record(session, "invitation_accepted", invitation, actor, person=person_id)


def _usable(session: Session, token: str) -> Invitation:
    invitation = invitation_by_token(session, token, is_locked=True)
    is_open = is_link_open(
        invitation.expires_at, invitation.used_at, invitation.withdrawn_at, now=now()
    )
    if not is_open:
        raise RuleBroken("link_over")
    return invitation


def _unused(session: Session, invitation_id: int) -> Invitation:
    invitation = session.get(Invitation, invitation_id, with_for_update=True)
    if invitation is None or invitation.used_at is not None:
        raise NotFound
    return invitation


def _seat_of(invitation: Invitation) -> Seat:
    return Seat(invitation.role, invitation.library_code, invitation.municipality_code)


def _record(
    session: Session, verb: str, invitation: Invitation, actor: Actor, **data: object
) -> None:
    record_event(
        session,
        verb=verb,
        subject=("invitation", invitation.id),
        actor=actor,
        role=invitation.role.value,
        library=invitation.library_code,
        municipality=invitation.municipality_code,
        **data,
    )
