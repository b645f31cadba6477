"""What a resident fills in at the kiosk: every part may be left out, but not all of them."""

from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import (
    Form,
    HiddenField,
    RadioField,
    SearchField,
    SelectMultipleField,
    TextAreaField,
)
from wtforms.validators import UUID, AnyOf, InputRequired, Optional

from feedback.suggestions.labels import ANSWERS, QUESTIONS
from feedback.web.forms import choice
from feedback.web.i18n import lazy

DO_NOT_KNOW = "0"
# From the best answer to the worst, "don't know" apart at the end; nothing is chosen beforehand.
FACES = [
    *(choice(str(answer), label) for answer, label in ANSWERS.items()),
    choice(DO_NOT_KNOW, lazy("Don't know")),
]
# What got in the way, each a topic of the catalogue.
OBSTACLES = [
    choice("login", lazy("Could not sign in")),
    choice("wording", lazy("Did not understand the text")),
    choice("form", lazy("Too much to fill in")),
    choice("error", lazy("Something did not work")),
    choice("findability", lazy("Did not find it")),
    choice("accessibility", lazy("Hard to see or press")),
]


class SearchForm(FlaskForm):
    """Finding an e-service by its name or by what people call it."""

    words = SearchField(lazy("Search for the service"))


class AnswersForm(Form):
    """The three questions; sent by GET without a token: the answers say nothing about a person."""

    needed = RadioField(QUESTIONS["needed"], choices=FACES)
    convenient = RadioField(QUESTIONS["convenient"], choices=FACES)
    understandable = RadioField(QUESTIONS["understandable"], choices=FACES)


def _answer() -> HiddenField:
    message = lazy("This answer does not exist. Go back and choose again.")
    return HiddenField(
        validators=[Optional(), AnyOf([DO_NOT_KNOW, *map(str, ANSWERS)], message=message)]
    )


class WordsForm(FlaskForm):
    """Own words, with the answers so far and the id that makes a repeated send count once."""

    id = HiddenField(
        validators=[
            InputRequired(lazy("The page came back damaged. Check and send again.")),
            UUID(lazy("The page came back damaged. Check and send again.")),
        ]
    )
    needed = _answer()
    convenient = _answer()
    understandable = _answer()
    obstacles = SelectMultipleField(
        lazy("What got in the way?"), choices=OBSTACLES, validate_choice=False
    )
    text = TextAreaField(lazy("Tell us in your own words"))
