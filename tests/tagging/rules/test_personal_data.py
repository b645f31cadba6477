"""Personal data is found by its shape, masked once, and harmless numbers stay."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.tagging.rules.personal_data import masked, personal_data_in
from feedback.tagging.words import MASKS, DatumType, PersonalDatum

CODE, PHONE, EMAIL = DatumType.PERSONAL_CODE, DatumType.PHONE, DatumType.EMAIL
IBAN, CARD = DatumType.IBAN, DatumType.CARD


def found_in(text: str) -> list[tuple[DatumType, str]]:
    return [(find.type, text[find.start : find.end]) for find in personal_data_in(text)]


@pytest.mark.parametrize(
    ("text", "kind", "datum"),
    [
        ("kods 161175-19997 ir mans", CODE, "161175-19997"),
        ("p.k.161175-19990.", CODE, "161175-19990"),
        ("kods 16117519997", CODE, "16117519997"),
        ("161175 - 19997", CODE, "161175 - 19997"),
        ("161175–19997", CODE, "161175–19997"),
        ("161175 19997", CODE, "161175 19997"),
        ("jaunais 32709915408", CODE, "32709915408"),
        ("jaunais 327099-15408", CODE, "327099-15408"),
        ("(391234-56789)", CODE, "391234-56789"),
        ("zvanīt 29000417", PHONE, "29000417"),
        ("zvanīt 29 000 417, rīt", PHONE, "29 000 417"),
        ("tālr.: 2900-0417", PHONE, "2900-0417"),
        ("29.000.417", PHONE, "29.000.417"),
        ("atbildi uz iesniegumu 29000417", PHONE, "29000417"),
        ("67 00 04 17", PHONE, "67 00 04 17"),
        ("+371 20000538", PHONE, "+371 20000538"),
        ("+37120000538", PHONE, "+37120000538"),
        ("0037120000538", PHONE, "0037120000538"),
        ("(+371) 2000 0538", PHONE, "(+371) 2000 0538"),
        ("37120000538", PHONE, "37120000538"),
        ("+380 50 000 11 22, labi", PHONE, "+380 50 000 11 22"),
        ("raksti anna@example.org.", EMAIL, "anna@example.org"),
        ("jānis.bērziņš+x@pasts.example.lv", EMAIL, "jānis.bērziņš+x@pasts.example.lv"),
        ("<a_b-c@ex-ample.com>", EMAIL, "a_b-c@ex-ample.com"),
        ("konts LV92HABA0551029752626", IBAN, "LV92HABA0551029752626"),
        ("LV92 HABA 0551 0297 5262 6 paldies", IBAN, "LV92 HABA 0551 0297 5262 6"),
        ("lv92haba0551029752627", IBAN, "lv92haba0551029752627"),
        ("LV92HABA055102975262 un", IBAN, "LV92HABA055102975262"),
        ("karte 4111 1111 1111 1111", CARD, "4111 1111 1111 1111"),
        ("5555555555554444", CARD, "5555555555554444"),
        ("3782-822463-10005", CARD, "3782-822463-10005"),
        ("4111111111111111 2027", CARD, "4111111111111111"),
    ],
)
def test_a_datum_is_found_with_its_exact_place(text: str, kind: DatumType, datum: str) -> None:
    assert found_in(text) == [(kind, datum)]


@pytest.mark.parametrize(
    "text",
    [
        "kadastra numurs 32010010023",
        "Kadastra apzīmējums: 7027 003 0045",
        "īpašums 6405 002 0131",
        "reģ. nr. 40003012345",
        "PVN LV40003012345",
        "zvanīt 80000123",
        "no 2010-2015. gadam",
        "2025-11-03 un 03.11.2025.",
        "maksa 20 000 000 eiro",
        "koordinātes 56.946285, 24.105186",
        "lietas nr. 26123456",
        "iesnieguma numurs 26123456",
        "заявление № 26123456",
        "4111 1111 1111 1112",
        "čips 428000012345678",
        "MK 400, EP 29, 95. kods, 1. klase",
        "no 200000 - 30000",
        "janis@localhost",
        "lieto @ zīmi",
        "LV-1010",
    ],
)
def test_a_harmless_number_stays(text: str) -> None:
    assert found_in(text) == []


def test_several_data_are_found_in_order_without_overlap() -> None:
    text = "a@b.lv, 161175-19997, 29000417 26000194; LV92HABA0551029752626 un 4111111111111111"
    assert [kind for kind, _ in found_in(text)] == [EMAIL, CODE, PHONE, PHONE, IBAN, CARD]


def test_masking_puts_the_words_of_the_type_in_place_of_the_datum() -> None:
    text = "Zvaniet 29000417 vai rakstiet a@b.lv!"
    assert masked(text, personal_data_in(text)) == "Zvaniet [tālrunis] vai rakstiet [e-pasts]!"


def test_only_the_given_finds_are_masked() -> None:
    text = "29000417 un a@b.lv"
    assert masked(text, [PersonalDatum(0, 8, PHONE)]) == "[tālrunis] un a@b.lv"


def test_every_type_has_its_own_mask_that_is_no_find_itself() -> None:
    assert set(MASKS) == set(DatumType)
    assert len(set(MASKS.values())) == len(MASKS)
    assert personal_data_in(" ".join(MASKS.values())) == []


# Pieces that patterns are made of, so that near-misses and neighbours come often.
PIECES = st.sampled_from(
    [
        *("161175-19997", "327099", "15408", "-", " ", "29000417", "+371", "371", "(", ")", "00"),
        *("a@b.lv", "@", ".", "LV92", "HABA", "0551029752626", "4111 1111 1111 1111", "20", "8"),
        *("kadastra ", "lietas nr. ", "eiro", "\u00a0", "–", "[tālrunis]", "ā", "и", "2025", "x"),
    ]
)


@given(st.one_of(st.text(), st.lists(PIECES, max_size=12).map("".join)))
def test_finds_lie_inside_the_text_in_order_and_masking_leaves_none(text: str) -> None:
    finds = personal_data_in(text)
    ends = [0]
    for find in finds:
        assert ends[-1] <= find.start < find.end <= len(text)
        ends.append(find.end)
    safe = masked(text, finds)
    assert personal_data_in(safe) == []
    assert masked(safe, personal_data_in(safe)) == safe


@pytest.mark.parametrize(
    "piece",
    [
        *("a@", "a.", "1 ", "1", "2-", "2 9", "@", ".", "+", "a", "+1 ", "+1()", "+123", "x@a.b "),
        *("LV12ABCD", "LV12ABCD 1 2 3 4 5", "4111 1111 1111 1111 ", "29000417 ", "281190-19900 "),
        *("kadastr ", "iesniegum ", "lietas nr ", "4-", "[", "\u00a0", "371 ", "a-"),
    ],
)
@pytest.mark.parametrize("head", ["", "x@", "+1", "LV12ABCD"])
def test_an_attack_of_fifty_kilobytes_takes_linear_time(piece: str, head: str) -> None:
    attack = (head + piece * 50_000)[:50_000]
    began = time.process_time()
    personal_data_in(attack)
    # A quadratic pattern takes minutes; a linear one a fraction of a second even on a busy machine.
    assert time.process_time() - began < 5
