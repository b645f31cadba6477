"""Personal data that is told by its shape: where it stands in a text, and the text without it.

A find is a shape, not a proof: a code with a wrong check digit is still somebody's code with a
typing error. Check digits only decide where a shape alone is too common (payment cards).

Every pattern is linear in the length of the text: repeats are possessive or bounded, and what
surrounds a find is judged on a short piece of text only.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from feedback.tagging.words import MASKS, DatumType, PersonalDatum

# How much text before and after a find is looked at to tell it from a harmless number.
_CONTEXT = 40
# A find is replaced by this sign before the next pattern looks, as it will be in the masked text.
_BLANK = "["
# Bounds the time for texts that were made to take long; two rounds are the rule.
_MOST_ROUNDS = 8

# What clings to an address belongs to it: a second address must not appear when it is masked.
_EMAIL = re.compile(
    r"(?<![\w.+%-])[.+%-]*+"
    r"(?P<address>\w[\w.+%-]*+@(?:[\w-]++\.)+[^\W\d_]{2,}(?:[\w.+%-]*\w)?)"
)

_IBAN_GAP = r"[ \u00a0-]?"
_IBAN = re.compile(
    rf"(?<![^\W_])LV{_IBAN_GAP}\d\d{_IBAN_GAP}[A-Z]{{4}}"
    rf"(?:(?:{_IBAN_GAP}[A-Z0-9]){{13}}(?![^\W_])|(?:{_IBAN_GAP}\d){{9,16}}+(?!\d))",
    re.ASCII | re.IGNORECASE,
)

_DIGITS = re.compile(r"\d++")
_DIGIT_GROUPS = re.compile(r"\d++(?:[ \u00a0-]\d++)*+")
# How a payment card of each length begins (the ranges of ISO/IEC 7812 that are in use).
_CARD_STARTS = {
    13: re.compile("4"),
    14: re.compile("3[0689]"),
    15: re.compile("3[47]"),
    16: re.compile("35|4|5[1-5]|6|2(?:22[1-9]|2[3-9]|[3-6]|7[01]|720)"),
    18: re.compile("[56]"),
    19: re.compile("[456]"),
}
_MOST_CARD_GROUPS = 6
_PHONE_LENGTH = 8

# Old code: DDMMYY-CNNNN with C the century (0 to 2); new code (since July 2017): 3, 2 to 9, random.
_PERSONAL_CODE = re.compile(
    r"(?<!\d)(?P<head>[0-3]\d{5})(?P<gap>[ \u00a0]?[-\u2010-\u2014\u2212./]?[ \u00a0]?)(?P<tail>\d{5})(?!\d)"
)
_NEW_CODE_START = re.compile("3[2-9]")
_HYPHENS = frozenset("-\u2010\u2011\u2012\u2013\u2014\u2212")
_CADASTRE_BEFORE = re.compile(r"(?:kadastr|кадастр|cadast)[^\d\[\]@]{0,25}$", re.IGNORECASE)

_GAP = r"[ \u00a0.\u2011-]?"
_PHONE = re.compile(
    # With a country code: any country, for residents write from abroad too.
    rf"(?<!\d)(?:\(\+371\)|\+371|00371){_GAP}[26]\d(?:{_GAP}\d){{6}}(?!\d)"
    r"|\+[1-9](?:[ \u00a0.()-]{0,2}\d){7,14}(?!\d)"
    rf"|(?<!\d)371{_GAP}[26]\d(?:{_GAP}\d){{6}}(?!\d)"
    rf"|(?<!\d)(?P<bare>[26]\d(?:{_GAP}\d){{6}})(?!\d)"
)
# A day, a span of years, a decimal fraction.
_OTHER_NUMBER = re.compile(
    r"20[0-4]\d([.-])(?:0[1-9]|1[0-2])\1(?:0[1-9]|[12]\d|3[01])|20[0-4]\d[.\u2011-](?:19[5-9]|20[0-4])\d|\d\d\.\d{6}"
)
_SUM_AFTER = re.compile(r"[ \u00a0]?(?:eiro|euro|eur\b|€|ls\b|latu|евро)", re.IGNORECASE)
_CASE_BEFORE = re.compile(
    r"(?:lietas|iesniegum\w{1,2}|pieteikum\w{1,2}|līgum\w{1,2}|rēķin\w{1,2}|kvīt\w{1,3}|заявлени\w|application|case)"
    r"[ \u00a0]?(?:nr\.?|numur\w{0,3}|№|no\.?|number)[ \u00a0:]{0,2}$",
    re.IGNORECASE,
)


def personal_data_in(text: str) -> list[PersonalDatum]:
    """Return the personal data in ``text`` by position; no two overlap.

    What is glued to a find may only show once that is covered, so the text is read again until
    nothing more turns up: a masked text holds no finds.
    """
    finds: list[PersonalDatum] = []
    rest = text
    for _ in range(_MOST_ROUNDS):
        known = len(finds)
        for kind, spans_in in _FINDERS:
            spans = list(spans_in(rest))
            finds += [PersonalDatum(start, end, kind) for start, end in spans]
            rest = _blanked(rest, spans) if spans else rest
        if len(finds) == known:
            break
    return sorted(finds, key=lambda find: find.start)


def masked(text: str, finds: Iterable[PersonalDatum]) -> str:
    """Return ``text`` with each find replaced by the words of its type (MASKS)."""
    pieces, done = [], 0
    for find in sorted(finds, key=lambda find: find.start):
        pieces += [text[done : find.start], MASKS[find.type]]
        done = find.end
    return "".join([*pieces, text[done:]])


def _blanked(text: str, spans: list[tuple[int, int]]) -> str:
    pieces, done = [], 0
    for start, end in spans:
        pieces += [text[done:start], _BLANK * (end - start)]
        done = end
    return "".join([*pieces, text[done:]])


def _emails(text: str) -> Iterator[tuple[int, int]]:
    if "@" in text:
        yield from (found.span("address") for found in _EMAIL.finditer(text))


def _ibans(text: str) -> Iterator[tuple[int, int]]:
    return (found.span() for found in _IBAN.finditer(text))


def _cards(text: str) -> Iterator[tuple[int, int]]:
    for run in _DIGIT_GROUPS.finditer(text):
        if run.end() - run.start() >= min(_CARD_STARTS):
            groups = [group.span() for group in _DIGITS.finditer(text, *run.span())]
            yield from _cards_of_groups(text, groups)


def _cards_of_groups(text: str, groups: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Try whole groups only: a card begins where a group begins and ends where one ends."""
    first = 0
    while first < len(groups):
        last = _last_group_of_card(text, groups[first : first + _MOST_CARD_GROUPS])
        if last is None:
            first += 1
        else:
            yield groups[first][0], groups[first + last][1]
            first += last + 1


