"""The guard at every door."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, cast

from flask import Flask, Response, current_app, g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from feedback.identity.actions import (
    count_attempt,
    end_sign_in,
    forget_attempts,
    note_seen,
)
from feedback.identity.queries import Presence, find_kiosk, find_presence
from feedback.identity.rules import may
from feedback.identity.rules.addresses import account_name
from feedback.identity.rules.attempts import attempt_key, with_proof
from feedback.identity.rules.limits import SEEN_STEP, SIGN_IN_LASTS
from feedback.identity.words import Deed, Kiosk, Viewer
from feedback.kernel.clock import now
from feedback.kernel.errors import Busy, NotAllowed
from feedback.kernel.passwords import Passwords
from feedback.web.errors import error_answer
from feedback.web.negotiate import wants_fragment, wants_json
from feedback.web.session import current_session, intake_writer

P = ParamSpec("P")
SIGN_IN_COOKIE = "sign_in"
DEVICE_COOKIE = "kiosk"
PROOFS_COOKIE = "known_here"
YEAR_S = 365 * 24 * 3600


class TooManyTries(Exception):  # noqa: N818 - it says what happened
    """A password was tried too often; ``wait_s`` seconds from now it may be tried again."""

    def __init__(self, wait_s: int) -> None:
        super().__init__(wait_s)
        self.wait_s = wait_s


def init_access(app: Flask, passwords: Passwords) -> None:
    """Give ``app`` the means to check passwords, and note after each request who is still here."""
    app.extensions["passwords"] = passwords
    app.after_request(note_presence)


def passwords() -> Passwords:
    """Return what makes and checks this application's password hashes."""
    return cast("Passwords", current_app.extensions["passwords"])


def is_password_of(email: str, password_hash: str | None, password: str) -> bool:
    """Count a try for an account name, then say whether the password is right.

    None as hash is an unknown account: it is counted, takes as long and is False. Raises
    TooManyTries before anything is hashed, and Busy when too many are being checked.
    """
    account = account_name(email)
    proofs = request.cookies.get(PROOFS_COOKIE, "")
    key = attempt_key(_secret(), account, proofs=proofs)
    if wait_s := intake_writer().run(lambda store: count_attempt(store, key)):
        raise TooManyTries(wait_s)
    if not passwords().matches(password_hash, password):
        return False
    intake_writer().run(lambda store: forget_attempts(store, key))
    return True


def find_current_viewer() -> Viewer | None:
    """Return the signed-in person of this request, or None."""
    presence = _presence()
    return None if presence is None or presence.is_over else presence.viewer


def holds_ended_sign_in() -> bool:
    """Say whether this browser holds a token that no longer works."""
    return bool(request.cookies.get(_cookie_name())) and find_current_viewer() is None


def current_viewer() -> Viewer:
    """Return the signed-in person; only inside a view that ``@needs`` guards."""
    viewer = find_current_viewer()
    if viewer is None:
        raise NotAllowed
    return viewer


def find_current_kiosk() -> Kiosk | None:
    """Return the paired device of this request, or None."""
    if "kiosk" not in g:
        token = request.cookies.get(DEVICE_COOKIE, "")
        g.kiosk = None
        if token:
            g.kiosk = find_kiosk(current_session(), token)
    return cast("Kiosk | None", g.kiosk)


def current_kiosk() -> Kiosk:
    """Return the paired device; only inside a view that ``@needs_kiosk`` guards."""
    kiosk = find_current_kiosk()
    if kiosk is None:
        raise NotAllowed
    return kiosk


def keep_device_token(response: Response, token: str) -> None:
    """Let the browser be the kiosk that holds ``token``.

    Browsers keep a cookie for 400 days at most; the kiosk's first page renews it.
    """
    response.set_cookie(
        DEVICE_COOKIE,
        token,
        max_age=400 * 24 * 3600,
        httponly=True,
        samesite="Lax",
        secure=current_app.config["SESSION_COOKIE_SECURE"],
    )


