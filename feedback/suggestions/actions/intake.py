"""The one intake behind every door: nothing lost, nothing doubled (collecting protocol).

``make_ready`` reads (rules, masking, tagging, place) and needs no lock; ``record_suggestion``
writes, in the intake's writer, what was made ready.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID, uuid5

from sqlalchemy import Connection, Table, bindparam, insert, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from feedback.catalogue.queries import Place, place_of
from feedback.kernel.actor import ActorKind
from feedback.kernel.clock import now, today
from feedback.kernel.errors import NotFound, RuleBroken
from feedback.kernel.journal import record_event
from feedback.kernel.text import Language, clean
from feedback.suggestions.models import Suggestion, Tag
from feedback.suggestions.rules.intake import check_draft, fingerprint
from feedback.suggestions.rules.periods import EARLIEST
from feedback.suggestions.rules.receipts import code_behind, receipt_code, receipt_hash
from feedback.suggestions.rules.references import reference_of
from feedback.suggestions.words import Draft, Origin, Outcome, Recorded, State
from feedback.tagging.queries import lexicon
from feedback.tagging.rules.analysis import analysis_of
from feedback.tagging.rules.normalise import normal_text
from feedback.tagging.rules.personal_data import masked
from feedback.tagging.words import Kind

MAX_TOPICS = 3
SUGGESTIONS = cast("Table", Suggestion.__table__)
INSERT_ONCE = {
    dialect.__name__.rpartition(".")[2]: dialect.insert(SUGGESTIONS)
    .on_conflict_do_nothing()
    .returning(SUGGESTIONS.c.id)
    for dialect in (sqlite, postgresql)
}
INSERT_TAG = insert(cast("Table", Tag.__table__))
FIND_ID = select(SUGGESTIONS.c.id).where(SUGGESTIONS.c.uuid == bindparam("uuid"))


@dataclass(frozen=True, slots=True)
class Ready:
    """A draft that passed the rules, masked and tagged: all that is stored of it."""

    draft: Draft
    text: str
    norm: str
    language: Language
    kind: Kind
    place: Place
    service_code: str | None
    institution_code: str | None
    topics: tuple[str, ...]
    fingerprint: str
    is_demonstration: bool = False


def make_ready(session: Session, draft: Draft, *, is_demonstration: bool = False) -> Ready:
    """Check, mask and tag a draft; reads only.

    Raises RuleBroken with the field it concerns (the codes of ``rules.intake.check_draft``, and
    service-unknown, topic-unknown, library-unknown, date-unlikely).
    """
    check_draft(draft)
    text = clean(draft.text)
    known = lexicon(session)
    analysis = analysis_of(known.index, text)
    text = masked(
        text,
        [
            find
            for find in analysis.personal_data
            if text[find.start : find.end] not in draft.kept_personal_data
        ],
    )
    service_code = draft.service_code
    if service_code is None and analysis.services:
        service_code = analysis.services[0].code
    if service_code and service_code not in known.institutions:
        raise RuleBroken("service-unknown", field="service")
    topics = draft.topic_codes
    if topics is None:
        topics = tuple(guess.code for guess in analysis.topics[:MAX_TOPICS])
    if not known.topics.issuperset(topics):
        raise RuleBroken("topic-unknown", field="topics")
    if draft.said_on and not EARLIEST <= draft.said_on <= today():
        raise RuleBroken("date-unlikely", field="said_on")
    return Ready(
        draft=draft,
        text=text,
        norm=normal_text(text),
        language=draft.language or analysis.language,
        kind=draft.kind or analysis.kind,
        place=_place(session, draft),
        service_code=service_code or None,
        institution_code=known.institutions.get(service_code) if service_code else None,
        topics=tuple(sorted(set(topics))),
        fingerprint=fingerprint(draft, text),
        is_demonstration=is_demonstration,
    )


def record_suggestion(session: Session, ready: Ready, *, secret: str) -> Recorded:
    """Store a suggestion once, however often it is sent.

    The same id and content again: REPEATED, with the same receipt. The same id with other content:
    CONFLICT, kept as a second record linked to the first under an id derived from both, so that
    this send may be repeated too. An erased id: ERASED.
    """
    identity = ready.draft.id
    recorded = _insert(session, ready, identity, secret=secret)
    if recorded:
        return recorded
    earlier = _earlier(session, identity)
    if earlier.state is State.ERASED:
        return _receipt(earlier, Outcome.ERASED, secret)
    if earlier.fingerprint == ready.fingerprint:
        return _receipt(earlier, Outcome.REPEATED, secret)
    apart = uuid5(identity, ready.fingerprint)
    _insert(session, ready, apart, secret=secret, conflict_of=earlier.id)
    return _receipt(_earlier(session, apart), Outcome.CONFLICT, secret)


def _place(session: Session, draft: Draft) -> Place:
    try:
        return place_of(session, draft.library_code, municipality_code=draft.municipality_code)
    except NotFound:
        raise RuleBroken("library-unknown", field="place") from None


def _insert(
    session: Session, ready: Ready, identity: UUID, *, secret: str, conflict_of: int | None = None
) -> Recorded | None:
    """Insert one row, or return None when the id is taken already.

    Plain tables on the session's connection: the unit of work of mapped objects costs as much as
    the rest of a submit together.
    """
    connection = session.connection()
    row = _row(ready, identity, conflict_of)
    if (stored := _insert_once(connection, row, identity, secret)) is None:
        return None
    number, code = stored
    if ready.topics:
        origin, is_confirmed = _chosen(ready.draft.topic_codes is not None)
        tag = {"suggestion_id": number, "origin": origin, "is_confirmed": is_confirmed}
        connection.execute(INSERT_TAG, [{**tag, "topic_code": topic} for topic in ready.topics])
    record_event(
        session,
        verb="recorded",
        subject=("suggestion", number),
        actor=ready.draft.actor,
        channel=ready.draft.channel.value,
    )
    reference = reference_of(row["received_at"].year, number)
    return Recorded(Outcome.NEW, identity, number, reference, code)


def _insert_once(
    connection: Connection, row: dict[str, Any], identity: UUID, secret: str
) -> tuple[int, str] | None:
    """Return the new row's number and its receipt code, or None when the id is taken already."""
    for attempt in itertools.count():
        code = receipt_code(secret, identity, attempt)
        row["receipt_hash"] = receipt_hash(secret, code)
        number: int | None = connection.scalar(INSERT_ONCE[connection.dialect.name], row)
        if number is not None:
            return number, code
        if connection.scalar(FIND_ID, {"uuid": str(identity)}) is not None:
            return None
        # Neither stored nor there: another suggestion has this receipt code, so take the next.
    return None  # the count never ends


