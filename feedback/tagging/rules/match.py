"""Finding an e-service by any part of its words: what the combobox does while somebody types.

Every part that was typed must be found, in any order, with or without marks: in a name (any of the
three languages), a keyword, the institution's name or alias, or the code.
"""

from __future__ import annotations

from dataclasses import dataclass

from feedback.kernel.text import Language, fold
from feedback.tagging.rules.index import Index, Searchable, searchable_words
from feedback.tagging.rules.normalise import WORD, normal_word, spoken_words
from feedback.tagging.words import Match

LANGUAGES = (Language.LV, Language.EN, Language.RU)
MOST_PARTS = 8


@dataclass(frozen=True, slots=True)
class _Worth:
    """How good it is to find a part: at the beginning of a word, as its stem, inside a word."""

    beginning: float
    stem: float
    inside: float


_IN_SHOWN_NAME = _Worth(8.0, 6.0, 5.0)
_IN_OTHER_NAME = _Worth(4.0, 3.5, 3.0)
_IN_OTHER_WORDS = _Worth(3.0, 2.0, 1.0)
# What each part gains when all stand side by side as typed ("bērnu nauda").
_TOGETHER = 4.0


def matching_services(
    index: Index, query: str, limit: int, language: Language = Language.LV
) -> list[Match]:
    """Return the e-services that hold every part of ``query``, best first; names in ``language``.

    Nothing is found for a query without letters and digits.
    """
    shown = LANGUAGES.index(language)
    parts = _parts(query)
    ranked = []
    for place, service in enumerate(index.searchables):
        worth = _worth_of_parts(service, parts, shown)
        if worth:
            ranked.append((-worth, place))
    return [
        Match(service.code, service.names[shown], _marks(service.names[shown], parts))
        for service in (index.searchables[place] for _, place in sorted(ranked)[:limit])
    ]


def exact_service(index: Index, typed: str) -> str | None:
    """Return the code that ``typed`` means: a name, a code, or a query with one match only."""
    wanted = searchable_words(typed)
    if not wanted:
        return None
    same = [
        service.code
        for service in index.searchables
        if wanted in (*service.name_words, searchable_words(service.code))
    ]
    found = same or [match.code for match in matching_services(index, typed, 2)]
    return found[0] if len(found) == 1 else None


def _parts(query: str) -> list[tuple[str, str]]:
    """Return each part as typed, folded, with its stem."""
    return [(fold(word), normal_word(word)) for word in spoken_words(query)[:MOST_PARTS]]


def _worth_of_parts(service: Searchable, parts: list[tuple[str, str]], shown: int) -> float:
    """Return how well the parts are found; 0 when one of them is not."""
    total = 0.0
    for part, stem in parts:
        worth = _found(part, stem, service.other_words, service.other_stems, _IN_OTHER_WORDS)
        for place, words in enumerate(service.name_words):
            scale = _IN_SHOWN_NAME if place == shown else _IN_OTHER_NAME
            worth = max(worth, _found(part, stem, words, service.name_stems[place], scale))
        if not worth:
            return 0.0
        total += worth
    together = f" {' '.join(part for part, _ in parts)}"
    if any(together in words for words in (*service.name_words, service.other_words)):
        total += _TOGETHER * len(parts)
    return total


def _found(part: str, stem: str, words: str, stems: str, worth: _Worth) -> float:
    if f" {part}" in words:
        return worth.beginning
    if f" {stem} " in stems:
        return worth.stem
    return worth.inside if part in words else 0.0


def _marks(name: str, parts: list[tuple[str, str]]) -> tuple[tuple[int, int], ...]:
    """Return where the parts stand in ``name``: at the beginning of words, or else inside one."""
    folded, places = _folded_with_places(name)
    spans = []
    for part, stem in parts:
        found = _occurrences(part, folded)
        at_beginning = [place for place in found if not folded[:place][-1:].isalnum()]
        chosen = at_beginning or found[:1]
        spans += [(places[place], places[place + len(part) - 1] + 1) for place in chosen]
        if not found:
            words = WORD.finditer(name)
            spans += [word.span() for word in words if normal_word(word.group()) == stem]
    return _joined(spans)


def _folded_with_places(name: str) -> tuple[str, list[int]]:
    """Fold letter by letter, as folding may change the length; say where each sign comes from."""
    signs = [(sign, place) for place, letter in enumerate(name) for sign in fold(letter)]
    return "".join(sign for sign, _ in signs), [place for _, place in signs]


def _occurrences(part: str, folded: str) -> list[int]:
    found, place = [], folded.find(part)
    while place >= 0:
        found.append(place)
        place = folded.find(part, place + len(part))
    return found


def _joined(spans: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    joined: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)
