"""A new password for somebody who forgot the old one, by a one-time link."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from feedback.identity.access import open_to_all, passwords
from feedback.identity.actions import set_new_password
from feedback.identity.forms import NewPasswordForm, put_error
from feedback.identity.queries import credentials_of, reset_by_token
from feedback.identity.rules.limits import is_link_open
from feedback.identity.rules.passwords import check_password
from feedback.kernel.clock import now
from feedback.kernel.errors import RuleBroken
from feedback.web.forms import is_expired
from feedback.web.security import form_checks_token
from feedback.web.session import current_session, intake_writer

resets = Blueprint("resets", __name__, url_prefix="/account/new-password")


@resets.get("/<token>")
@open_to_all
def show(token: str) -> ResponseReturnValue:
    """Ask for a new password."""
    found = reset_by_token(current_session(), token)
    if not is_link_open(found.expires_at, found.used_at, now=now()):
        return render_template("identity/links/over.html"), 410
    return _page(token, NewPasswordForm())


@resets.post("/<token>")
@form_checks_token
@open_to_all
def set_password(token: str) -> ResponseReturnValue:
    """Set the new password; every sign-in of the person ends."""
    form = NewPasswordForm()
    if not form.validate_on_submit():
        status = 400 if is_expired(form) else 422
        return _page(token, form), status
    try:
        _set_password(token, form.password.data or "")
    except RuleBroken as error:
        put_error(form, error)
        return _page(token, form), 422
    return redirect(url_for("account.sign_in", done="new_password"), 303)


def _set_password(token: str, password: str) -> None:
    check_password(password, email=_email(token))
    # Before the transaction: hashing takes long, and others wait for the one writer.
    fresh = passwords().hash(password)
    intake_writer().run(lambda store: set_new_password(store, token=token, password_hash=fresh))


def _page(token: str, form: NewPasswordForm) -> str:
    return render_template("identity/resets/show.html", form=form, token=token, email=_email(token))


def _email(token: str) -> str:
    person_id = reset_by_token(current_session(), token).person_id
    return credentials_of(current_session(), person_id).email
