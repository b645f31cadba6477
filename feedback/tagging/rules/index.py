"""What tagging compares a text with, prepared once from the entries of the catalogue.

The numbers below were chosen on the 240 sample remarks, so results on those flatter them a little.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from feedback.kernel.text import fold
from feedback.tagging.rules.normalise import normal_word, normal_words, spoken_words
from feedback.tagging.words import ServiceEntry, TopicEntry

NAME_WEIGHT = 1.0
KEYWORD_WEIGHT = 1.5
# A word that is only a part of a keyword says little ("bankas" of "bankas kodi") ...
PART_WEIGHT = 0.6
# ... until the whole keyword is there: this much more for each of its words.
WHOLE_PHRASE_WEIGHT = 0.5
INSTITUTION_WEIGHT = 0.5
# Words that share this many first letters of their stems are taken for relatives.
BEGINNING = 5
RELATIVE_WEIGHT = 0.5

# Words up to this length are compared as they are when topics are told.
SHORT_WORD = 3

# Words that appear in names and keywords but tell no e-service from another.
_SMALL_WORDS = """
    un ar par no uz lai ir kas ka ko vai nav bet kur es man jau tas tā to pie pa pēc līdz kā šo viņš
    cik tikai gan vēl tad ja kad ne bez arī savs sava visi viss viens kāds mani manas mans mana var
    būt pats cits nevar jo te nu mājas iesniegums pieteikums
    и в на не что с по за как для то а из у до но или от мои моя
    the of a to and in for is it my i on be with not or
"""

Weights = Mapping[int, float]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A keyword of several words: the e-service (its place), its normal words and what it adds."""

    service: int
    words: frozenset[str]
    weight: float


@dataclass(frozen=True, slots=True)
class ReadWord:
    """A word of a text or keyword as topics read it."""

    key: str
    folded: str


def read_words(text: str) -> list[ReadWord]:
    """Return the words of ``text`` as topics read them."""
    return [_read_word(word) for word in spoken_words(text)]


@lru_cache(maxsize=32_768)
def _read_word(word: str) -> ReadWord:
    """Return the word with its key: the normal form, but a short word's own letters.

    Stemming makes "kurš" (which) meet "kur" (where); a short keyword has to mean itself only.
    """
    folded = fold(word)
    return ReadWord(f"={folded}" if len(folded) <= SHORT_WORD else normal_word(word), folded)


@dataclass(frozen=True, slots=True)
class Term:
    """One word of a topic's keyword: the key of a whole word, or the beginning of a folded one."""

    text: str
    is_beginning: bool

    def fits(self, word: ReadWord) -> bool:
        """Say whether a word of a text is this one."""
        return word.folded.startswith(self.text) if self.is_beginning else word.key == self.text


@dataclass(frozen=True, slots=True)
class TopicPhrase:
    """A keyword of a topic (its place in the index)."""

    topic: int
    terms: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Searchable:
    """The letters of an e-service that a search looks at; words stand between single spaces.

    Words are folded, stems normal; "other" are the code, keywords and institution.
    """

    code: str
    names: tuple[str, str, str]
    name_words: tuple[str, str, str]
    name_stems: tuple[str, str, str]
    other_words: str
    other_stems: str


@dataclass(frozen=True, slots=True)
class Index:
    """Services and topics, ready to be compared with a text. Places are positions in the tuples."""

    services: tuple[ServiceEntry, ...]
    words: Mapping[str, Weights]
    relatives: Mapping[str, Weights]
    phrases: Mapping[str, tuple[Phrase, ...]]
    topics: tuple[TopicEntry, ...]
    topic_words: Mapping[str, tuple[TopicPhrase, ...]]
    topic_beginnings: Mapping[str, tuple[TopicPhrase, ...]]
    searchables: tuple[Searchable, ...]


def build_index(services: Iterable[ServiceEntry], topics: Iterable[TopicEntry]) -> Index:
    """Return the index of the entries, in the given order (which breaks ties)."""
    services, topics = tuple(services), tuple(topics)
    raw, keyword_words = _raw_weights(services)
    rarity = {word: _rarity(owners, len(services)) for word, owners in raw.items()}
    words = {
        word: {place: weight * rarity[word] for place, weight in owners.items()}
        for word, owners in raw.items()
        if rarity[word] > 0 or len(services) == 1
    }
    topic_words, topic_beginnings = _topic_phrases(topics)
    return Index(
        services=services,
        words=words,
        relatives=_relatives(words),
        phrases=_phrases(keyword_words, rarity),
        topics=topics,
        topic_words=topic_words,
        topic_beginnings=topic_beginnings,
        searchables=tuple(_searchable(service) for service in services),
    )


