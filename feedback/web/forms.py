"""What the forms of all rooms share."""

from __future__ import annotations

from typing import cast

from flask_babel import gettext as _
from flask_wtf import FlaskForm
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # new in WTForms 3.3


def choice(value: str, label: str) -> tuple[str, str]:
    """Return one option of a list or a group: the value that is sent, the words that are read.

    WTForms deprecates plain pairs, and its published types know nothing but pairs.
    """
    return cast("tuple[str, str]", SelectChoice(value, label))


def is_expired(form: FlaskForm) -> bool:
    """Say whether a form was open too long (its token is old, foreign or missing).

    For views marked ``form_checks_token``: the form then says so above what was typed, status 400.
    """
    if "csrf_token" not in form or not form.csrf_token.errors:
        return False
    form.csrf_token.errors = ()
    form.form_errors.append(_("The form was open too long. Check and send again."))
    return True
