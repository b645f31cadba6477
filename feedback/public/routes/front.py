"""The front page and the help."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from feedback.identity.access import find_current_viewer, open_to_all
from feedback.identity.rules import may
from feedback.identity.words import Deed

front = Blueprint("front", __name__)


@front.get("/")
@open_to_all
def page() -> ResponseReturnValue:
    """Send staff to their work; show everybody else what this is."""
    viewer = find_current_viewer()
    if viewer and may(viewer.role, Deed.RECORD):
        return redirect(url_for("desk.new"), 303)
    return render_template("public/front/page.html")


@front.get("/help/")
@open_to_all
def help_page() -> ResponseReturnValue:
    """Explain how it works, what is kept, and for whom it is made."""
    return render_template("public/front/help.html")
