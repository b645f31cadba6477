"""Kiosks of the viewer's libraries: add, connect, rename, cut off."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue

from feedback.identity.access import current_viewer, needs
from feedback.identity.actions.devices import (
    register_device,
    rename_device,
    renew_pairing_code,
    revoke_device,
)
from feedback.identity.forms import KioskForm, NameForm, put_error
from feedback.identity.queries.devices import kiosk_within, kiosks_within, libraries_within
from feedback.identity.words import Deed
from feedback.kernel.errors import RuleBroken
from feedback.kernel.text import with_visible_problems
from feedback.web.addresses import address_here
from feedback.web.forms import choice
from feedback.web.session import current_session, writes

devices = Blueprint("devices", __name__, url_prefix="/devices")
# A code is shown on the page after the one that made it, and then never again.
SHOWN_ONCE = "pairing_code"


@devices.get("/")
@needs(Deed.PAIR_DEVICE)
def index() -> ResponseReturnValue:
    """List the kiosks of the viewer's libraries."""
    return _list(_form())


@devices.post("/")
@needs(Deed.PAIR_DEVICE)
@writes
def add() -> ResponseReturnValue:
    """Add a kiosk and make its first code."""
    form, by = _form(), current_viewer()
    if not form.validate():
        return _list(form), 422
    try:
        device = register_device(
            current_session(), name=form.name.data or "", library_code=form.library.data, by=by
        )
    except RuleBroken as broken:
        _refuse(form, broken)
        return _list(form), 422
    session[SHOWN_ONCE] = [device.id, renew_pairing_code(current_session(), device, by=by)]
    return redirect(url_for("devices.show", device_id=device.id), 303)


@devices.get("/<row:device_id>")
@needs(Deed.PAIR_DEVICE)
def show(device_id: int) -> ResponseReturnValue:
    """Show one kiosk, and its code when it was made just now."""
    made_for, code = session.pop(SHOWN_ONCE, None) or (None, "")
    return _one(device_id, NameForm(), code=code if made_for == device_id else "")


@devices.post("/<row:device_id>/code")
@needs(Deed.PAIR_DEVICE)
@writes
def renew(device_id: int) -> ResponseReturnValue:
    """Make a new code."""
    device, _entry = kiosk_within(current_session(), device_id, current_viewer().reach)
    code = renew_pairing_code(current_session(), device, by=current_viewer())
    session[SHOWN_ONCE] = [device_id, code]
    return redirect(url_for("devices.show", device_id=device_id), 303)


@devices.post("/<row:device_id>/name")
@needs(Deed.PAIR_DEVICE)
@writes
def rename(device_id: int) -> ResponseReturnValue:
    """Give a kiosk another name."""
    form, by = NameForm(), current_viewer()
    device, _entry = kiosk_within(current_session(), device_id, by.reach)
    try:
        rename_device(current_session(), device, name=form.name.data or "", by=by)
    except RuleBroken as broken:
        _refuse(form, broken)
        return _one(device_id, form), 422
    return redirect(url_for("devices.index"), 303)


@devices.post("/<row:device_id>/end")
@needs(Deed.PAIR_DEVICE)
@writes
def revoke(device_id: int) -> ResponseReturnValue:
    """Cut a kiosk off."""
    device, _entry = kiosk_within(current_session(), device_id, current_viewer().reach)
    revoke_device(current_session(), device, by=current_viewer())
    return redirect(url_for("devices.index"), 303)


def _refuse(form: NameForm, broken: RuleBroken) -> None:
    put_error(form, broken)
    form.name.data = with_visible_problems(form.name.data or "")


def _form() -> KioskForm:
    form = KioskForm()
    places = libraries_within(current_session(), current_viewer().reach)
    form.library.choices = [choice(place.code, place.name_lv) for place in places]
    return form


def _list(form: KioskForm) -> str:
    entries = kiosks_within(current_session(), current_viewer().reach)
    return render_template("identity/devices/index.html", form=form, kiosks=entries)


def _one(device_id: int, form: NameForm, *, code: str = "") -> str:
    _device, entry = kiosk_within(current_session(), device_id, current_viewer().reach)
    if not form.is_submitted():
        form.name.data = entry.name
    return render_template(
        "identity/devices/show.html",
        form=form,
        kiosk=entry,
        code=code,
        pairing_address=address_here(url_for("pairing.ask")),
    )
