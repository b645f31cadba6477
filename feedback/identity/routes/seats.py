"""The roles of one person: give, change, take away."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from feedback.identity.access import current_viewer, needs
from feedback.identity.actions import end_seat, give_seat, move_seat
from feedback.identity.forms import SeatForm, put_error
from feedback.identity.queries import person_entry, places_within, seat_entry
from feedback.identity.rules import roles_managed_by
from feedback.identity.rules.places import place_of_seat
from feedback.identity.words import Deed, SeatEntry
from feedback.kernel.actor import Actor, ActorKind
from feedback.kernel.errors import RuleBroken
from feedback.web.forms import is_expired
from feedback.web.security import form_checks_token
from feedback.web.session import current_session, writes

seats = Blueprint("seats", __name__, url_prefix="/people/<row:person_id>/roles")
SEAT = "/<row:number>"


@seats.get("/new")
@needs(Deed.MANAGE_PEOPLE)
def new(person_id: int) -> ResponseReturnValue:
    """Ask which role to add."""
    return _page(person_id, SeatForm())


@seats.post("/new")
@form_checks_token
@needs(Deed.MANAGE_PEOPLE)
@writes
def give(person_id: int) -> ResponseReturnValue:
    """Add a role."""
    form = _form()
    person_entry(current_session(), current_viewer(), person_id)
    if not form.validate_on_submit():
        status = 400 if is_expired(form) else 422
        return _page(person_id, form), status
    try:
        seat = form.seat(places_within(current_session(), current_viewer().reach))
        give_seat(current_session(), person_id, seat=seat, actor=_actor())
    except RuleBroken as error:
        put_error(form, error)
        return _page(person_id, form), 422
    return redirect(url_for("people.show", person_id=person_id, done="role_given"), 303)


@seats.get(SEAT)
@needs(Deed.MANAGE_PEOPLE)
def edit(person_id: int, number: int) -> ResponseReturnValue:
    """Ask what a role changes into."""
    entry = seat_entry(current_session(), current_viewer(), person_id, number)
    return _page(person_id, _filled(entry), entry)


@seats.post(SEAT)
@form_checks_token
@needs(Deed.MANAGE_PEOPLE)
@writes
def change(person_id: int, number: int) -> ResponseReturnValue:
    """Put another role or place in the stead of one."""
    form = _form()
    entry = seat_entry(current_session(), current_viewer(), person_id, number)
    if not form.validate_on_submit():
        status = 400 if is_expired(form) else 422
        return _page(person_id, form, entry), status
    try:
        seat = form.seat(places_within(current_session(), current_viewer().reach))
        move_seat(current_session(), number, seat=seat, actor=_actor())
    except RuleBroken as error:
        put_error(form, error)
        return _page(person_id, form, entry), 422
    return redirect(url_for("people.show", person_id=person_id, done="role_moved"), 303)


@seats.post(f"{SEAT}/end")
@needs(Deed.MANAGE_PEOPLE)
@writes
def end(person_id: int, number: int) -> ResponseReturnValue:
    """Take a role away."""
    entry = seat_entry(current_session(), current_viewer(), person_id, number, ended_too=True)
    try:
        end_seat(current_session(), number, actor=_actor())
    except RuleBroken as error:
        form = _filled(entry)
        put_error(form, error)
        return _page(person_id, form, entry), 422
    return redirect(url_for("people.index", done="role_ended"), 303)


def _form() -> SeatForm:
    form = SeatForm()
    form.offer(roles_managed_by(current_viewer().role))
    return form


def _filled(entry: SeatEntry) -> SeatForm:
    places = places_within(current_session(), current_viewer().reach)
    place = place_of_seat(places, entry.seat)
    return SeatForm(None, role=entry.seat.role.value, place=place.name if place else "")


def _page(person_id: int, form: SeatForm, entry: SeatEntry | None = None) -> str:
    viewer = current_viewer()
    form.offer(roles_managed_by(viewer.role))
    return render_template(
        "identity/seats/edit.html",
        person=person_entry(current_session(), viewer, person_id),
        entry=entry,
        form=form,
        places=places_within(current_session(), viewer.reach),
    )


def _actor() -> Actor:
    return Actor(ActorKind.PERSON, current_viewer().person_id)
