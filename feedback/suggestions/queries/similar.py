"""Has somebody said this already? Candidates by full text, ranked by shared rare words."""

from __future__ import annotations

import math
import threading
import time
from collections import Counter
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from feedback.identity.words import Reach
from feedback.kernel.search import contains_any_word
from feedback.suggestions.models import Suggestion
from feedback.suggestions.queries.filters import visible_to
from feedback.suggestions.words import RELEASED
from feedback.tagging.rules.normalise import normal_words

SAMPLE = 3_000
SAMPLE_AGE_S = 600.0
RAREST = 5
CANDIDATES = 200
LEAST_LIKENESS = 0.35
SHORTEST_WORD = 3


@dataclass(frozen=True, slots=True)
class Similar:
    """A suggestion that may say the same; ``likeness`` 0..1, the share of rare words in common."""

    suggestion: Suggestion
    likeness: float


class _WordCounts:
    """How many of the newest suggestions hold a word: tells the rare words from the common ones."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._counts: dict[str, tuple[float, Counter[str]]] = {}

    def of(self, session: Session) -> Counter[str]:
        store = str(session.get_bind().engine.url)
        with self._lock:
            made_at, counts = self._counts.get(store, (-math.inf, Counter()))
            if time.monotonic() - made_at > SAMPLE_AGE_S:
                counts = Counter()
                newest = select(Suggestion.norm).order_by(Suggestion.id.desc()).limit(SAMPLE)
                for norm in session.scalars(newest):
                    counts.update(set(norm.split()))
                self._counts[store] = (time.monotonic(), counts)
            return counts


_word_counts = _WordCounts()


def similar_suggestions(
    session: Session, text: str, *, reach: Reach, limit: int = 3, besides: int | None = None
) -> list[Similar]:
    """Return what may say the same, the most alike first.

    A viewer sees their own reach in any state, and of others only what the agency has let through.
    ``besides`` leaves out one suggestion (the one that is looked at).
    """
    words = {word for word in normal_words(text) if len(word) >= SHORTEST_WORD}
    if not words:
        return []
    counts = _word_counts.of(session)
    weights = {word: 1 / (1 + math.log1p(counts[word])) for word in words}
    rarest = sorted(words, key=lambda word: (-weights[word], word))[:RAREST]
    statement = (
        select(Suggestion)
        .where(
            contains_any_word(session, Suggestion.norm, rarest),
            or_(
                visible_to(reach) & Suggestion.merged_into_id.is_(None) & (Suggestion.text != ""),
                Suggestion.state.in_(RELEASED),
            ),
        )
        .order_by(Suggestion.id.desc())
        .limit(CANDIDATES)
    )
    found = []
    for candidate in session.scalars(statement):
        if candidate.id != besides:
            likeness = _likeness(words, set(candidate.norm.split()), weights, counts)
            if likeness >= LEAST_LIKENESS:
                found.append(Similar(candidate, likeness))
    found.sort(key=lambda similar: (-similar.likeness, -similar.suggestion.id))
    return found[:limit]


def _likeness(
    words: set[str], others: set[str], weights: dict[str, float], counts: Counter[str]
) -> float:
    shared = sum(weights[word] for word in words & others)
    own = sum(weights.values())
    theirs = shared + sum(1 / (1 + math.log1p(counts[word])) for word in others - words)
    return shared / math.sqrt(own * theirs) if own and theirs else 0.0
