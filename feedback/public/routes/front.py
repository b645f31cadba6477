"""The front page and the help."""

from __future__ import annotations

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from feedback.identity.access import find_current_viewer, open_to_all
from feedback.identity.rules import may
from feedback.identity.words import Deed

front = Blueprint("front", __name__)
# What somebody does here most, by the first deed that is theirs.
WORK = (
    (Deed.RECORD, "desk.new"),
    (Deed.MANAGE_PEOPLE, "people.index"),
    (Deed.KEEP_ACCOUNT, "account.show"),
)


@front.get("/")
@open_to_all
def page() -> ResponseReturnValue:
    """Send staff to their work; show everybody else what this is."""
    viewer = find_current_viewer()
    if viewer is None:
        return render_template("public/front/page.html")
    endpoint = next(endpoint for deed, endpoint in WORK if may(viewer.role, deed))
    return redirect(url_for(endpoint), 303)


@front.get("/help/")
@open_to_all
def help_page() -> ResponseReturnValue:
    """Explain how it works, what is kept, and for whom it is made."""
    return render_template("public/front/help.html")