def _raw_weights(
    services: tuple[ServiceEntry, ...],
) -> tuple[dict[str, dict[int, float]], list[tuple[int, frozenset[str]]]]:
    """Return how much each word counts for each e-service, and the keywords of several words."""
    small = frozenset(normal_words(_SMALL_WORDS))
    weights: dict[str, dict[int, float]] = defaultdict(dict)
    phrases = []

    def count(words: Iterable[str], place: int, weight: float) -> None:
        for word in words:
            weights[word][place] = max(weights[word].get(place, 0), weight)

    for place, service in enumerate(services):
        for name in service.names:
            count(set(normal_words(name)) - small, place, NAME_WEIGHT)
        for alias in service.institution_names:
            count(set(normal_words(alias)) - small, place, INSTITUTION_WEIGHT)
        for keyword in service.keywords:
            words = frozenset(normal_words(keyword))
            telling = words - small or words
            count(telling, place, KEYWORD_WEIGHT if len(telling) == 1 else PART_WEIGHT)
            if len(telling) > 1:
                phrases.append((place, telling))
    return weights, phrases


def _rarity(owners: Weights, services: int) -> float:
    """Return how rare a word is (0: everywhere), by the e-services that use it themselves.

    An alias of an institution ("pasu daļa") stands at all its e-services and makes no word common.
    """
    users = sum(weight > INSTITUTION_WEIGHT for weight in owners.values())
    return math.log(services / (users or len(owners)))


def _phrases(
    keyword_words: list[tuple[int, frozenset[str]]], rarity: Mapping[str, float]
) -> dict[str, tuple[Phrase, ...]]:
    """Return the phrases by their rarest word, which is the one to look out for."""
    found: dict[str, list[Phrase]] = defaultdict(list)
    for place, words in keyword_words:
        rarest = max(words, key=lambda word: (rarity[word], word))
        weight = WHOLE_PHRASE_WEIGHT * sum(rarity[word] for word in words)
        found[rarest].append(Phrase(place, words, weight))
    return {word: tuple(phrases) for word, phrases in found.items()}


def _relatives(words: Mapping[str, Weights]) -> dict[str, dict[int, float]]:
    """Return by the first letters the best weight that any word with them has."""
    relatives: dict[str, dict[int, float]] = defaultdict(dict)
    for word, weights in words.items():
        if len(word) >= BEGINNING:
            best = relatives[word[:BEGINNING]]
            for place, weight in weights.items():
                best[place] = max(best.get(place, 0), weight * RELATIVE_WEIGHT)
    return dict(relatives)


def _topic_phrases(
    topics: tuple[TopicEntry, ...],
) -> tuple[dict[str, tuple[TopicPhrase, ...]], dict[str, tuple[TopicPhrase, ...]]]:
    """Return the topics' keywords by their first word, or by the first letters of a beginning."""
    by_word: dict[str, list[TopicPhrase]] = defaultdict(list)
    by_beginning: dict[str, list[TopicPhrase]] = defaultdict(list)
    for place, topic in enumerate(topics):
        for keyword in topic.keywords:
            terms = tuple(term for part in keyword.split() for term in _terms(part))
            if terms:
                first = terms[0]
                if first.is_beginning:
                    by_beginning[first.text[:SHORT_WORD]].append(TopicPhrase(place, terms))
                else:
                    by_word[first.text].append(TopicPhrase(place, terms))
    return (
        {text: tuple(phrases) for text, phrases in by_word.items()},
        {text: tuple(phrases) for text, phrases in by_beginning.items()},
    )


def _terms(part: str) -> list[Term]:
    """Return the words of one part of a keyword; "*" leaves the end of its last word open."""
    words = read_words(part)
    terms = [Term(word.key, is_beginning=False) for word in words]
    if part.endswith("*") and words and len(words[-1].folded) >= SHORT_WORD:
        terms[-1] = Term(words[-1].folded, is_beginning=True)
    return terms


def _searchable(service: ServiceEntry) -> Searchable:
    latvian, english, russian = service.names
    others = " ".join((service.code, *service.keywords, *service.institution_names))
    return Searchable(
        code=service.code,
        names=(latvian, english or latvian, russian or latvian),
        name_words=(
            searchable_words(latvian),
            searchable_words(english),
            searchable_words(russian),
        ),
        name_stems=(_stems(latvian), _stems(english), _stems(russian)),
        other_words=searchable_words(others),
        other_stems=_stems(others),
    )


def searchable_words(text: str) -> str:
    """Return the folded words of ``text``, a space before and after each: " gimenes pabalsts "."""
    words = spoken_words(text)
    return f" {fold(' '.join(words))} " if words else ""


def _stems(text: str) -> str:
    return f" {' '.join(normal_words(text))} "
