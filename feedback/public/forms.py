"""What a resident without an account fills in."""

from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import StringField

from feedback.web.i18n import lazy


class ReceiptForm(FlaskForm):
    """The code of a receipt, as typed."""

    code = StringField(lazy("Your code"))
