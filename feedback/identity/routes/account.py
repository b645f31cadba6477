"""Coming in and going out."""

from __future__ import annotations

from flask import Blueprint, make_response, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from feedback.identity.access import (
    drop_sign_in,
    find_current_viewer,
    keep_sign_in,
    open_to_all,
    passwords,
)
from feedback.identity.actions import end_sign_in, start_sign_in
from feedback.identity.forms import SignInForm
from feedback.identity.queries import find_account
from feedback.web.forms import is_expired
from feedback.web.negotiate import safe_next
from feedback.web.security import form_checks_token
from feedback.web.session import current_session, intake_writer, writes

account = Blueprint("account", __name__, url_prefix="/account")


@account.get("/sign-in")
@open_to_all
def sign_in() -> ResponseReturnValue:
    """Ask for name and password; who is signed in already goes on."""
    target = safe_next(request.args.get("next"), otherwise=url_for("front.page"))
    if find_current_viewer():
        return redirect(target, 303)
    return render_template("identity/account/sign_in.html", form=SignInForm(next=target))


@account.post("/sign-in")
@form_checks_token
@open_to_all
def enter() -> ResponseReturnValue:
    """Check the password and start a sign-in; every refusal reads the same."""
    form = SignInForm()
    if not form.validate_on_submit():
        status = 400 if is_expired(form) else 422
        return render_template("identity/account/sign_in.html", form=form), status
    known = find_account(current_session(), form.email.data or "")
    password_hash = known.password_hash if known else None
    if not passwords().matches(password_hash, form.password.data or "") or known is None:
        form.form_errors.append(_("The e-mail or the password is wrong."))
        return render_template("identity/account/sign_in.html", form=form), 422
    token = intake_writer().run(
        lambda store: start_sign_in(
            store, person_id=known.person_id, membership_id=known.membership_id
        )
    )
    response = make_response(
        redirect(safe_next(form.next.data, otherwise=url_for("front.page")), 303)
    )
    # What the browser held before somebody signed in is not theirs.
    session.clear()
    keep_sign_in(response, token)
    return response


@account.post("/sign-out")
@open_to_all
@writes
def sign_out() -> ResponseReturnValue:
    """End this browser's sign-in."""
    if viewer := find_current_viewer():
        end_sign_in(current_session(), viewer.sign_in_id)
    response = make_response(redirect(url_for("account.sign_in"), 303))
    session.clear()
    drop_sign_in(response)
    return response