def needs(
    deed: Deed,
) -> Callable[[Callable[P, ResponseReturnValue]], Callable[P, ResponseReturnValue]]:
    """Let only those pass whose role may do ``deed``; others sign in, or are told no."""

    def guard(view: Callable[P, ResponseReturnValue]) -> Callable[P, ResponseReturnValue]:
        @wraps(view)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
            viewer = find_current_viewer()
            if viewer is None:
                return _ask_to_sign_in()
            if not may(viewer.role, deed):
                raise NotAllowed
            return view(*args, **kwargs)

        guarded.deed = deed  # type: ignore[attr-defined]  # read by the house test of all routes
        return guarded

    return guard


def open_to_all(view: Callable[P, ResponseReturnValue]) -> Callable[P, ResponseReturnValue]:
    """Mark a view that needs no account, so that every route says who it is for."""
    view.deed = None  # type: ignore[attr-defined]  # read by the house test of all routes
    return view


def needs_kiosk(view: Callable[P, ResponseReturnValue]) -> Callable[P, ResponseReturnValue]:
    """Let only a paired device pass; others are told how one is paired, or that it was cut off."""

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
        if find_current_kiosk() is None:
            return redirect(url_for("pairing.ask"), 303)
        return view(*args, **kwargs)

    guarded.deed = "kiosk"  # type: ignore[attr-defined]  # read by the house test of all routes
    return guarded


def keep_sign_in(response: Response, token: str) -> None:
    """Put a fresh token into the browser: out of reach of scripts and of other sites."""
    response.set_cookie(
        _cookie_name(),
        token,
        max_age=int(SIGN_IN_LASTS.total_seconds()),
        secure=_is_https(),
        httponly=True,
        samesite="Lax",
    )


def keep_proof(response: Response, email: str) -> None:
    """Remember in the browser that somebody signed in to this account here (rules.attempts)."""
    proofs = request.cookies.get(PROOFS_COOKIE, "")
    response.set_cookie(
        PROOFS_COOKIE,
        with_proof(_secret(), account_name(email), proofs=proofs),
        max_age=YEAR_S,
        secure=_is_https(),
        httponly=True,
        samesite="Lax",
        path="/account",
    )


def drop_sign_in(response: Response) -> None:
    """Take the token out of the browser."""
    response.delete_cookie(_cookie_name(), secure=_is_https(), httponly=True, samesite="Lax")


def note_presence(response: Response) -> Response:
    """Note once a minute that a sign-in is in use, and end one that has lasted long enough.

    This is the one thing that a GET leaves behind. It is no change that a person asked for: it
    stands apart from the view, and a store that takes no write now does not spoil the answer.
    A page that asks by itself (a fragment) does not count as somebody being there.
    """
    presence: Presence | None = g.get("presence")
    if presence is None or (request.method == "GET" and wants_fragment()):
        return response
    viewer = presence.viewer
    try:
        if presence.is_over:
            intake_writer().run(
                lambda store: end_sign_in(store, viewer.sign_in_id, person_id=viewer.person_id)
            )
        elif now() - presence.seen_at >= SEEN_STEP:
            intake_writer().run(lambda store: note_seen(store, viewer.sign_in_id))
    except Busy:
        current_app.logger.warning("a sign-in could not be noted as seen")
    return response


def _presence() -> Presence | None:
    if "presence" not in g:
        # Nobody, until the store answers: the page that says it does not must not ask it again.
        g.presence = None
        if token := request.cookies.get(_cookie_name(), ""):
            g.presence = find_presence(current_session(), token)
    return cast("Presence | None", g.presence)


def _secret() -> str:
    return str(current_app.config["SECRET_KEY"])


def _is_https() -> bool:
    return bool(current_app.config["SESSION_COOKIE_SECURE"])


def _cookie_name() -> str:
    # With the prefix a browser takes the cookie from this very host over TLS only.
    return f"__Host-{SIGN_IN_COOKIE}" if _is_https() else SIGN_IN_COOKIE


def _ask_to_sign_in() -> ResponseReturnValue:
    if wants_json() or wants_fragment():
        return error_answer(401)
    back = request.full_path.rstrip("?") if request.method == "GET" else None
    return redirect(url_for("account.sign_in", next=back), 303)
