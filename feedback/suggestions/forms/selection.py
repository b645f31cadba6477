"""Narrowing suggestions: the same fields for the queue and for exports."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_wtf import FlaskForm
from wtforms import DateField, Field, SelectField, StringField, ValidationError
from wtforms.validators import Length, Optional

from feedback.catalogue import queries as catalogue
from feedback.catalogue.labels import name_of
from feedback.identity.words import Reach
from feedback.suggestions.labels import CHANNELS, KINDS, STATES
from feedback.suggestions.queries import Filters
from feedback.suggestions.words import Channel, State
from feedback.web.forms import choice
from feedback.web.i18n import lazy
from feedback.web.session import current_session

LONGEST_SEARCH = 200
Names = Mapping[str, str]
# The closed lists of a selection; those of the catalogue are given by the door.
WORDS: dict[str, Names] = {
    "state": {state.value: STATES[state] for state in State if state is not State.ERASED},
    "kind": {kind.value: words for kind, words in KINDS.items()},
    "channel": {channel.value: words for channel, words in CHANNELS.items()},
    "language": {"lv": "Latviešu", "en": "English", "ru": "Русский"},
}
CATALOGUE = ("service", "institution", "region", "municipality", "library", "topic")


class DayField(DateField):
    """A day; what cannot be read as one is told in the page's language."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the day as browsers send it, 2026-11-24."""
        try:
            super().process_formdata(valuelist)
        except ValueError:
            raise ValueError(_("Write the date as in 2026-11-24.")) from None


def _list(label: str) -> SelectField:
    return SelectField(label, validate_choice=False)


class SelectionForm(FlaskForm):
    """Which suggestions; the fields are those of ``Filters``, as in the addresses of the queue."""

    class Meta:
        """A selection changes nothing, and it stands in the page's address."""

        csrf = False

    state = _list(lazy("State"))
    service = _list(lazy("E-service"))
    region = _list(lazy("Region"))
    municipality = _list(lazy("Municipality"))
    library = _list(lazy("Library"))
    since = DayField(lazy("Said from"), [Optional()])
    until = DayField(lazy("Said until"), [Optional()])
    text = StringField(
        lazy("Words in the text"),
        [Length(max=LONGEST_SEARCH, message=lazy("Keep it under 200 characters."))],
    )
    institution = _list(lazy("Institution"))
    topic = _list(lazy("Topic"))
    kind = _list(lazy("Kind"))
    channel = _list(lazy("Channel"))
    language = _list(lazy("Language of the text"))

    def __init__(self, given: Any, *, names: Mapping[str, Names]) -> None:  # noqa: ANN401 - as Werkzeug types it
        """Read ``given``; offer the codes of the catalogue with their ``names``, by field.

        A list without names is not offered at all.
        """
        super().__init__(given)
        for name in CATALOGUE:
            if name not in names:
                del self[name]
        self._names = {**WORDS, **names}
        for name, offered in self._names.items():
            chosen = self[name].data
            # A code that is out of use still stands on old suggestions.
            extra = {chosen: chosen} if name in CATALOGUE and chosen else {}
            self[name].choices = [
                choice("", lazy("All")),
                *(choice(code, words) for code, words in {**extra, **offered}.items()),
            ]

    def validate_until(self, field: Field) -> None:
        """Refuse a period that ends before it begins."""
        if field.data and self.since.data and field.data < self.since.data:
            raise ValidationError(_("The last day is before the first one."))

    def _refuse_unknown(self, field: Field) -> None:
        if field.data and field.data not in self._names[field.name]:
            raise ValidationError(_("This choice does not exist. Choose again."))

    validate_state = validate_kind = validate_channel = validate_language = _refuse_unknown

    def filters(self) -> Filters:
        """Return the selection of a valid form."""
        given = {field.name: field.data for field in self if field.data}
        if "state" in given:
            given["state"] = State(given["state"])
        if "channel" in given:
            given["channel"] = Channel(given["channel"])
        return Filters(**given)

    def described(self, words: Mapping[str, str]) -> list[str]:
        """Return a stored filter as phrases for people: "Region: Vidzeme"."""
        return [
            f"{self[name].label.text}: {self._names.get(name, {}).get(value, value)}"
            for name, value in words.items()
            if name in self
        ]


def offered_names(reach: Reach) -> dict[str, Names]:
    """Return what a viewer can choose from, by field: nothing beyond their reach."""
    session = current_session()
    names: dict[str, Names] = {
        "service": {row.code: name_of(row) for row in catalogue.services(session)},
        "institution": {row.code: row.name_lv for row in catalogue.institutions(session)},
        "topic": {row.code: name_of(row) for row in catalogue.topics(session)},
        "library": {
            row.code: row.name_lv
            for row in catalogue.libraries(session, municipality_code=reach.municipality_code)
        },
    }
    if reach.everything:
        names["region"] = {row.code: name_of(row) for row in catalogue.regions(session)}
        names["municipality"] = {
            row.code: name_of(row) for row in catalogue.municipalities(session)
        }
    return names
