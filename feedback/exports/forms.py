"""Choosing the file that an export becomes; what goes into it is chosen by ``SelectionForm``."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_wtf import FlaskForm
from wtforms import Field, RadioField, ValidationError
from wtforms.validators import InputRequired

from feedback.exports.labels import FORMATS
from feedback.exports.words import Format
from feedback.web.forms import choice
from feedback.web.i18n import lazy


class ExportForm(FlaskForm):
    """As which file."""

    format = RadioField(
        lazy("Kind of file"),
        [InputRequired(lazy("Choose a file."))],
        choices=[
            choice(form.value, FORMATS[form])
            for form in (Format.XLSX, Format.CSV_EXCEL, Format.CSV, Format.JSONL)
        ],
        default=Format.XLSX.value,
        validate_choice=False,
    )

    def validate_format(self, field: Field) -> None:
        """Refuse a file that nobody can make."""
        if field.data not in set(Format):
            raise ValidationError(_("This choice does not exist. Choose again."))
