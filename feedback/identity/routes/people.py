"""People: the list, one person, and links for those who forgot the password."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from feedback.identity.access import current_viewer, needs
from feedback.identity.actions import disable_person, enable_person, make_reset_link
from feedback.identity.forms import PeopleSearchForm
from feedback.identity.labels import ROLES, done_sentence, sentence
from feedback.identity.queries import open_invitations, people_page, person_entry, places_within
from feedback.identity.rules.limits import RESET_LASTS
from feedback.identity.rules.places import matching_places
from feedback.identity.words import Deed, PersonEntry, Role
from feedback.kernel.actor import Actor, ActorKind
from feedback.kernel.clock import now
from feedback.kernel.errors import NotFound, RuleBroken
from feedback.web.addresses import absolute_url
from feedback.web.negotiate import wants_fragment
from feedback.web.session import current_session, writes

people = Blueprint("people", __name__, url_prefix="/people")
PERSON = "/<row:person_id>"
OPTIONS = 20


@people.get("/")
@needs(Deed.MANAGE_PEOPLE)
def index() -> ResponseReturnValue:
    """List the people whom this viewer sees, and the invitations that are open."""
    viewer, store = current_viewer(), current_session()
    form = PeopleSearchForm(request.args)
    wanted = form.role.data
    page = people_page(
        store,
        viewer,
        words=form.words.data or "",
        role=Role(wanted) if wanted in set(Role) else None,
        cursor=request.args.get("at", ""),
    )
    return render_template(
        "identity/people/index.html",
        form=form,
        page=page,
        roles=ROLES,
        invitations=open_invitations(store, viewer),
        now=now(),
        done=done_sentence(request.args.get("done", "")),
    )


@people.get("/places")
@needs(Deed.INVITE)
def places() -> ResponseReturnValue:
    """Answer the place box: the places that this viewer may give roles at."""
    if not wants_fragment():
        return redirect(url_for("people.index"), 303)
    options = places_within(current_session(), current_viewer().reach)
    found = matching_places(options, request.args.get("q", ""))
    return render_template("identity/people/_places.html", places=found[:OPTIONS])


@people.get(PERSON)
@needs(Deed.MANAGE_PEOPLE)
def show(person_id: int) -> ResponseReturnValue:
    """Show one person and what may be changed."""
    return _page(person_entry(current_session(), current_viewer(), person_id))


@people.post(f"{PERSON}/disable")
@needs(Deed.MANAGE_PEOPLE)
@writes
def disable(person_id: int) -> ResponseReturnValue:
    """Shut a person out at once."""
    person = _managed(person_id)
    try:
        disable_person(current_session(), person_id, actor=_actor())
    except RuleBroken as error:
        return _page(person, problem=sentence(error)), 422
    return redirect(url_for("people.show", person_id=person_id, done="disabled"), 303)


@people.post(f"{PERSON}/enable")
@needs(Deed.MANAGE_PEOPLE)
@writes
def enable(person_id: int) -> ResponseReturnValue:
    """Let a person in again."""
    _managed(person_id)
    enable_person(current_session(), person_id, actor=_actor())
    return redirect(url_for("people.show", person_id=person_id, done="enabled"), 303)


@people.post(f"{PERSON}/new-password")
@needs(Deed.MANAGE_PEOPLE)
@writes
def reset(person_id: int) -> ResponseReturnValue:
    """Make a link with which the person sets a new password; it is shown once."""
    person = _managed(person_id)
    token = make_reset_link(current_session(), person_id, actor=_actor())
    return render_template(
        "identity/people/reset_link.html",
        person=person,
        link=absolute_url("resets.show", token=token),
        until=now() + RESET_LASTS,
    )


def _managed(person_id: int) -> PersonEntry:
    """Return a person whom this viewer may shut out and let in; raises NotFound for others."""
    person = person_entry(current_session(), current_viewer(), person_id)
    if not person.is_manageable:
        raise NotFound
    return person


def _page(person: PersonEntry, *, problem: str = "") -> str:
    return render_template(
        "identity/people/show.html",
        person=person,
        roles=ROLES,
        problem=problem,
        done=done_sentence(request.args.get("done", "")),
    )


def _actor() -> Actor:
    return Actor(ActorKind.PERSON, current_viewer().person_id)
