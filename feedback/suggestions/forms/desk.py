"""What the librarian fills in at the desk."""

from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import HiddenField, RadioField, StringField, TextAreaField
from wtforms.validators import InputRequired

from feedback.suggestions.words import AuthorKind
from feedback.web.forms import choice
from feedback.web.i18n import lazy


class DeskForm(FlaskForm):
    """One suggestion; the id is made with the page so that a repeated send counts once."""

    id = HiddenField()
    text = TextAreaField(
        lazy("What does the resident suggest?"), [InputRequired(lazy("Write the suggestion."))]
    )
    service = StringField(lazy("Which e-service is it about?"))
    author = RadioField(
        lazy("Whose suggestion is it?"),
        choices=[
            choice(AuthorKind.RESIDENT.value, lazy("Resident")),
            choice(AuthorKind.LIBRARIAN.value, lazy("Me, the librarian")),
        ],
        default=AuthorKind.RESIDENT.value,
    )
