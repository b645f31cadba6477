"""The combobox finds an e-service by any part of its words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.kernel.text import Language
from feedback.tagging.rules.index import Index, build_index
from feedback.tagging.rules.match import exact_service, matching_services
from feedback.tagging.words import ServiceEntry

SERVICES = build_index(
    [
        ServiceEntry(
            "A",
            ("Ģimenes valsts pabalsts", "Family state benefit", "Семейное пособие"),
            ("bērnu nauda",),
            ("VSAA", "Valsts sociālās apdrošināšanas aģentūra", "sociālie"),
        ),
        ServiceEntry(
            "B-02",
            ("Bērna kopšanas pabalsts", "Childcare benefit", ""),
            ("mazuļa nauda",),
            ("VSAA",),
        ),
        ServiceEntry("C", ("Pases noformēšana", "Passport", "Паспорт"), (), ("PMLP", "pasu galds")),
    ],
    [],
)


def codes(query: str, language: Language = Language.LV) -> list[str]:
    return [match.code for match in matching_services(SERVICES, query, 10, language)]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("ģim pab", ["A"]),
        ("pab GIM", ["A"]),
        ("enes", ["A"]),
        ("pabalst", ["A", "B-02"]),
        ("bernu nauda", ["A", "B-02"]),
        ("nauda", ["A", "B-02"]),
        ("vsaa", ["A", "B-02"]),
        ("socialie", ["A"]),
        ("benefit", ["A", "B-02"]),
        ("пособ", ["A"]),
        ("passp", ["C"]),
        ("pasu", ["C"]),
        ("pasi", ["C"]),
        ("b-02", ["B-02"]),
        ("pabalsts traktoram", []),
        ("?!", []),
        ("", []),
    ],
)
def test_every_part_must_be_found_somewhere(query: str, found: list[str]) -> None:
    assert codes(query) == found


def test_a_word_that_begins_so_goes_before_a_word_that_holds_it(index: Index) -> None:
    assert matching_services(index, "pase", 1)[0].code == "PMLP-05"
    assert matching_services(index, "tehnisk", 1)[0].name == (
        "Pieteikšanās valsts tehniskajai apskatei"
    )


def test_no_more_than_the_limit_come_back(index: Index) -> None:
    assert len(matching_services(index, "pabalsts", 3)) == 3


@pytest.mark.parametrize(
    ("query", "underlined"),
    [
        ("gim pab", ["Ģim", "pab"]),
        ("enes", ["enes"]),
        ("gimenes valsts", ["Ģimenes", "valsts"]),
        ("vals valst", ["valst"]),
        ("gimenei", ["Ģimenes"]),
    ],
)
def test_what_was_typed_is_underlined_in_the_name(query: str, underlined: list[str]) -> None:
    match = matching_services(SERVICES, query, 1)[0]
    assert [match.name[start:end] for start, end in match.marks] == underlined


def test_a_match_by_a_keyword_underlines_nothing() -> None:
    assert matching_services(SERVICES, "mazuļa", 1)[0].marks == ()


def test_names_are_shown_in_the_language_asked_for_or_else_in_latvian() -> None:
    russian = matching_services(SERVICES, "pabalsts", 10, Language.RU)
    assert [match.name for match in russian] == ["Семейное пособие", "Bērna kopšanas pabalsts"]


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Ģimenes valsts pabalsts", "A"),
        ("gimenes  valsts pabalsts.", "A"),
        ("family state benefit", "A"),
        ("b-02", "B-02"),
        ("kopšana", "B-02"),
        ("pabalsts", None),
        ("traktors", None),
        ("", None),
    ],
)
def test_a_typed_name_code_or_single_match_is_understood(typed: str, code: str | None) -> None:
    assert exact_service(SERVICES, typed) == code


@given(st.text(max_size=60))
def test_any_query_is_answered_with_marks_inside_the_name(query: str) -> None:
    for match in matching_services(SERVICES, query, 5):
        ends = [0]
        for start, end in match.marks:
            assert ends[-1] <= start < end <= len(match.name)
            ends.append(end)
    exact_service(SERVICES, query)
