"""The librarian's desk."""

from __future__ import annotations

from uuid import UUID, uuid4

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from feedback.identity.access import current_viewer, needs
from feedback.identity.words import Deed
from feedback.kernel.actor import Actor, ActorKind
from feedback.suggestions.forms.desk import DeskForm
from feedback.suggestions.routes.answers import take
from feedback.suggestions.words import AuthorKind, Channel, Draft

desk = Blueprint("desk", __name__, url_prefix="/desk")


@desk.get("/")
@needs(Deed.RECORD)
def new() -> ResponseReturnValue:
    """Show the form for one suggestion."""
    form = DeskForm(id=str(uuid4()))
    return render_template(
        "suggestions/desk/new.html", form=form, saved=request.args.get("saved", "")
    )


@desk.post("/")
@needs(Deed.RECORD)
def record() -> ResponseReturnValue:
    """Record what the librarian typed."""
    form = DeskForm()
    if not form.validate_on_submit():
        return render_template("suggestions/desk/new.html", form=form), 422
    viewer = current_viewer()
    recorded = take(
        Draft(
            id=UUID(form.id.data),
            channel=Channel.DESK,
            author=AuthorKind(form.author.data),
            library_code=viewer.reach.library_code,
            text=form.text.data or "",
            actor=Actor(ActorKind.PERSON, viewer.person_id),
        )
    )
    return redirect(url_for("desk.new", saved=recorded.reference), 303)
