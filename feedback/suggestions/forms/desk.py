"""What the librarian fills in at the desk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict
from wtforms import HiddenField, RadioField, SelectField, StringField, ValidationError, validators
from wtforms.widgets import DateInput

from feedback.catalogue.labels import name_of
from feedback.catalogue.queries import libraries, library, municipalities
from feedback.identity.words import Viewer
from feedback.kernel.actor import Actor, ActorKind
from feedback.kernel.clock import today
from feedback.suggestions.forms.remark import Offered, RemarkForm
from feedback.suggestions.queries import last_library
from feedback.suggestions.words import AuthorKind, Channel, Draft
from feedback.web.forms import choice
from feedback.web.i18n import lazy
from feedback.web.session import current_session

TODAY, EARLIER = "today", "earlier"
UNKNOWN = lazy("This choice does not exist. Choose again.")


class DeskForm(RemarkForm):
    """One suggestion; the id is made with the page so that a repeated send counts once."""

    id = HiddenField(
        validators=[
            validators.InputRequired(lazy("The page came back damaged. Check and send again.")),
            validators.UUID(lazy("The page came back damaged. Check and send again.")),
        ]
    )
    author = RadioField(
        lazy("Whose suggestion is it?"),
        [Offered(UNKNOWN)],
        choices=[
            choice(AuthorKind.RESIDENT.value, lazy("Resident")),
            choice(AuthorKind.LIBRARIAN.value, lazy("Me, the librarian")),
        ],
        validate_choice=False,
    )
    said = RadioField(
        lazy("When was it said?"),
        [Offered(UNKNOWN)],
        choices=[choice(TODAY, lazy("Today")), choice(EARLIER, lazy("Earlier"))],
        validate_choice=False,
    )
    said_on = StringField(lazy("Day"), widget=DateInput())
    library = SelectField(
        lazy("Library"), [Offered(lazy("Choose the library."))], validate_choice=False
    )
    municipality = SelectField(lazy("Municipality"), [Offered(UNKNOWN)], validate_choice=False)

    own_municipality: str = ""
    day: date | None = None

    def validate_said_on(self, field: StringField) -> None:
        """Read the day, when it was not today."""
        if self.said.data == TODAY:
            field.data = ""
            return
        try:
            self.day = date.fromisoformat(field.data or "")
        except ValueError:
            raise ValidationError(_("Choose the day when it was said.")) from None

    def validate(self, extra_validators: Mapping[str, Sequence[Any]] | None = None) -> bool:
        """Check every field; what is wrong with the hidden id is said above the form."""
        is_valid = bool(super().validate(extra_validators))
        if self.id.errors:
            self.form_errors.extend(self.id.errors)
            self.id.errors, self.id.data = (), str(uuid4())
        return is_valid

    @property
    def municipality_name(self) -> str:
        """The municipality that is chosen now."""
        chosen = (
            label
            for value, label, *_rest in self.municipality.iter_choices()
            if value == self.municipality.data
        )
        return next(chosen, "")

    def draft(self, viewer: Viewer) -> Draft:
        """Return what the validated form hands to the intake."""
        elsewhere = (
            self.municipality.data if self.municipality.data != self.own_municipality else ""
        )
        return Draft(
            id=UUID(self.id.data),
            channel=Channel.DESK,
            author=AuthorKind(self.author.data),
            library_code=self.library.data,
            text=self.text.data or "",
            service_code=self.chosen_service,
            topic_codes=self.chosen_topics,
            municipality_code=elsewhere,
            said_on=self.day,
            actor=Actor(ActorKind.PERSON, viewer.person_id),
            kept_personal_data=self.kept.data,
        )


def desk_form(viewer: Viewer, sent: MultiDict[str, str] | None = None) -> DeskForm:
    """Return the form for a viewer: what was ``sent``, or an empty one with a new id.

    A librarian's library is the only one to choose; a coordinator starts with the one used last.
    """
    session = current_session()
    own = viewer.reach.municipality_code
    if viewer.reach.library_code:
        row = library(session, viewer.reach.library_code)
        own, offered = row.municipality_code, [row]
    else:
        offered = list(libraries(session, municipality_code=own))
    start = {
        "id": str(uuid4()),
        "author": AuthorKind.RESIDENT.value,
        # A script that names a day need not say that it was earlier.
        "said": EARLIER if sent and sent.get("said_on") else TODAY,
        "municipality": own,
        "library": _first_library([row.code for row in offered], viewer),
    }
    form = DeskForm(formdata=sent, data=start)
    form.own_municipality = own
    form.library.choices = [choice(row.code, row.name_lv) for row in offered]
    if not form.library.data:
        form.library.choices.insert(0, choice("", _("Choose the library")))
    form.municipality.choices = [choice(row.code, name_of(row)) for row in municipalities(session)]
    form.text.label.text = _("1. What does the resident suggest?")
    form.service.label.text = _("2. Which e-service is it about?")
    form.author.label.text = _("3. Whose suggestion is it?")
    form.said_on.render_kw = {"max": today().isoformat()}
    form.offer_topics()
    return form


def _first_library(offered: Sequence[str], viewer: Viewer) -> str:
    if len(offered) == 1:
        return offered[0]
    used = last_library(current_session(), person_id=viewer.person_id)
    return used if used in offered else ""
