"""What an administrator fills in about the catalogue."""

from __future__ import annotations

from flask_wtf import FlaskForm
from wtforms import BooleanField, SearchField, SelectField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from feedback.administration.labels import LIBRARY_KINDS, LIFE_AREAS
from feedback.web.forms import choice
from feedback.web.i18n import lazy

LONGEST_NAME = 200
NEEDED = InputRequired(lazy("Fill in this field."))
NOT_TOO_LONG = Length(max=LONGEST_NAME, message=lazy("Keep it under 200 characters."))


class SearchForm(FlaskForm):
    """Searching a list of the catalogue; a GET form, so it needs no token."""

    class Meta:
        """A search changes nothing."""

        csrf = False

    words = SearchField(lazy("Search by name, keyword or code"))
    shows_retired = BooleanField(lazy("Show those out of use too"))


class ServiceForm(FlaskForm):
    """An e-service."""

    name_lv = StringField(lazy("Name in Latvian"), [NEEDED, NOT_TOO_LONG])
    name_en = StringField(lazy("Name in English"), [NEEDED, NOT_TOO_LONG])
    name_ru = StringField(lazy("Name in Russian"), [NEEDED, NOT_TOO_LONG])
    institution_code = SelectField(lazy("Institution"), [NEEDED])
    life_area = SelectField(
        lazy("Area of life"), choices=[choice(code, name) for code, name in LIFE_AREAS.items()]
    )
    keywords = TextAreaField(lazy("What people call it"))
    portal_ref = StringField(lazy("Address or number in the portal"), [NOT_TOO_LONG])

    def values(self) -> dict[str, str]:
        """Return the columns as filled in; keywords one a line or split by ";"."""
        words = (self.keywords.data or "").replace("\n", ";").split(";")
        return {
            **{
                field.name: (field.data or "").strip()
                for field in (self.name_lv, self.name_en, self.name_ru, self.portal_ref)
            },
            "institution_code": self.institution_code.data or "",
            "life_area": self.life_area.data or "",
            "keywords": ";".join(word.strip() for word in words if word.strip()),
        }


class NewServiceForm(ServiceForm):
    """A new e-service: its code is chosen once and never changes."""

    code = StringField(lazy("Code"), [NEEDED])


class LibraryForm(FlaskForm):
    """A library."""

    name_lv = StringField(lazy("Name in Latvian"), [NEEDED, NOT_TOO_LONG])
    kind = SelectField(
        lazy("Kind"), choices=[choice(code, name) for code, name in LIBRARY_KINDS.items()]
    )
    municipality_code = SelectField(lazy("Municipality"), [NEEDED])
    place_lv = StringField(lazy("Town or village"), [NEEDED, NOT_TOO_LONG])

    def values(self) -> dict[str, str]:
        """Return the columns as filled in."""
        return {
            "name_lv": (self.name_lv.data or "").strip(),
            "kind": self.kind.data or "",
            "municipality_code": self.municipality_code.data or "",
            "place_lv": (self.place_lv.data or "").strip(),
        }


class MergeForm(FlaskForm):
    """Merging an entry into another."""

    into = StringField(lazy("Code of the one that stays"), [NEEDED])
