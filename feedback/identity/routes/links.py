"""Where invitations lead: to a new account, or to one more role."""

from __future__ import annotations

from flask import Blueprint, make_response, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue

from feedback.identity.access import (
    current_viewer,
    keep_proof,
    keep_sign_in,
    needs,
    open_to_all,
    passwords,
)
from feedback.identity.actions import accept_invitation, join_by_invitation
from feedback.identity.forms import AcceptForm, put_error
from feedback.identity.labels import ROLES
from feedback.identity.queries import (
    invitation_by_token,
    invited_place,
)
from feedback.identity.rules.limits import is_link_open
from feedback.identity.rules.passwords import check_password
from feedback.identity.words import Deed, Newcomer
from feedback.kernel.clock import now
from feedback.kernel.errors import RuleBroken
from feedback.web.forms import is_expired
from feedback.web.i18n import current_locale
from feedback.web.preferences import keep_language
from feedback.web.security import form_checks_token
from feedback.web.session import current_session, intake_writer, writes

links = Blueprint("links", __name__, url_prefix="/account")


@links.get("/invitations/<token>")
@open_to_all
def invitation(token: str) -> ResponseReturnValue:
    """Show what the invitation is for, and ask who accepts it."""
    found = invitation_by_token(current_session(), token)
    if not is_link_open(found.expires_at, found.used_at, found.withdrawn_at, now=now()):
        return render_template("identity/links/over.html"), 410
    form = AcceptForm(name=found.name, email=found.email, language=current_locale())
    return _accept_page(token, form)


@links.post("/invitations/<token>")
@form_checks_token
@open_to_all
def accept(token: str) -> ResponseReturnValue:
    """Make the account and sign it in."""
    form = AcceptForm()
    if not form.validate_on_submit():
        status = 400 if is_expired(form) else 422
        return _accept_page(token, form), status
    try:
        sign_in = _accepted(token, form)
    except RuleBroken as error:
        put_error(form, error)
        return _accept_page(token, form), 422
    response = make_response(redirect(url_for("front.page"), 303))
    session.clear()
    keep_sign_in(response, sign_in)
    keep_proof(response, form.email.data or "")
    keep_language(response, form.language.data)
    return response


@links.post("/invitations/<token>/join")
@needs(Deed.KEEP_ACCOUNT)
@writes
def join(token: str) -> ResponseReturnValue:
    """Add the role of the invitation to the account that is signed in."""
    try:
        join_by_invitation(current_session(), current_viewer().person_id, token=token)
    except RuleBroken as error:
        form = AcceptForm(None, language=current_locale())
        put_error(form, error)
        return _accept_page(token, form), 422
    return redirect(url_for("account.show", done="joined"), 303)


def _accepted(token: str, form: AcceptForm) -> str:
    """Make the account and return the token of its first sign-in; raises RuleBroken, NotFound."""
    name, email, password = form.name.data or "", form.email.data or "", form.password.data or ""
    invitation_by_token(current_session(), token)
    check_password(password, name=name, email=email)
    # Before the transaction: hashing takes long, and others wait for the one writer.
    newcomer = Newcomer(name, email, passwords().hash(password), language=form.language.data)
    return intake_writer().run(lambda store: accept_invitation(store, newcomer, token=token))


def _accept_page(token: str, form: AcceptForm) -> str:
    found = invitation_by_token(current_session(), token)
    return render_template(
        "identity/links/accept.html",
        form=form,
        token=token,
        role=ROLES[found.role],
        place=invited_place(current_session(), found),
        is_set_up=found.invited_by is None,
    )
