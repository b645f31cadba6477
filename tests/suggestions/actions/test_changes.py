"""Each change leaves its event, and what was before."""

from __future__ import annotations

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.kernel.actor import SYSTEM
from feedback.kernel.errors import RuleBroken
from feedback.kernel.journal import events_of
from feedback.suggestions.actions import (
    confirm_service,
    correct_text,
    erase_suggestion,
    move_suggestion,
    put_topics,
)
from feedback.suggestions.models import Revision, Suggestion, Tag
from feedback.suggestions.words import Origin, State
from tests.factories.suggestions import make_suggestion


def verbs(session: Session, suggestion: Suggestion) -> list[str]:
    return [event.verb for event in events_of(session, subject=("suggestion", suggestion.id))]


def test_a_move_is_noted_with_both_states(session: Session) -> None:
    row = make_suggestion(session)
    version = row.row_version
    move_suggestion(session, row, to=State.DECLINED, actor=SYSTEM, reason="Jau ir")
    event = events_of(session, subject=("suggestion", row.id))[-1]
    assert event.data == {"before": "received", "after": "declined"}
    assert (row.reason, row.row_version) == ("Jau ir", version + 1)


def test_a_forbidden_move_is_refused(session: Session) -> None:
    row = make_suggestion(session, state=State.DONE)
    with pytest.raises(RuleBroken, match="state-forbidden"):
        move_suggestion(session, row, to=State.RECEIVED, actor=SYSTEM)


def test_a_corrected_text_is_masked_and_the_old_one_kept(session: Session) -> None:
    row = make_suggestion(session, "Vecais teksts par veidlapu")
    correct_text(session, row, text="Jaunais teksts, zvaniet 29123456", actor=SYSTEM)
    assert row.text == "Jaunais teksts, zvaniet [tālrunis]"
    assert session.scalars(select(Revision.text)).all() == ["Vecais teksts par veidlapu"]
    assert verbs(session, row) == ["recorded", "text_corrected"]


def test_the_same_text_is_no_correction(session: Session) -> None:
    row = make_suggestion(session, "Vecais teksts par veidlapu")
    correct_text(session, row, text=" Vecais teksts par veidlapu ", actor=SYSTEM)
    assert verbs(session, row) == ["recorded"]


def test_a_confirmed_guess_stays_a_guess_that_was_right(session: Session) -> None:
    row = make_suggestion(session, "Nevaru deklarēt dzīvesvietu")
    confirm_service(session, row, service_code="PMLP-01", actor=SYSTEM)
    assert (row.service_origin, row.is_service_confirmed) == (Origin.MACHINE, True)
    confirm_service(session, row, service_code="POR-01", actor=SYSTEM)
    assert (row.service_origin, row.service_code) == (Origin.PERSON, "POR-01")
    confirm_service(session, row, service_code=None, actor=SYSTEM)
    assert (row.service_code, row.institution_code) == (None, None)


@pytest.mark.parametrize("code", ["NAV-01", "0"])
def test_an_unknown_service_is_refused(session: Session, code: str) -> None:
    with pytest.raises(RuleBroken, match="service-unknown"):
        confirm_service(session, make_suggestion(session), service_code=code, actor=SYSTEM)


def test_topics_are_set_and_those_that_stay_become_confirmed(session: Session) -> None:
    row = make_suggestion(session, "Nevaru pieslēgties ar banku, izmet kļūdu")
    guessed = row.topics.split(";")
    assert "login" in guessed
    put_topics(session, row, topic_codes=["login", "mobile"], actor=SYSTEM)
    tags = session.scalars(
        select(Tag).where(Tag.suggestion_id == row.id).order_by(Tag.topic_code)
    ).all()
    assert [(tag.topic_code, tag.origin, tag.is_confirmed) for tag in tags] == [
        ("login", Origin.MACHINE, True),
        ("mobile", Origin.PERSON, True),
    ]
    assert row.topics == "login;mobile"


def test_an_unknown_topic_is_refused(session: Session) -> None:
    with pytest.raises(RuleBroken, match="topic-unknown"):
        put_topics(session, make_suggestion(session), topic_codes=["nav"], actor=SYSTEM)


def test_erasing_leaves_no_word_behind(session: Session) -> None:
    row = make_suggestion(session, "Ļoti personisks stāsts par veidlapu")
    correct_text(session, row, text="Vēl personiskāks stāsts par veidlapu", actor=SYSTEM)
    erase_suggestion(session, row, actor=SYSTEM)
    assert (row.text, row.norm, row.topics, row.state) == ("", "", "", State.ERASED)
    assert session.scalars(select(Revision)).all() == []
    assert session.scalars(select(Tag)).all() == []
    assert verbs(session, row)[-1] == "erased"
