"""Folding, Latvian order, language, and texts that cannot be taken."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.kernel.text import Language, clean, fold, language_of, printable_problem, sort_key


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Ģimenē", "gimene"),
        ("ĀČĒĢĪĶĻŅŠŪŽ", "acegiklnsuz"),
        ("plain ASCII", "plain ascii"),
        ("Ещё один чай", "еще один чай"),
        ("Йод", "йод"),
        ("Straße", "strasse"),
        (unicodedata.normalize("NFD", "Йошкар-Ола ģimene"), "йошкар-ола gimene"),
        ("", ""),
    ],
)
def test_folding_drops_marks_and_capitals_but_keeps_short_i(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text())
def test_folding_twice_is_folding_once_and_never_raises(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_places_stand_in_the_latvian_dictionary_order() -> None:
    ordered = [
        *("1. klase", "Abava", "Ādaži", "Aizkraukle", "Cēsis", "Čiekuri", "Garkalne", "Ģibuļi"),
        *("Ikšķile", "Īslīce", "Iza", "Kuldīga", "Ķekava", "Limbaži", "Ļaudona", "Nīca", "Ņukši"),
        *("Saldus", "Šķaune", "Ūdrīši", "Ugāle", "Zilupe", "Žīguri", "Даугавпилс"),
    ]
    by_code_point = sorted(ordered)
    assert by_code_point != ordered
    assert sorted(by_code_point, key=sort_key) == ordered


def test_a_length_mark_only_decides_between_words_of_the_same_letters() -> None:
    assert sorted(["kāzas", "kazas", "Kazas", "kazlēns"], key=sort_key) == [
        "kazas",
        "Kazas",
        "kāzas",
        "kazlēns",
    ]


def test_a_shorter_name_comes_before_a_longer_one_that_begins_with_it() -> None:
    places = ["Ogresgals", "Ogres novads", "Ogre"]
    assert sorted(places, key=sort_key) == ["Ogre", "Ogres novads", "Ogresgals"]


@given(st.text())
def test_the_sort_key_is_storable_text(text: str) -> None:
    if "\0" not in text:
        assert "\0" not in sort_key(text)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Nevaru pieslēgties portālam", Language.LV),
        ("nevaru pieslegties portalam", Language.LV),
        ("Не могу войти на портал", Language.RU),
        ("I cannot sign in to the portal", Language.EN),
        ("Where is the office in Mārupe? I moved there and need to declare it", Language.EN),
        ('Katru dienu dzirdu: "когда?" un nododu tālāk', Language.LV),
        ("Smart-ID", Language.LV),
        ("12345", Language.LV),
        ("", Language.LV),
    ],
)
def test_the_language_is_told_by_script_and_small_words(text: str, language: Language) -> None:
    assert language_of(text) is language


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("Parasts teksts\nar rindām\tun tabulatoru\r\n", None),
        ("emuāri 👩‍👩‍👧 un ķeburi", None),
        ("nulle\x00", "nul"),
        ("zvans\x07", "control"),
        ("dzēst\x7f", "control"),
        ("c1\x85", "control"),
        ("puse\ud800", "surrogate"),
        ("apgriezts\u202etxt", "bidi"),
        ("\u2066izolēts\u2069", "bidi"),
    ],
)
def test_a_text_that_cannot_be_taken_names_its_trouble(text: str, problem: str | None) -> None:
    assert printable_problem(text) == problem


def test_cleaning_composes_letters_and_evens_out_line_ends() -> None:
    decomposed = unicodedata.normalize("NFD", "ģimene")
    assert clean(f"\ufeff \r\n{decomposed}\r\nun\rbērni\u2028beigas\u200b ") == (
        "ģimene\nun\nbērni\nbeigas"
    )


def test_a_text_of_invisible_signs_only_is_empty() -> None:
    assert clean("\u200b \ufeff\n\u2060") == ""


@given(st.text())
def test_cleaning_twice_is_cleaning_once_and_never_raises(text: str) -> None:
    assert clean(clean(text)) == clean(text)
