"""What every form with somebody's own words has: the words, the e-service, the topics."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from flask_babel import gettext as _
from flask_wtf import FlaskForm
from wtforms import (
    Field,
    HiddenField,
    RadioField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.widgets import CheckboxInput

from feedback.catalogue.labels import name_of
from feedback.catalogue.models import Service
from feedback.catalogue.queries import service, topics
from feedback.kernel.errors import NotFound, RuleBroken
from feedback.kernel.text import Language, clean, with_visible_problems
from feedback.suggestions.labels import sentence_of
from feedback.suggestions.rules.intake import check_text
from feedback.tagging.queries import service_meant, services_matching
from feedback.tagging.rules.personal_data import masked, personal_data_in
from feedback.tagging.words import PersonalDatum
from feedback.web.forms import choice
from feedback.web.i18n import current_locale, lazy
from feedback.web.session import current_session

NO_SERVICE = "none"
MOST_HITS = 5
LONGEST_SEARCH = 200


class WordsField(Field):
    """Words of the text that the page remembers, a hidden input for each; ``data`` is a tuple."""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take every value that was sent under this name."""
        if valuelist:
            self.data = tuple(valuelist)


class TicksField(SelectMultipleField):
    """Several of a list, as ticks; iterating gives one tick box for each choice."""

    option_widget = CheckboxInput()


class Offered:
    """Refuses a value that the field's choices do not offer; an empty one only asks to choose."""

    def __init__(self, message: str) -> None:
        self.message = message

    def __call__(self, _form: FlaskForm, field: RadioField | SelectMultipleField) -> None:
        """Raise ValidationError unless every chosen value is offered."""
        offered = {value for value, *_rest in field.iter_choices() if value}
        chosen = field.data if isinstance(field.data, list) else [field.data]
        if not offered.issuperset(chosen):
            raise ValidationError(self.message)


