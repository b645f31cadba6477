"""Letters and languages: folding, Latvian order, the language of a text, and what cannot be taken.

Three languages meet here: Latvian (often typed without its marks), Russian and English.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum


class Language(StrEnum):
    """The languages of the product; Latvian is the default everywhere."""

    LV = "lv"
    EN = "en"
    RU = "ru"


class _Folding(dict[int, str]):
    """A table for ``str.translate`` that learns a letter when it first meets it."""

    # Above this code point letters are worked out each time, so that no text can fill the table.
    REMEMBERED_BELOW = 0x2000

    def __missing__(self, code: int) -> str:
        """Return the letter without marks and in lower case; "й" is a letter of its own."""
        parts = unicodedata.normalize("NFD", chr(code).casefold())
        bare = "".join(part for part in parts if not unicodedata.combining(part))
        folded = "й" if parts == "и\u0306" else bare
        if code < self.REMEMBERED_BELOW:
            self[code] = folded
        return folded


_FOLDING = _Folding()


def fold(text: str) -> str:
    """Return ``text`` in lower case without marks: "Ģimenē" and "gimene" meet, "ё" is "е".

    "й" stays, for in Russian it is no marked "и". The length may change ("ß" becomes "ss").
    """
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFC", text).translate(_FOLDING)


# The order of ICU's Latvian collation: ā ē ī ū and y are variants (second level) of a e i u i;
# č ģ ķ ļ ņ ŗ š ž are letters of their own.
_ALPHABET = "abcčdefgģhijkķlļmnņopqrŗsštuvwxzž"
_VARIANTS = {"ā": "a", "ē": "e", "ī": "i", "ō": "o", "ū": "u", "y": "i"}
# One printable ASCII character for each letter, from "A" on: behind the digits, before all others.
_PLACE = {letter: chr(ord("A") + place) for place, letter in enumerate(_ALPHABET)}
_LEVEL_END = "\x01"


def sort_key(text: str) -> str:
    """Return a key whose plain code-point order is the Latvian dictionary order.

    Three levels: letters, then length marks, then capitals. Fit for a stored column
    (PostgreSQL: ``COLLATE "C"``). Letters of other scripts follow the Latin ones.
    """
    letters, marks, capitals = [], [], []
    for letter in unicodedata.normalize("NFC", text):
        small = letter.lower()
        base = _VARIANTS.get(small, small)
        letters.append(_PLACE.get(base) or "".join(_PLACE.get(one, one) for one in fold(base)))
        marks.append("0" if base == small else "1")
        capitals.append("0" if letter == small else "1")
    return _LEVEL_END.join(("".join(letters), "".join(marks), "".join(capitals)))


_WORD = re.compile(r"[^\W\d_]+")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]")
_LATVIAN_LETTER = re.compile(r"[āčēģīķļņšūžĀČĒĢĪĶĻŅŠŪŽ]")
# Words that carry the grammar; words that both languages have are in neither list.
_LATVIAN_WORDS = """
    ar arī ari bet bez bija būs cik es gan ja jau jo ka kad kas kā ko kur lai līdz lidz ludz ludzu
    man mani mans mūsu musu ne nav nekas nevar nevaru nu par paldies pat pec pie pirms pa pēc šo šī
    sis si tad tagad taču tas te tikai tā tur un uz vai vajag vajadzetu var vel vēl viņa vina viņš
    vins visi viss kads kāds kapec kāpēc jums jūs jus mes mēs gribu
"""
_ENGLISH_WORDS = """
    a about after again all also am an and any are as at be because been but by can cannot could
    did do does for from get has have how i if in is it its just like more my need not of on one only
    or our out please should so some that the their them then there they this to up was we were what
    when where which who why will with without would you your
"""
_LATVIAN = frozenset(_LATVIAN_WORDS.split())
_ENGLISH = frozenset(_ENGLISH_WORDS.split())


def language_of(text: str) -> Language:
    """Guess the language of ``text`` by script, letters and small words; in doubt Latvian."""
    cyrillic = len(_CYRILLIC.findall(text))
    if cyrillic > len(_LATIN.findall(text)):
        return Language.RU
    words = _WORD.findall(text.lower())
    english = sum(word in _ENGLISH for word in words)
    if not english:
        return Language.LV
    latvian = sum(word in _LATVIAN for word in words)
    marked = sum(bool(_LATVIAN_LETTER.search(word)) for word in words)
    return Language.EN if english > latvian + marked else Language.LV


_PROBLEMS = (
    ("nul", re.compile("\x00")),
    ("control", re.compile("[\x01-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")),
    ("surrogate", re.compile("[\ud800-\udfff]")),
    ("bidi", re.compile("[\u202a-\u202e\u2066-\u2069]")),
)


def printable_problem(text: str) -> str | None:
    """Return why ``text`` cannot be taken, or None: "nul", "control", "surrogate" or "bidi".

    NUL and lone surrogates cannot be stored; control characters and direction overrides make
    a text look different from what it is. Tab and line ends are welcome.
    """
    return next((code for code, pattern in _PROBLEMS if pattern.search(text)), None)


def with_visible_problems(text: str) -> str:
    """Return ``text`` with "\ufffd" in place of each sign that cannot be taken.

    For showing a refused text again: a page must not hold such signs, and a person could not see
    what to delete.
    """
    for _, pattern in _PROBLEMS:
        text = pattern.sub("\ufffd", text)
    return text


_LINE_END = re.compile("\r\n?|[\u2028\u2029]")
_INVISIBLE_EDGE = re.compile("^[\\s\u200b\u2060\ufeff]+|[\\s\u200b\u2060\ufeff]+$")


def clean(text: str) -> str:
    """Return ``text`` composed (NFC), with plain line ends and nothing blank at either end."""
    composed = unicodedata.normalize("NFC", text)
    return _INVISIBLE_EDGE.sub("", _LINE_END.sub("\n", composed))
