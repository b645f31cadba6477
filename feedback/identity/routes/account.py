"""Coming in, going out, and the own account."""

from __future__ import annotations

from typing import TypeVar

from flask import (
    Blueprint,
    Response,
    make_response,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from feedback.identity.access import (
    TooManyTries,
    current_viewer,
    drop_sign_in,
    find_current_viewer,
    holds_ended_sign_in,
    is_password_of,
    keep_proof,
    keep_sign_in,
    needs,
    open_to_all,
    passwords,
)
from feedback.identity.actions import (
    act_as,
    change_password,
    choose_account_language,
    end_sign_in,
    end_sign_ins_of,
    rename_person,
    renew_password_hash,
    start_sign_in,
    use_single_keys,
)
from feedback.identity.forms import HabitsForm, OwnNameForm, PasswordForm, SignInForm, put_error
from feedback.identity.labels import ROLES, done_sentence, too_many_tries
from feedback.identity.queries import Account, credentials_of, find_account, open_sign_ins, seats_of
from feedback.identity.rules.passwords import check_password
from feedback.identity.words import Deed
from feedback.kernel.errors import RuleBroken
from feedback.web.forms import is_expired
from feedback.web.i18n import current_locale
from feedback.web.negotiate import safe_next
from feedback.web.preferences import keep_language
from feedback.web.security import form_checks_token
from feedback.web.session import current_session, intake_writer, writes

LONGEST_NUMBER = 10  # digits: fits the column
account = Blueprint("account", __name__, url_prefix="/account")
Form = TypeVar("Form", bound=FlaskForm)


@account.get("/sign-in")
@open_to_all
def sign_in() -> ResponseReturnValue:
    """Ask for name and password; who is signed in already goes on."""
    target = safe_next(request.args.get("next"), otherwise=url_for("front.page"))
    if find_current_viewer():
        return redirect(target, 303)
    return _sign_in_page(SignInForm(next=target))


@account.post("/sign-in")
@form_checks_token
@open_to_all
def enter() -> ResponseReturnValue:
    """Check the password and start a sign-in; every refusal reads the same."""
    form = SignInForm()
    if not form.validate_on_submit():
        status = 400 if is_expired(form) else 422
        return _sign_in_page(form), status
    email, password = form.email.data or "", form.password.data or ""
    known = find_account(current_session(), email)
    try:
        is_right = is_password_of(email, known.password_hash if known else None, password)
    except TooManyTries as error:
        return _wait(_sign_in_page(_told(form, too_many_tries(error.wait_s))), error)
    if known is None or not is_right:
        return _sign_in_page(_told(form, _("The e-mail or the password is wrong."))), 422
    response = make_response(
        redirect(safe_next(form.next.data, otherwise=url_for("front.page")), 303)
    )
    # What the browser held before somebody signed in is not theirs.
    session.clear()
    keep_sign_in(response, _signed_in(known, password))
    keep_proof(response, email)
    if known.language:
        keep_language(response, known.language)
    return response


@account.post("/sign-out")
@open_to_all
@writes
def sign_out() -> ResponseReturnValue:
    """End this browser's sign-in."""
    if viewer := find_current_viewer():
        end_sign_in(current_session(), viewer.sign_in_id, person_id=viewer.person_id)
    return _signed_out()


@account.get("/")
@needs(Deed.KEEP_ACCOUNT)
def show() -> ResponseReturnValue:
    """Show the own account."""
    return _page()


@account.post("/name")
@form_checks_token
@needs(Deed.KEEP_ACCOUNT)
@writes
def rename() -> ResponseReturnValue:
    """Change the own name."""
    form = OwnNameForm()
    if not form.validate_on_submit():
        status = 400 if is_expired(form) else 422
        return _page(name=form), status
    try:
        rename_person(current_session(), current_viewer().person_id, name=form.name.data or "")
    except RuleBroken as error:
        put_error(form, error)
        return _page(name=form), 422
    return redirect(url_for("account.show", done="renamed"), 303)


@account.post("/password")
@form_checks_token
@needs(Deed.KEEP_ACCOUNT)
def new_password() -> ResponseReturnValue:
    """Change the own password; every other computer is signed out."""
    form = PasswordForm()
    if not form.validate_on_submit():
        status = 400 if is_expired(form) else 422
        return _page(password=form), status
    try:
        _change_password(form.old_password.data or "", form.password.data or "")
    except RuleBroken as error:
        put_error(form, error)
        return _page(password=form), 422
    except TooManyTries as error:
        return _wait(_page(password=_told(form, too_many_tries(error.wait_s))), error)
    return redirect(url_for("account.show", done="password"), 303)


@account.post("/habits")
@needs(Deed.KEEP_ACCOUNT)
@writes
def keep_habits() -> ResponseReturnValue:
    """Remember language and shortcuts for every computer."""
    form, viewer = HabitsForm(), current_viewer()
    if not form.validate_on_submit():
        return _page(habits=form), 422
    choose_account_language(
        current_session(), viewer.person_id, language=form.language.data or current_locale()
    )
    use_single_keys(current_session(), viewer.person_id, is_on=form.uses_single_keys.data)
    response = make_response(redirect(url_for("account.show", done="habits"), 303))
    keep_language(response, form.language.data or current_locale())
    return response


@account.post("/role")
@needs(Deed.KEEP_ACCOUNT)
@writes
def act() -> ResponseReturnValue:
    """Go on in another of the own roles."""
    if (number := _number("membership")) is None:
        return redirect(url_for("account.show"), 303)
    token = act_as(current_session(), current_viewer().sign_in_id, membership_id=number)
    response = make_response(redirect(url_for("account.show", done="acting"), 303))
    keep_sign_in(response, token)
    return response


@account.post("/sign-ins/end")
@needs(Deed.KEEP_ACCOUNT)
@writes
def sign_out_there() -> ResponseReturnValue:
    """End one of the own sign-ins on another computer."""
    if (number := _number("sign_in")) is None:
        return redirect(url_for("account.show"), 303)
    end_sign_in(current_session(), number, person_id=current_viewer().person_id)
    return redirect(url_for("account.show", done="signed_out"), 303)


@account.post("/sign-ins/end-all")
@needs(Deed.KEEP_ACCOUNT)
@writes
def sign_out_everywhere() -> ResponseReturnValue:
    """End all own sign-ins, this one too."""
    end_sign_ins_of(current_session(), current_viewer().person_id)
    return _signed_out(done="signed_out_everywhere")


def _number(field: str) -> int | None:
    """Return the row number that a button sent, None for anything else."""
    text = request.form.get(field, "")
    return int(text) if text.isdecimal() and len(text) < LONGEST_NUMBER else None


def _sign_in_page(form: SignInForm) -> str:
    return render_template(
        "identity/account/sign_in.html",
        form=form,
        has_ended=holds_ended_sign_in(),
        done=done_sentence(request.args.get("done", "")),
    )


def _page(
    *,
    name: OwnNameForm | None = None,
    password: PasswordForm | None = None,
    habits: HabitsForm | None = None,
) -> str:
    viewer, store = current_viewer(), current_session()
    return render_template(
        "identity/account/show.html",
        # Each form that was not sent shows what is stored, not the fields of the one that was.
        name=name or OwnNameForm(None, name=viewer.name),
        password=password or PasswordForm(None),
        habits=habits
        or HabitsForm(None, language=current_locale(), uses_single_keys=viewer.uses_single_keys),
        email=credentials_of(store, viewer.person_id).email,
        seats=seats_of(store, viewer.person_id),
        sign_ins=open_sign_ins(store, viewer.person_id),
        roles=ROLES,
        done=done_sentence(request.args.get("done", "")),
    )


def _signed_in(known: Account, password: str) -> str:
    """Start a sign-in in the stead of this browser's present one; return its token."""
    hasher, present = passwords(), find_current_viewer()
    if hasher.is_outdated(known.password_hash):
        fresh = hasher.hash(password)
        intake_writer().run(
            lambda store: renew_password_hash(store, known.person_id, password_hash=fresh)
        )
    return intake_writer().run(
        lambda store: start_sign_in(
            store,
            person_id=known.person_id,
            membership_id=known.membership_id,
            instead_of=present.sign_in_id if present else None,
        )
    )


def _change_password(old: str, new: str) -> None:
    viewer = current_viewer()
    known = credentials_of(current_session(), viewer.person_id)
    check_password(new, name=viewer.name, email=known.email)
    if not is_password_of(known.email, known.password_hash, old):
        raise RuleBroken("password_wrong", field="old_password")
    # Before the transaction: hashing takes long, and others wait for the one writer.
    fresh = passwords().hash(new)
    intake_writer().run(
        lambda store: change_password(
            store, viewer.person_id, password_hash=fresh, kept_sign_in_id=viewer.sign_in_id
        )
    )


def _signed_out(done: str | None = None) -> Response:
    response = make_response(redirect(url_for("account.sign_in", done=done), 303))
    session.clear()
    drop_sign_in(response)
    return response


def _told(form: Form, message: str) -> Form:
    form.form_errors.append(message)
    return form


def _wait(page: str, error: TooManyTries) -> Response:
    response = make_response(page, 429)
    response.headers["Retry-After"] = str(error.wait_s)
    return response
