"""What people fill in about themselves and about kiosks."""

from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import EmailField, HiddenField, PasswordField, RadioField, SelectField, StringField
from wtforms.validators import InputRequired

from feedback.identity.labels import sentence
from feedback.kernel.errors import RuleBroken
from feedback.web.forms import choice
from feedback.web.i18n import lazy

# Each language is written in itself, so these are not translated.
LANGUAGES = [choice("lv", "Latviešu"), choice("en", "English"), choice("ru", "Русский")]


class SignInForm(FlaskForm):
    """Name and password; ``next`` is the page that asked for the sign-in."""

    email = EmailField(lazy("E-mail"), [InputRequired(lazy("Write your e-mail address."))])
    password = PasswordField(lazy("Password"), [InputRequired(lazy("Write your password."))])
    next = HiddenField()


class AcceptForm(FlaskForm):
    """A new account."""

    name = StringField(lazy("First name and surname"))
    email = EmailField(lazy("E-mail"))
    password = PasswordField(lazy("Password"))
    language = RadioField(lazy("Language"), choices=LANGUAGES)


class NameForm(FlaskForm):
    """What staff call a kiosk."""

    name = StringField(lazy("Name of the kiosk"))


class KioskForm(NameForm):
    """A new kiosk; the route puts the viewer's libraries into the list."""

    library = SelectField(lazy("Library"), choices=[])


class PairForm(FlaskForm):
    """The code that a coordinator reads out, typed at the kiosk."""

    code = StringField(lazy("Pairing code"), [InputRequired(lazy("Write the code."))])


def put_error(form: FlaskForm, error: RuleBroken) -> None:
    """Write what a broken rule means beside the field it concerns, else above the form."""
    if error.field in form:
        form[error.field].errors = [sentence(error)]
    else:
        form.form_errors.append(sentence(error))
