"""Connecting this computer as a kiosk, with a code that a coordinator made."""

from __future__ import annotations

from flask import Blueprint, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from feedback.identity.access import (
    DEVICE_COOKIE,
    find_current_kiosk,
    keep_device_token,
    open_to_all,
)
from feedback.identity.actions.devices import pair_device
from feedback.identity.forms import PairForm, put_error
from feedback.kernel.errors import RuleBroken
from feedback.kernel.text import with_visible_problems
from feedback.kernel.throttle import Rate
from feedback.web.security import throttle
from feedback.web.session import current_session, writes

pairing = Blueprint("pairing", __name__, url_prefix="/kiosk/pair")
# For all computers together, because no address is kept. Only wrong codes count, so a guesser can
# hold up a coordinator for half a minute, but finds one of 31^8 codes in no human time.
WRONG_CODES = Rate("wrong pairing codes", burst=20, per_hour=120)


@pairing.get("")
@open_to_all
def ask() -> ResponseReturnValue:
    """Ask for the code; a kiosk that was cut off is told so."""
    return _page(PairForm())


@pairing.post("")
@open_to_all
@writes
def connect() -> ResponseReturnValue:
    """Connect this computer."""
    form = PairForm()
    if not form.validate():
        return _page(form), 422
    if throttle().is_spent(WRONG_CODES):
        put_error(form, RuleBroken("pairing_throttled", field="code"))
        return _page(form), 429, {"Retry-After": str(WRONG_CODES.wait_s)}
    try:
        token = pair_device(current_session(), typed=form.code.data or "")
    except RuleBroken as broken:
        throttle().spend(WRONG_CODES)
        put_error(form, broken)
        return _page(form), 422
    answer = make_response(redirect(url_for("kiosk.start"), 303))
    keep_device_token(answer, token)
    return answer


def _page(form: PairForm) -> str:
    form.code.data = with_visible_problems(form.code.data or "")
    was_cut_off = DEVICE_COOKIE in request.cookies and find_current_kiosk() is None
    return render_template("identity/pairing/ask.html", form=form, was_cut_off=was_cut_off)
