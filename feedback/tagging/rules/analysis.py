"""Everything that can be told from one text, in one call."""

from __future__ import annotations

from feedback.kernel.text import language_of
from feedback.tagging.rules.index import Index
from feedback.tagging.rules.kinds import kind_of
from feedback.tagging.rules.personal_data import masked, personal_data_in
from feedback.tagging.rules.rank import service_guesses, topic_guesses
from feedback.tagging.words import Analysis


def analysis_of(index: Index, text: str) -> Analysis:
    """Return language, guesses, kind, personal data and the masked text.

    The guesses are made from the masked text, so that their evidence holds no personal data; the
    language from the text itself, for masks are Latvian words.
    """
    finds = personal_data_in(text)
    safe = masked(text, finds)
    return Analysis(
        language=language_of(text),
        services=tuple(service_guesses(index, safe)),
        topics=tuple(topic_guesses(index, safe)),
        kind=kind_of(safe),
        personal_data=tuple(finds),
        masked=safe,
    )
