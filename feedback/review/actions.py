"""What a reviewer decides; each decision can be undone until the portal's developers have it."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from feedback.identity.words import Reach
from feedback.kernel.actor import Actor
from feedback.kernel.clock import now
from feedback.kernel.errors import NotFound, RuleBroken
from feedback.kernel.journal import record_event
from feedback.review.models import Decision
from feedback.review.queries import find_last_decision
from feedback.review.rules import may_undo, why_not_merge
from feedback.review.words import DecisionKind, Tags
from feedback.suggestions.actions import (
    confirm_service,
    correct_text,
    move_suggestion,
    put_topics,
    recount_voices,
)
from feedback.suggestions.models import Suggestion
from feedback.suggestions.queries import suggestion_by_reference
from feedback.suggestions.words import State

EVERYTHING = Reach(everything=True)


def accept(session: Session, reference: str, *, seen: int, actor: Actor) -> Decision:
    """Accept a suggestion.

    ``seen`` is the row version that the reviewer read. Raises NotFound, and RuleBroken:
    changed-meanwhile, state-forbidden. The same holds for the other verbs of this module.
    """
    row = _locked(session, reference, seen)
    before = row.state
    move_suggestion(session, row, to=State.ACCEPTED, actor=actor)
    return _decided(session, row, DecisionKind.ACCEPT, before, actor)


def decline(session: Session, reference: str, *, reason: str, seen: int, actor: Actor) -> Decision:
    """Decline a suggestion with a reason that library and resident will read (reason-empty)."""
    if not reason.strip():
        raise RuleBroken("reason-empty", field="words")
    row = _locked(session, reference, seen)
    before = row.state
    move_suggestion(session, row, to=State.DECLINED, actor=actor, reason=reason.strip())
    return _decided(session, row, DecisionKind.DECLINE, before, actor, reason=reason.strip())


def retag(session: Session, reference: str, *, tags: Tags, seen: int, actor: Actor) -> Decision:
    """Set e-service and topics as a person's choice (service-unknown, topic-unknown)."""
    row = _locked(session, reference, seen)
    was = {"service": row.service_code, "topics": row.topics.split(";") if row.topics else []}
    confirm_service(session, row, service_code=tags.service_code, actor=actor)
    put_topics(session, row, topic_codes=tags.topic_codes, actor=actor)
    return _decided(session, row, DecisionKind.TAG, row.state, actor, data=was)


def cover_text(
    session: Session, reference: str, *, text: str, seen: int, actor: Actor
) -> Suggestion:
    """Correct the text, for instance to cover what is personal; nothing of the old one is kept."""
    row = _locked(session, reference, seen)
    correct_text(session, row, text=text, actor=actor, keeps_old=False)
    return row


def merge(session: Session, reference: str, *, into: str, seen: int, actor: Actor) -> Decision:
    """Merge a suggestion into another that says the same: texts stay, voices count there.

    What was merged into this one follows along, so there is never a chain. Raises RuleBroken:
    merge-itself, merge-too-late, merge-target, merge-unknown.
    """
    row = _locked(session, reference, seen)
    try:
        target = suggestion_by_reference(session, into, reach=EVERYTHING)
    except NotFound:
        raise RuleBroken("merge-unknown", field="into") from None
    session.refresh(target, with_for_update=True)
    if rule := why_not_merge(
        number=row.id, state=row.state, target=target.id, target_state=target.state
    ):
        raise RuleBroken(rule, field="into")
    before, followers = row.state, _followers(session, row)
    move_suggestion(session, row, to=State.MERGED, actor=actor)
    row.merged_into_id = target.id
    _lead(session, followers, away=row.id, to=target.id)
    recount_voices(session, row)
    recount_voices(session, target)
    data = {"into": target.id, "followers": list(followers)}
    record_event(
        session,
        verb="merged_here",
        subject=("suggestion", target.id),
        actor=actor,
        merged=row.reference,
    )
    return _decided(session, row, DecisionKind.MERGE, before, actor, data=data)


def undo(session: Session, reference: str, *, actor: Actor) -> Decision:
    """Undo the last decision on a suggestion; raises RuleBroken("undo-too-late")."""
    row = suggestion_by_reference(session, reference, reach=EVERYTHING)
    session.refresh(row, with_for_update=True)
    decision = find_last_decision(session, row.id)
    if decision is None or not may_undo(state=row.state, state_after=decision.state_after):
        raise RuleBroken("undo-too-late")
    if decision.kind is DecisionKind.TAG:
        confirm_service(session, row, service_code=decision.data["service"], actor=actor)
        put_topics(session, row, topic_codes=decision.data["topics"], actor=actor)
    else:
        if decision.kind is DecisionKind.MERGE:
            _part(session, row, decision)
        move_suggestion(session, row, to=decision.state_before, actor=actor)
    decision.undone_at, decision.undone_by = now(), actor.id
    record_event(
        session,
        verb="decision_undone",
        subject=("suggestion", row.id),
        actor=actor,
        decision=decision.kind.value,
    )
    session.flush()
    return decision


def _locked(session: Session, reference: str, seen: int) -> Suggestion:
    row = suggestion_by_reference(session, reference, reach=EVERYTHING)
    session.refresh(row, with_for_update=True)
    if row.row_version != seen:
        raise RuleBroken("changed-meanwhile")
    return row


def _decided(
    session: Session,
    row: Suggestion,
    kind: DecisionKind,
    before: State,
    actor: Actor,
    **more: object,
) -> Decision:
    decision = Decision(
        **{"reason": "", "data": {}, **more},
        suggestion_id=row.id,
        kind=kind,
        state_before=before,
        state_after=row.state,
        person_id=actor.id,
        at=now(),
    )
    session.add(decision)
    session.flush()
    return decision


def _followers(session: Session, row: Suggestion) -> Sequence[int]:
    return session.scalars(
        select(Suggestion.id).where(Suggestion.merged_into_id == row.id).order_by(Suggestion.id)
    ).all()


def _lead(session: Session, followers: Sequence[int], *, away: int, to: int) -> None:
    """Let those of ``followers`` that still stand behind ``away`` follow ``to``."""
    session.execute(
        update(Suggestion)
        .where(Suggestion.id.in_(followers), Suggestion.merged_into_id == away)
        .values(merged_into_id=to)
    )


def _part(session: Session, row: Suggestion, decision: Decision) -> None:
    """Take a merge back: the suggestion and those that followed it stand by themselves again.

    It is taken from where it stands now, which is elsewhere when its target was merged later.
    """
    target = session.get_one(Suggestion, row.merged_into_id, with_for_update=True)
    row.merged_into_id = None
    session.flush()
    _lead(session, decision.data["followers"], away=target.id, to=row.id)
    recount_voices(session, row)
    recount_voices(session, target)
