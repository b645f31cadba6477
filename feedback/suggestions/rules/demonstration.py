"""Invented suggestions for demonstrations and measurements: no real person said any of them.

The spread is meant to look like a country's: few e-services get most remarks, big places more than
small ones, the last months more than the first, and what is old has been decided on.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import accumulate

from feedback.kernel.text import Language
from feedback.suggestions.words import AuthorKind, Channel, State
from feedback.tagging.words import Kind

DAYS = 730
LANGUAGES = (Language.LV, Language.RU, Language.EN)
LANGUAGE_WEIGHTS = (80, 14, 6)
CHANNELS = (Channel.DESK, Channel.KIOSK, Channel.PHONE, Channel.SEMINAR, Channel.SHEET)
CHANNEL_WEIGHTS = (48, 36, 7, 4, 5)
KINDS = (Kind.PROBLEM, Kind.SUGGESTION, Kind.QUESTION, Kind.PRAISE)
KIND_WEIGHTS = (40, 38, 17, 5)
DECIDED = (State.ACCEPTED, State.DECLINED, State.HANDED_OVER, State.PLANNED, State.DONE)
# What becomes of a suggestion by its age in days: (oldest age, share still unread, weights of DECIDED).
AGES = (
    (14, 0.85, (80, 20, 0, 0, 0)),
    (60, 0.30, (65, 20, 15, 0, 0)),
    (240, 0.05, (30, 18, 32, 14, 6)),
    (DAYS + 1, 0.01, (12, 18, 24, 16, 30)),
)
DECLINED_BECAUSE = "Demonstrācija: portālā tas jau ir iespējams."


@dataclass(frozen=True, slots=True)
class InventedService:
    """An e-service that invented suggestions may be about, with its name in each language."""

    code: str
    institution_code: str
    names: Mapping[Language, str]


@dataclass(frozen=True, slots=True)
class World:
    """What invented suggestions may speak of.

    ``libraries`` are (code, weight); ``phrases`` are the sentences by (topic, language).
    """

    services: Sequence[InventedService]
    libraries: Sequence[tuple[str, int]]
    phrases: Mapping[tuple[str, Language], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Invented:
    """One invented suggestion; ``parts`` are the sentences of its text."""

    parts: tuple[str, ...]
    language: Language
    kind: Kind
    author: AuthorKind
    channel: Channel
    library_code: str
    service_code: str | None
    institution_code: str | None
    topics: tuple[str, ...]
    answers: tuple[int | None, int | None, int | None]
    state: State
    received_at: datetime
    more_voices: tuple[str, ...]


def invented_suggestions(
    world: World, *, seed: int, first: int, total: int, until: datetime
) -> Iterator[Invented]:
    """Yield the invented suggestions ``first`` … ``total`` - 1 of a seed, oldest first.

    Each depends only on the seed and its own number, so a run may go on where another ended.
    """
    topics = sorted({topic for topic, _ in world.phrases})
    service_weights = list(accumulate(1 / (1 + rank) ** 0.8 for rank in range(len(world.services))))
    services = random.Random(seed).sample(list(world.services), len(world.services))  # noqa: S311 - not a secret
    libraries = [code for code, _ in world.libraries]
    library_weights = list(accumulate(weight for _, weight in world.libraries))
    for number in range(first, total):
        dice = random.Random(f"{seed}:{number}")  # noqa: S311
        language = dice.choices(LANGUAGES, LANGUAGE_WEIGHTS)[0]
        service = dice.choices(services, cum_weights=service_weights)[0]
        chosen = dice.sample(topics, dice.choices((1, 2), (7, 3))[0])
        is_about_none = dice.random() < 0.06
        sentences = [dice.choice(world.phrases[topic, language]) for topic in chosen]
        channel = dice.choices(CHANNELS, CHANNEL_WEIGHTS)[0]
        age = timedelta(days=DAYS * (1 - (number / total) ** 0.7), seconds=dice.random() * 30_000)
        yield Invented(
            parts=(*(() if is_about_none else (service.names[language],)), *sentences),
            language=language,
            kind=dice.choices(KINDS, KIND_WEIGHTS)[0],
            author=_author(dice, channel),
            channel=channel,
            library_code=dice.choices(libraries, cum_weights=library_weights)[0],
            service_code=None if is_about_none else service.code,
            institution_code=None if is_about_none else service.institution_code,
            topics=tuple(sorted(chosen)),
            answers=_answers(dice, channel),
            state=_state(dice, age.days),
            received_at=until - age,
            more_voices=tuple(
                dice.choices(libraries, cum_weights=library_weights, k=dice.randint(1, 9))
                if dice.random() < 0.08
                else ()
            ),
        )


def _author(dice: random.Random, channel: Channel) -> AuthorKind:
    is_librarian = channel is Channel.DESK and dice.random() < 0.25
    return AuthorKind.LIBRARIAN if is_librarian else AuthorKind.RESIDENT


def _answers(dice: random.Random, channel: Channel) -> tuple[int | None, int | None, int | None]:
    if channel not in {Channel.KIOSK, Channel.PHONE}:
        return (None, None, None)
    needed = dice.choices((4, 3, 2, 1, None), (50, 25, 10, 5, 10))[0]
    convenient = dice.choices((4, 3, 2, 1, None), (20, 25, 27, 20, 8))[0]
    understandable = dice.choices((4, 3, 2, 1, None), (18, 27, 27, 20, 8))[0]
    return (needed, convenient, understandable)


def _state(dice: random.Random, age_in_days: int) -> State:
    for oldest, unread, weights in AGES:
        if age_in_days < oldest:
            return State.RECEIVED if dice.random() < unread else dice.choices(DECIDED, weights)[0]
    return State.DONE