class RemarkForm(FlaskForm):
    """Own words with their tags.

    ``suggested`` repeats the topics that the machine ticked: while the ticks equal it, nobody has
    chosen. ``shown`` are finds of personal data that the person was warned of, ``kept`` those
    declared not to be personal. ``chosen_service`` is known after validation: None when nobody
    chose, "" when a person said that it is about no e-service.
    """

    text = TextAreaField(lazy("What does the resident suggest?"))
    kept = WordsField(default=())
    shown = WordsField(default=())
    service = StringField(lazy("Which e-service is it about?"))
    service_code = HiddenField()
    service_hit = RadioField(
        lazy("Which one do you mean?"), choices=[], validate_choice=False, default=""
    )
    topics = TicksField(
        lazy("Topics"),
        [Offered(lazy("This choice does not exist. Choose again."))],
        choices=[],
        validate_choice=False,
    )
    suggested = HiddenField()

    asks_first = True  # a script that sends what was written earlier has nobody to ask
    chosen_service: str | None = None
    confirmed_topics: frozenset[str] = frozenset()

    def offer_topics(self) -> None:
        """Fill in the topics of the catalogue."""
        self.topics.choices = [
            choice(topic.code, name_of(topic)) for topic in topics(current_session())
        ]

    def validate_text(self, field: TextAreaField) -> None:
        """Refuse what the intake would refuse, and ask about personal data once."""
        text = field.data or ""
        try:
            check_text(text)
        except RuleBroken as broken:
            raise ValidationError(sentence_of(broken)) from None
        if self.asks_first and not set(self.open_words()).issubset(self.shown.data):
            raise ValidationError(
                _(
                    "Personal data must not be stored. Choose below what to do, or save again to hide it."
                )
            )

    def validate_service(self, field: StringField) -> None:
        """Find out which e-service is meant; without a script it is typed words only."""
        typed = (field.data or "").strip()
        if self.service_hit.data == NO_SERVICE or not typed:
            self.chosen_service = "" if self.service_hit.data == NO_SERVICE else None
            field.data = self.service_code.data = ""
            return
        if (found := self._meant(typed)) is None:
            raise ValidationError(self._offer_hits(typed))
        self.choose_service(found)

    def choose_service(self, found: Service) -> None:
        """Put an e-service into the form."""
        self.chosen_service = self.service_code.data = found.code
        self.service.data = name_of(found)
        self.service_hit.data = ""

    @property
    def has_chosen_topics(self) -> bool:
        """Whether a person changed the ticks that the machine put."""
        return set(self.topics.data or ()) != set((self.suggested.data or "").split())

    @property
    def guessed_topics(self) -> set[str]:
        """The ticks that no person has looked at."""
        guessed = set() if self.has_chosen_topics else set((self.suggested.data or "").split())
        return guessed - self.confirmed_topics

    @property
    def chosen_topics(self) -> tuple[str, ...] | None:
        """The topics as a person's choice, or None when nobody chose."""
        return tuple(self.topics.data or ()) if self.has_chosen_topics else None

    def suggest_topics(self, codes: Iterable[str]) -> None:
        """Tick what the machine guesses, unless a person has chosen."""
        if not self.has_chosen_topics:
            self.topics.data = list(codes)
            self.suggested.data = " ".join(self.topics.data)

    def open_finds(self) -> list[PersonalDatum]:
        """Return the personal data in the (cleaned) text, without what was declared not to be."""
        text = clean(self.text.data or "")
        finds = personal_data_in(text)
        return [find for find in finds if text[find.start : find.end] not in self.kept.data]

    def open_words(self) -> list[str]:
        """Return the words of each find of ``open_finds``."""
        text = clean(self.text.data or "")
        return [text[find.start : find.end] for find in self.open_finds()]

    def make_showable(self) -> None:
        """Show signs that cannot be stored as "\ufffd", so that a person finds them."""
        for typed in (self.text, self.service):
            typed.data = with_visible_problems(typed.data or "")

    def mask(self) -> None:
        """Cover the personal data in the text."""
        self.text.data = masked(clean(self.text.data or ""), self.open_finds())

    def keep(self) -> None:
        """Declare that what was found is not personal."""
        self.kept.data = (*self.kept.data, *self.open_words())

    def _meant(self, typed: str) -> Service | None:
        session = current_session()
        if self.service_hit.data:
            return _find_service(self.service_hit.data)
        # A code without its name is an old one: without a script, somebody typed over the name.
        found = _find_service(self.service_code.data or "")
        if found and typed in {found.name_lv, found.name_en, found.name_ru}:
            return found
        if len(typed) > LONGEST_SEARCH:
            return None
        return _find_service(service_meant(session, typed) or "")

    def _offer_hits(self, typed: str) -> str:
        """Offer what the words could mean; return the sentence that says so."""
        self.service_code.data = self.service_hit.data = ""
        found = services_matching(
            current_session(), typed[:LONGEST_SEARCH], MOST_HITS, Language(current_locale())
        )
        if not found:
            return str(_("No e-service has these words. Try other words or leave this empty."))
        self.service_hit.choices = [
            *(choice(match.code, match.name) for match in found),
            choice(NO_SERVICE, _("None of these")),
        ]
        return str(_("Several e-services have these words. Choose one below."))


def press_buttons(form: RemarkForm, sent: Mapping[str, str]) -> None:
    """Do what the buttons inside the form ask for when no script does it."""
    if "mask" in sent:
        form.mask()
    if "keep" in sent:
        form.keep()
    if found := _find_service(sent.get("pick", "")):
        form.choose_service(found)


def put_at_field(form: RemarkForm, broken: RuleBroken) -> None:
    """Put the sentence for a broken rule at its field, or above the form when it has none."""
    name = "library" if broken.field == "place" else broken.field
    if name in form:
        form[name].errors = [sentence_of(broken)]
    else:
        form.form_errors.append(sentence_of(broken))


def _find_service(code: str) -> Service | None:
    """Return the e-service in use, or None; a code from a form may hold anything."""
    if not code.isascii() or not code.isprintable() or not code:
        return None
    try:
        found = service(current_session(), code)
    except NotFound:
        return None
    return None if found.retired_on else found
