"""One call tells everything of a text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from feedback.kernel.text import Language
from feedback.tagging.rules.analysis import analysis_of
from feedback.tagging.rules.index import Index, build_index
from feedback.tagging.rules.personal_data import personal_data_in
from feedback.tagging.words import DatumType, Kind

EMPTY = build_index([], [])


def test_a_remark_is_told_in_full(index: Index) -> None:
    analysis = analysis_of(index, "Vai pase ir gatava? Mans numurs 29000417")
    assert analysis.language is Language.LV
    assert analysis.services[0].code == "PMLP-05"
    assert analysis.kind is Kind.QUESTION
    assert [datum.type for datum in analysis.personal_data] == [DatumType.PHONE]
    assert analysis.masked == "Vai pase ir gatava? Mans numurs [tālrunis]"


def test_personal_data_and_masks_are_never_evidence(index: Index) -> None:
    analysis = analysis_of(index, "161175-19997 pase@pase.lv")
    assert analysis.masked == "[personas kods] [e-pasts]"
    assert analysis.services == ()
    assert analysis.topics == ()


def test_a_mask_does_not_make_an_english_text_latvian() -> None:
    assert analysis_of(EMPTY, "Call me please 29000417").language is Language.EN


@pytest.mark.parametrize(
    "piece", ["pabalsts ", "pabalsts", "? ", "lai ", "ā", "и ", "the ", "kur "]
)
def test_fifty_kilobytes_take_linear_time(index: Index, piece: str) -> None:
    began = time.process_time()
    analysis_of(index, (piece * 50_000)[:50_000])
    # Quadratic work would take minutes.
    assert time.process_time() - began < 5


@given(st.text())
def test_any_text_can_be_told(text: str) -> None:
    analysis = analysis_of(EMPTY, text)
    assert personal_data_in(analysis.masked) == []
