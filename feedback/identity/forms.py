"""What people fill in about themselves, about each other and about kiosks."""

from __future__ import annotations

from collections.abc import Sequence

from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    EmailField,
    HiddenField,
    PasswordField,
    RadioField,
    SearchField,
    SelectField,
    StringField,
)
from wtforms.validators import InputRequired

from feedback.identity.labels import ROLES, sentence
from feedback.identity.rules.places import chosen_place
from feedback.identity.words import PlaceOption, Role, Seat
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


class NewPasswordForm(FlaskForm):
    """A new password in the stead of a forgotten one."""

    password = PasswordField(lazy("New password"))


class OwnNameForm(FlaskForm):
    """The own name."""

    name = StringField(lazy("First name and surname"))


class PasswordForm(FlaskForm):
    """A new password; the old one shows that nobody else sits at an open page."""

    old_password = PasswordField(
        lazy("Present password"), [InputRequired(lazy("Write your present password."))]
    )
    password = PasswordField(lazy("New password"))


class HabitsForm(FlaskForm):
    """How the pages behave for this person, on every computer."""

    language = RadioField(lazy("Language"), choices=LANGUAGES)
    uses_single_keys = BooleanField(lazy("Shortcuts of a single letter, such as J and K"))


class PeopleSearchForm(FlaskForm):
    """Searching the list of people; a GET form, so it needs no token."""

    class Meta:
        """A search changes nothing."""

        csrf = False

    words = SearchField(lazy("Name or e-mail"))
    role = SelectField(
        lazy("Role"),
        choices=[
            choice("", lazy("every role")),
            *(choice(role.value, label) for role, label in ROLES.items()),
        ],
    )


class SeatForm(FlaskForm):
    """A role and the place where it is held."""

    role = SelectField(lazy("Role"))
    place = StringField(lazy("Library or municipality"))
    place_code = HiddenField()

    def offer(self, roles: Sequence[Role]) -> None:
        """Offer the roles that the person at this form may give."""
        self.role.choices = [choice(role.value, ROLES[role]) for role in roles]

    def seat(self, places: Sequence[PlaceOption]) -> Seat:
        """Return what was chosen; raises RuleBroken at ``place`` when ``places`` do not hold it."""
        role, typed = Role(self.role.data), self.place.data or ""
        place = chosen_place(places, code=self.place_code.data or "", typed=typed)
        if place is None and typed.strip():
            raise RuleBroken("place_unknown", field="place")
        if place is None:
            return Seat(role)
        return Seat(role, place.library_code, place.municipality_code)


class InvitationForm(SeatForm):
    """Who is invited, and to what."""

    name = StringField(lazy("First name and surname"))
    email = EmailField(lazy("E-mail"))


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
