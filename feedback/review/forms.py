"""What a reviewer fills in beside a suggestion."""

from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import HiddenField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from feedback.review.labels import REASONS
from feedback.review.words import DeclineReason
from feedback.web.forms import choice
from feedback.web.i18n import lazy

LONGEST_REASON = 1_000


class SeenForm(FlaskForm):
    """A decision on what was read: ``row_version`` tells whether it is still the same."""

    row_version = HiddenField()

    @property
    def seen(self) -> int:
        """The version that the reviewer read; 0 when the field was tampered with."""
        text = self.row_version.data or ""
        return int(text) if text.isdecimal() and len(text) < 10 else 0


class DeclineForm(SeenForm):
    """Declining, with a reason."""

    reason = SelectField(
        lazy("Reason"), choices=[choice(reason.value, REASONS[reason]) for reason in DeclineReason]
    )
    words = TextAreaField(
        lazy("In own words"),
        [Length(max=LONGEST_REASON, message=lazy("Keep it under 1,000 characters."))],
    )


class MergeForm(SeenForm):
    """Merging into another suggestion."""

    into = StringField(
        lazy("Reference of the other one"), [InputRequired(lazy("Fill in this field."))]
    )