def _last_group_of_card(text: str, groups: list[tuple[int, int]]) -> int | None:
    number, found = "", None
    for place, (start, end) in enumerate(groups):
        number += text[start : min(end, start + max(_CARD_STARTS) + 1)]
        if place and len(number) - (end - start) == _PHONE_LENGTH == end - start:
            return None  # eight and eight digits are two phone numbers
        if _is_card_number(number):
            found = place
    return found


def _is_card_number(number: str) -> bool:
    starts = _CARD_STARTS.get(len(number))
    if starts is None or not starts.match(number):
        return False
    values = [int(digit) for digit in number]
    doubled = [value * 2 - 9 * (value > 4) for value in values[-2::-2]]
    return (sum(values[-1::-2]) + sum(doubled)) % 10 == 0


def _personal_codes(text: str) -> Iterator[tuple[int, int]]:
    for found in _PERSONAL_CODE.finditer(text):
        if _is_personal_code(found["head"], found["gap"], found["tail"], _before(text, found)):
            yield found.span()


def _is_personal_code(head: str, gap: str, tail: str, before: str) -> bool:
    if gap in _HYPHENS:
        return True
    # Without a tight hyphen the same eleven digits may be a cadastre number or a plain long number.
    if _CADASTRE_BEFORE.search(before):
        return False
    if _NEW_CODE_START.match(head):
        # 371 and a phone number are eleven digits too; no new code seen so far begins with 37.
        return not (head.startswith("371") and head[3] in "26")
    day, month = int(head[:2]), int(head[2:4])
    return 1 <= day <= 31 and 1 <= month <= 12 and int(tail[0]) <= 2


def _phones(text: str) -> Iterator[tuple[int, int]]:
    for found in _PHONE.finditer(text):
        if not found["bare"] or _is_phone(found["bare"], _before(text, found), text, found.end()):
            yield found.span()


def _is_phone(number: str, before: str, text: str, end: int) -> bool:
    return not (
        _OTHER_NUMBER.fullmatch(number)
        or _SUM_AFTER.match(text, end)
        or _CASE_BEFORE.search(before)
    )


def _before(text: str, found: re.Match[str]) -> str:
    return text[max(0, found.start() - _CONTEXT) : found.start()]


# In this order: what is surer goes first and is not looked at again.
_FINDERS: tuple[tuple[DatumType, Callable[[str], Iterator[tuple[int, int]]]], ...] = (
    (DatumType.EMAIL, _emails),
    (DatumType.IBAN, _ibans),
    (DatumType.CARD, _cards),
    (DatumType.PERSONAL_CODE, _personal_codes),
    (DatumType.PHONE, _phones),
)
