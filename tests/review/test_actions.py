"""Deciding, merging, and taking it back."""

from __future__ import annotations

from uuid import uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.identity.words import Role
from feedback.kernel.actor import Actor, ActorKind
from feedback.kernel.errors import NotFound, RuleBroken
from feedback.kernel.journal import events_of
from feedback.review import actions
from feedback.review.words import DecisionKind, Tags
from feedback.suggestions.actions import add_voice
from feedback.suggestions.models import Revision, Suggestion
from feedback.suggestions.words import State
from tests.factories.identity import LIBRARY, OTHER_LIBRARY, make_person
from tests.factories.suggestions import make_suggestion


@pytest.fixture
def actor(session: Session) -> Actor:
    return Actor(ActorKind.PERSON, make_person(session, Role.REVIEWER).person_id)


def merge(session: Session, row: Suggestion, into: Suggestion, actor: Actor) -> None:
    actions.merge(session, row.reference, into=into.reference, seen=row.row_version, actor=actor)


def test_accepting_is_noted_and_can_be_undone(session: Session, actor: Actor) -> None:
    row = make_suggestion(session)
    decision = actions.accept(session, row.reference, seen=row.row_version, actor=actor)
    assert (row.state, decision.kind) == (State.ACCEPTED, DecisionKind.ACCEPT)
    actions.undo(session, row.reference, actor=actor)
    assert row.state is State.RECEIVED
    verbs = [event.verb for event in events_of(session, subject=("suggestion", row.id))]
    assert verbs == ["recorded", "moved", "moved", "decision_undone"]


def test_declining_needs_a_reason_that_people_can_read(session: Session, actor: Actor) -> None:
    row = make_suggestion(session)
    with pytest.raises(RuleBroken, match="reason-empty"):
        actions.decline(session, row.reference, reason=" ", seen=row.row_version, actor=actor)
    actions.decline(session, row.reference, reason="Jau ir", seen=row.row_version, actor=actor)
    assert (row.state, row.reason) == (State.DECLINED, "Jau ir")


def test_a_decision_on_an_old_reading_is_refused(session: Session, actor: Actor) -> None:
    row = make_suggestion(session)
    seen = row.row_version
    actions.accept(session, row.reference, seen=seen, actor=actor)
    with pytest.raises(RuleBroken, match="changed-meanwhile"):
        actions.decline(session, row.reference, reason="Jau ir", seen=seen, actor=actor)


def test_a_merge_counts_voices_and_libraries_once_and_keeps_both_texts(
    session: Session, actor: Actor
) -> None:
    row = make_suggestion(session, "Pirmais teksts", library_code=LIBRARY)
    other = make_suggestion(session, "Otrais teksts", library_code=OTHER_LIBRARY)
    add_voice(session, row, voice=uuid4(), library_code=OTHER_LIBRARY, actor=actor)
    merge(session, row, other, actor)
    assert (row.state, row.merged_into_id, row.text) == (State.MERGED, other.id, "Pirmais teksts")
    assert (other.voices, other.libraries) == (3, 2)
    actions.undo(session, row.reference, actor=actor)
    assert (row.state, row.merged_into_id, other.voices, other.libraries) == (
        State.RECEIVED, None, 1, 1,
    )  # fmt: skip


def test_a_chain_of_merges_is_flattened_and_comes_apart_again(
    session: Session, actor: Actor
) -> None:
    first, second, third = (make_suggestion(session, f"Teksts numur {n}") for n in range(3))
    merge(session, first, second, actor)
    merge(session, second, third, actor)
    assert (first.merged_into_id, second.merged_into_id, third.voices) == (third.id, third.id, 3)
    actions.undo(session, second.reference, actor=actor)
    session.refresh(first)
    assert (first.merged_into_id, second.voices, third.voices) == (second.id, 2, 1)


def test_a_merged_one_is_no_target(session: Session, actor: Actor) -> None:
    first, second, third = (make_suggestion(session, f"Teksts numur {n}") for n in range(3))
    merge(session, first, second, actor)
    with pytest.raises(RuleBroken, match="merge-target"):
        merge(session, third, first, actor)
    with pytest.raises(RuleBroken, match="merge-itself"):
        merge(session, third, third, actor)
    with pytest.raises(RuleBroken, match="merge-unknown"):
        actions.merge(session, third.reference, into="IET-2026-99999", seen=1, actor=actor)


def test_tags_are_confirmed_and_can_be_put_back(session: Session, actor: Actor) -> None:
    row = make_suggestion(session, "Nevaru deklarēt dzīvesvietu, izmet kļūdu")
    before = (row.service_code, row.topics)
    tags = Tags("POR-01", ("mobile",))
    actions.retag(session, row.reference, tags=tags, seen=row.row_version, actor=actor)
    assert (row.service_code, row.topics, row.is_service_confirmed) == ("POR-01", "mobile", True)
    actions.undo(session, row.reference, actor=actor)
    assert (row.service_code, row.topics) == before


def test_what_slipped_through_can_be_covered(session: Session, actor: Actor) -> None:
    row = make_suggestion(session, "Anna no Kalnu ielas grib veidlapu")
    actions.cover_text(
        session, row.reference, text="[vārds] grib veidlapu", seen=row.row_version, actor=actor
    )
    assert row.text == "[vārds] grib veidlapu"
    assert session.scalars(select(Revision)).all() == []


def test_what_was_handed_over_cannot_be_undone(session: Session, actor: Actor) -> None:
    row = make_suggestion(session)
    actions.accept(session, row.reference, seen=row.row_version, actor=actor)
    row.state = State.HANDED_OVER
    session.flush()
    with pytest.raises(RuleBroken, match="undo-too-late"):
        actions.undo(session, row.reference, actor=actor)


def test_what_is_not_there_is_not_found(session: Session, actor: Actor) -> None:
    with pytest.raises(NotFound):
        actions.accept(session, "IET-2026-99999", seen=1, actor=actor)


def test_undoing_inside_a_larger_merge_counts_where_it_stands_now(
    session: Session, actor: Actor
) -> None:
    first, second, third, fourth = (make_suggestion(session) for _ in range(4))
    merge(session, first, second, actor)
    merge(session, second, third, actor)
    merge(session, third, fourth, actor)
    assert fourth.voices == 4
    actions.undo(session, first.reference, actor=actor)
    assert (first.merged_into_id, first.voices, fourth.voices) == (None, 1, 3)
    actions.undo(session, third.reference, actor=actor)
    session.refresh(first)
    assert (first.merged_into_id, third.voices, fourth.voices) == (None, 2, 1)