def _row(ready: Ready, identity: UUID, conflict_of: int | None) -> dict[str, Any]:
    draft, moment = ready.draft, now()
    origin, is_confirmed = _chosen(draft.service_code is not None)
    person = draft.actor.id if draft.actor.kind is ActorKind.PERSON else None
    device = draft.actor.id if draft.actor.kind is ActorKind.DEVICE else None
    return {
        "uuid": str(identity),
        "fingerprint": ready.fingerprint,
        "text": ready.text,
        "norm": ready.norm,
        "language": ready.language,
        "kind": ready.kind,
        "author": draft.author,
        "channel": draft.channel,
        "library_code": ready.place.library_code,
        "municipality_code": ready.place.municipality_code,
        "region_code": ready.place.region_code,
        "service_code": ready.service_code,
        "service_origin": origin,
        "is_service_confirmed": is_confirmed,
        "institution_code": ready.institution_code,
        "topics": ";".join(ready.topics),
        "needed": draft.needed,
        "convenient": draft.convenient,
        "understandable": draft.understandable,
        "voices": 1,
        "libraries": 1,
        "state": State.RECEIVED,
        "reason": "",
        "said_on": draft.said_on or today(),
        "received_at": moment,
        "changed_at": moment,
        "person_id": person,
        "device_id": device,
        "seminar_id": draft.seminar_id,
        "conflict_of": conflict_of,
        "is_demonstration": ready.is_demonstration,
        "row_version": 1,
    }


def _chosen(by_person: bool) -> tuple[Origin, bool]:  # noqa: FBT001 - a plain yes or no
    return (Origin.PERSON, True) if by_person else (Origin.MACHINE, False)


def _earlier(session: Session, identity: UUID) -> Suggestion:
    return session.scalars(select(Suggestion).where(Suggestion.uuid == str(identity))).one()


def _receipt(row: Suggestion, outcome: Outcome, secret: str) -> Recorded:
    is_erased = outcome is Outcome.ERASED
    code = "" if is_erased else code_behind(secret, UUID(row.uuid), row.receipt_hash)
    return Recorded(outcome, UUID(row.uuid), row.id, row.reference, code)
