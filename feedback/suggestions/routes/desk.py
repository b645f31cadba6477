"""The librarian's desk."""

from __future__ import annotations

from uuid import UUID, uuid4

from flask import Blueprint, current_app, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from feedback.identity.access import current_viewer, needs
from feedback.identity.words import Deed
from feedback.kernel.actor import Actor, ActorKind
from feedback.suggestions.actions import make_ready, record_suggestion
from feedback.suggestions.forms.desk import DeskForm
from feedback.suggestions.words import AuthorKind, Channel, Draft
from feedback.web.session import current_session, intake_writer

desk = Blueprint("desk", __name__, url_prefix="/desk")


@desk.get("/")
@needs(Deed.RECORD)
def new() -> ResponseReturnValue:
    """Show the form for one suggestion."""
    return render_template("suggestions/desk/new.html", form=DeskForm(id=str(uuid4())))


@desk.post("/")
@needs(Deed.RECORD)
def record() -> ResponseReturnValue:
    """Record what the librarian typed."""
    form = DeskForm()
    if not form.validate_on_submit():
        return render_template("suggestions/desk/new.html", form=form), 422
    viewer = current_viewer()
    draft = Draft(
        id=UUID(form.id.data),
        channel=Channel.DESK,
        author=AuthorKind(form.author.data),
        library_code=viewer.reach.library_code,
        text=form.text.data or "",
        actor=Actor(ActorKind.PERSON, viewer.person_id),
    )
    ready = make_ready(current_session(), draft)
    secret = str(current_app.config["SECRET_KEY"])
    recorded = intake_writer().run(lambda session: record_suggestion(session, ready, secret=secret))
    return redirect(url_for("desk.new", saved=recorded.reference), 303)
