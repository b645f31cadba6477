"""The guard at every door."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, cast

from flask import g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from feedback.identity.queries import find_kiosk, find_viewer
from feedback.identity.rules import may
from feedback.identity.words import Deed, Kiosk, Viewer
from feedback.kernel.errors import NotAllowed
from feedback.web.errors import error_answer
from feedback.web.negotiate import wants_fragment, wants_json
from feedback.web.session import current_session

P = ParamSpec("P")
SIGN_IN_COOKIE = "sign_in"
DEVICE_COOKIE = "kiosk"


def find_current_viewer() -> Viewer | None:
    """Return the signed-in person of this request, or None."""
    if "viewer" not in g:
        token = request.cookies.get(SIGN_IN_COOKIE, "")
        g.viewer = None
        if token:
            g.viewer = find_viewer(current_session(), token)
    return cast("Viewer | None", g.viewer)


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
    """Let only a paired device pass; others see how a device is paired."""

    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> ResponseReturnValue:
        if find_current_kiosk() is None:
            return redirect(url_for("kiosk.pairing"), 303)
        return view(*args, **kwargs)

    guarded.deed = "kiosk"  # type: ignore[attr-defined]  # read by the house test of all routes
    return guarded


def _ask_to_sign_in() -> ResponseReturnValue:
    if wants_json() or wants_fragment():
        return error_answer(401)
    back = request.full_path.rstrip("?") if request.method == "GET" else None
    return redirect(url_for("account.sign_in", next=back), 303)
