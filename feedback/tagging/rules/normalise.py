"""The one normaliser: fold(stem(casefold(NFC(word)))), for search, likeness and tagging alike.

Latvian words lose their endings by the light stemmer after Kreslins, Russian ones by Snowball.
English takes the Latvian road: it drops the plural, and a word always meets itself, so no text has
to be judged for its language first.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from LatvianStemmer import stem as latvian_stem
from snowballstemmer.russian_stemmer import RussianStemmer

from feedback.kernel.text import fold
from feedback.tagging.words import MASKS

# Longer "words" are no words; cutting them bounds the memory of the cache.
LONGEST_WORD = 40
WORD = re.compile(r"[^\W_]+")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")


@lru_cache(maxsize=32_768)
def normal_word(word: str) -> str:
    """Return the form in which all cases of ``word``, with marks or without, meet."""
    plain = unicodedata.normalize("NFC", word).casefold()
    if _CYRILLIC.search(plain):
        # A new stemmer each time: it keeps the word inside, so threads must not share one.
        return fold(RussianStemmer().stemWord(plain.replace("ё", "е")))
    return fold(latvian_stem(plain))


def spoken_words(text: str) -> list[str]:
    """Return the words of ``text`` as typed, cut to LONGEST_WORD; a mask is not a word."""
    if "[" in text:
        for mask in MASKS.values():
            text = text.replace(mask, " ")
    words = WORD.findall(unicodedata.normalize("NFC", text))
    return [word[:LONGEST_WORD] for word in words]


def normal_words(text: str) -> list[str]:
    """Return the normal form of each word of ``text``, in order."""
    return [normal_word(word) for word in spoken_words(text)]


def normal_text(text: str) -> str:
    """Return the search column of ``text``: its normal words, one space between."""
    return " ".join(normal_words(text))
