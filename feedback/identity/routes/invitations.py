"""Inviting people: the link is shown once, and mailed when a mail server is set."""

from __future__ import annotations

from flask import Blueprint, current_app, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from feedback.identity.access import current_viewer, needs
from feedback.identity.actions import invite_person, renew_invitation, withdraw_invitation
from feedback.identity.forms import InvitationForm, put_error
from feedback.identity.labels import ROLES, invitation_letter
from feedback.identity.queries import invitation_entry, places_within
from feedback.identity.rules import roles_managed_by
from feedback.identity.words import Deed, InvitationEntry
from feedback.kernel.actor import Actor, ActorKind
from feedback.kernel.errors import RuleBroken
from feedback.kernel.mail import LetterNotSent, send_letter
from feedback.kernel.settings import Settings
from feedback.web.addresses import absolute_url
from feedback.web.forms import is_expired
from feedback.web.security import form_checks_token
from feedback.web.session import current_session, intake_writer, read_afresh, writes

invitations = Blueprint("invitations", __name__, url_prefix="/people/invitations")
ROW = "/<row:number>"


@invitations.get("/new")
@needs(Deed.INVITE)
def new() -> ResponseReturnValue:
    """Ask who is invited, and to what."""
    return _page(InvitationForm())


@invitations.post("/new")
@form_checks_token
@needs(Deed.INVITE)
def invite() -> ResponseReturnValue:
    """Make the invitation and show its link."""
    form = InvitationForm()
    form.offer(roles_managed_by(current_viewer().role))
    if not form.validate_on_submit():
        status = 400 if is_expired(form) else 422
        return _page(form), status
    try:
        number, token = _invited(form)
    except RuleBroken as error:
        put_error(form, error)
        return _page(form), 422
    return _link_page(number, token), 201


@invitations.post(f"{ROW}/renew")
@needs(Deed.INVITE)
def renew(number: int) -> ResponseReturnValue:
    """Make a new link for an invitation; the old one ends."""
    invitation_entry(current_session(), current_viewer(), number)
    actor = Actor(ActorKind.PERSON, current_viewer().person_id)
    token = intake_writer().run(lambda store: renew_invitation(store, number, actor=actor))
    return _link_page(number, token)


@invitations.post(f"{ROW}/withdraw")
@needs(Deed.INVITE)
@writes
def withdraw(number: int) -> ResponseReturnValue:
    """End an invitation's link."""
    invitation_entry(current_session(), current_viewer(), number)
    actor = Actor(ActorKind.PERSON, current_viewer().person_id)
    withdraw_invitation(current_session(), number, actor=actor)
    return redirect(url_for("people.index", done="withdrawn"), 303)


def _invited(form: InvitationForm) -> tuple[int, str]:
    """Make the invitation; return its number and the token; raises RuleBroken at a field."""
    viewer = current_viewer()
    seat = form.seat(places_within(current_session(), viewer.reach))
    name, email = form.name.data or "", form.email.data or ""
    return intake_writer().run(
        lambda store: invite_person(store, name=name, email=email, seat=seat, by=viewer.person_id)
    )


def _page(form: InvitationForm) -> str:
    viewer = current_viewer()
    form.offer(roles_managed_by(viewer.role))
    return render_template(
        "identity/invitations/new.html",
        form=form,
        places=places_within(current_session(), viewer.reach),
    )


def _link_page(number: int, token: str) -> str:
    """Show the link, and say whether a letter went out; the link stands there either way."""
    read_afresh()
    entry = invitation_entry(current_session(), current_viewer(), number)
    link = absolute_url("links.invitation", token=token)
    return render_template(
        "identity/invitations/made.html",
        invitation=entry,
        link=link,
        is_mailed=_mail(entry, link),
        role=ROLES[entry.seat.role],
    )


def _mail(entry: InvitationEntry, link: str) -> bool | None:
    """Mail the link; None when there is no mail server or no address, False when it failed."""
    settings: Settings = current_app.extensions["settings"]
    if not settings.smtp_url or not entry.email:
        return None
    subject, body = invitation_letter(
        inviter=current_viewer().name, role=entry.seat.role, place=entry.place_name, link=link
    )
    try:
        send_letter(
            settings.smtp_url, sender=settings.sender, to=entry.email, subject=subject, body=body
        )
    except LetterNotSent:
        return False
    return True
