"""What the desk tells while somebody types: personal data, likely e-services, similar suggestions."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID, uuid4

from feedback.catalogue.labels import name_of
from feedback.catalogue.queries import services_by_code
from feedback.identity.words import Reach
from feedback.kernel.text import clean
from feedback.suggestions.actions.intake import MAX_TOPICS
from feedback.suggestions.forms.remark import RemarkForm
from feedback.suggestions.labels import STATES, personal_data_sentence
from feedback.suggestions.models import Suggestion
from feedback.suggestions.queries import similar_suggestions
from feedback.tagging.queries import analyse
from feedback.tagging.words import MASKS, Guess
from feedback.web.session import current_session

MOST_GUESSES = 3


@dataclass(frozen=True, slots=True)
class Found:
    """Personal data in the text: the exact words, what covers them, and the warning."""

    words: str
    mask: str
    sentence: str


@dataclass(frozen=True, slots=True)
class LikelyService:
    """An e-service that the text may be about, and the words that say so."""

    code: str
    name: str
    evidence: str


@dataclass(frozen=True, slots=True)
class SameAgain:
    """A suggestion that may say the same; ``voice`` is the id under which a voice is counted once."""

    suggestion: Suggestion
    state: str
    voice: UUID


@dataclass(frozen=True, slots=True)
class Hints:
    """Everything that is shown beside a text."""

    found: list[Found] = field(default_factory=list)
    services: list[LikelyService] = field(default_factory=list)
    similar: list[SameAgain] = field(default_factory=list)


def hints_for(form: RemarkForm, *, reach: Reach) -> Hints:
    """Return the hints for the text of ``form``, and tick the topics that it speaks of."""
    text = clean(form.text.data or "")
    session = current_session()
    analysis = analyse(session, text)
    form.suggest_topics(guess.code for guess in analysis.topics[:MAX_TOPICS])
    return Hints(
        found=personal_data_hints(form),
        services=_likely(analysis.services[:MOST_GUESSES]),
        similar=[
            SameAgain(found.suggestion, str(STATES[found.suggestion.state]), uuid4())
            for found in similar_suggestions(session, analysis.masked, reach=reach)
        ],
    )


def personal_data_hints(form: RemarkForm) -> list[Found]:
    """Return the warnings about the personal data in the text of ``form``."""
    return [
        Found(words, MASKS[find.type], personal_data_sentence(find.type, words))
        for find, words in zip(form.open_finds(), form.open_words(), strict=True)
    ]


def _likely(guesses: tuple[Guess, ...]) -> list[LikelyService]:
    rows = services_by_code(current_session(), [guess.code for guess in guesses])
    return [
        LikelyService(guess.code, name_of(rows[guess.code]), ", ".join(guess.evidence))
        for guess in guesses
    ]
