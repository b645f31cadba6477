"""All forms of a word meet in one, with marks or without."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.tagging.rules.normalise import (
    LONGEST_WORD,
    normal_text,
    normal_word,
    normal_words,
    spoken_words,
)
from feedback.tagging.words import MASKS


@pytest.mark.parametrize(
    "forms",
    [
        ["pabalsts", "pabalsta", "pabalstu", "pabalstiem", "Pabalsts"],
        ["ģimene", "ģimenes", "Ģimenei", "gimene", "gimenes", "GIMENE"],
        ["izziņa", "izziņu", "izziņas", "izzina", "izzinu"],
        ["dzīvesvieta", "dzīvesvietas", "dzivesvietu", "dzīvesvietā"],
        ["пособие", "пособия", "пособием", "пособиями"],
        ["ещё", "еще"],
        ["passport", "passports"],
        ["certificate", "certificates"],
    ],
)
def test_the_forms_of_a_word_meet(forms: list[str]) -> None:
    assert len({normal_word(form) for form in forms}) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("pase", "pasts"), ("nodoklis", "nodeva"), ("паспорт", "пособие")]
)
def test_different_words_stay_apart(one: str, other: str) -> None:
    assert normal_word(one) != normal_word(other)


def test_letters_and_their_marks_may_come_apart() -> None:
    assert normal_words(unicodedata.normalize("NFD", "Ģimenes pabalstu")) == normal_words(
        "Ģimenes pabalstu"
    )


def test_hyphens_and_signs_part_words_and_digits_stay() -> None:
    assert spoken_words("Smart-ID: 95. kods, e-adrese (MK 400)") == [
        *("Smart", "ID", "95", "kods", "e", "adrese", "MK", "400")
    ]


def test_the_search_column_is_the_normal_words_with_single_spaces() -> None:
    assert normal_text("Bērnu  kopšanas\npabalstu!") == "bern kopsan pabalst"


def test_a_mask_is_not_a_word_of_the_text() -> None:
    text = "Zvaniet " + ", ".join(MASKS.values()) + " rīt"
    assert normal_words(text) == normal_words("Zvaniet rīt")


def test_an_endless_word_is_cut() -> None:
    assert all(len(word) <= LONGEST_WORD for word in normal_words("a" * 5_000 + " " + "щ" * 5_000))


@given(st.text())
def test_any_text_has_normal_words_of_letters_and_digits(text: str) -> None:
    assert all(word and " " not in word for word in normal_words(text))
