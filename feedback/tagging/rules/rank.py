"""From a text to ranked guesses of e-services and topics, each with the words that decided.

Pure and deterministic: the same text and the same index always give the same guesses. The text
should be masked first, so that no personal data can become evidence.
"""

from __future__ import annotations

from collections import defaultdict

from feedback.tagging.rules.index import (
    BEGINNING,
    SHORT_WORD,
    Index,
    ReadWord,
    TopicPhrase,
    Weights,
    read_words,
)
from feedback.tagging.rules.normalise import normal_word, spoken_words
from feedback.tagging.words import Guess

# A sum of weights below this is chance: the guess is then "none".
LEAST_SERVICE_WEIGHT = 4.0
# The sum of weights that scores 0.5; on the sample remarks first guesses with scores from 0.4 to
# 0.5 are right in 55 of 100 cases, from 0.5 to 0.6 in 79, above that in 93.
EVEN_SERVICE_WEIGHT = 10.0
MOST_TOPICS = 3
MOST_EVIDENCE = 5
# How many other words may stand between two words of a topic's phrase.
PHRASE_GAP = 1
_NOTHING: Weights = {}


def service_guesses(index: Index, text: str, limit: int = 5) -> list[Guess]:
    """Return the likeliest e-services, best first; none when nothing fits."""
    typed = {normal_word(word): word for word in reversed(spoken_words(text))}
    sums: dict[int, float] = defaultdict(float)
    for word in typed:
        for place, weight in _weights_of(index, word).items():
            sums[place] += weight
        for phrase in index.phrases.get(word, ()):
            if typed.keys() >= phrase.words:
                sums[phrase.service] += phrase.weight
    likely = [place for place, total in sums.items() if total >= LEAST_SERVICE_WEIGHT]
    likely.sort(key=lambda place: (-sums[place], place))
    return [
        Guess(
            code=index.services[place].code,
            score=round(sums[place] / (sums[place] + EVEN_SERVICE_WEIGHT), 3),
            evidence=_evidence(index, typed, place),
        )
        for place in likely[:limit]
    ]


def _weights_of(index: Index, word: str) -> Weights:
    """Return what a word counts for each e-service; an unknown one counts by its beginning."""
    weights = index.words.get(word)
    if weights is None and len(word) >= BEGINNING:
        weights = index.relatives.get(word[:BEGINNING])
    return weights or _NOTHING


def _evidence(index: Index, typed: dict[str, str], place: int) -> tuple[str, ...]:
    """Return the typed words that spoke for the e-service, the weightiest first."""
    weighed = [(_weights_of(index, word).get(place, 0.0), word) for word in typed]
    told = sorted(((-weight, word) for weight, word in weighed if weight > 0))
    return tuple(typed[word] for _, word in told[:MOST_EVIDENCE])


def topic_guesses(index: Index, text: str) -> list[Guess]:
    """Return the topics that the text speaks of, best first, at most MOST_TOPICS."""
    typed, words = spoken_words(text), read_words(text)
    told: dict[int, dict[str, str]] = defaultdict(dict)
    for position, word in enumerate(words):
        whole = index.topic_words.get(word.key, ())
        begun = index.topic_beginnings.get(word.folded[:SHORT_WORD], ())
        for phrase in (*whole, *begun):
            if _is_said(phrase, words, position):
                told[phrase.topic].setdefault(word.key, typed[position])
    likely = sorted(told, key=lambda place: (-len(told[place]), place))
    return [
        Guess(
            code=index.topics[place].code,
            score=round(1 - 0.5 ** len(told[place]), 3),
            evidence=tuple(told[place].values())[:MOST_EVIDENCE],
        )
        for place in likely[:MOST_TOPICS]
    ]


def _is_said(phrase: TopicPhrase, words: list[ReadWord], position: int) -> bool:
    """Say whether the phrase stands here, with no more than PHRASE_GAP words between its own."""
    if not phrase.terms[0].fits(words[position]):
        return False
    for term in phrase.terms[1:]:
        window = range(position + 1, min(position + 2 + PHRASE_GAP, len(words)))
        following = next((place for place in window if term.fits(words[place])), None)
        if following is None:
            return False
        position = following
    return True
