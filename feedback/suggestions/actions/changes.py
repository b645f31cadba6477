"""Changing a suggestion after it was recorded; each change leaves an event."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from feedback.kernel.actor import Actor
from feedback.kernel.clock import now
from feedback.kernel.errors import RuleBroken
from feedback.kernel.journal import record_event
from feedback.kernel.text import clean
from feedback.suggestions.models import Revision, Suggestion, Tag
from feedback.suggestions.rules.intake import check_text
from feedback.suggestions.rules.states import may_follow
from feedback.suggestions.words import Origin, State
from feedback.tagging.queries import lexicon
from feedback.tagging.rules.normalise import normal_text
from feedback.tagging.rules.personal_data import masked, personal_data_in


def move_suggestion(
    session: Session, suggestion: Suggestion, *, to: State, actor: Actor, reason: str = ""
) -> None:
    """Move a suggestion to another state; raises RuleBroken("state-forbidden")."""
    if not may_follow(suggestion.state, to):
        raise RuleBroken("state-forbidden")
    before, suggestion.state, suggestion.reason = suggestion.state, to, reason
    _touch(session, suggestion)
    _note(session, suggestion, actor, "moved", before=before.value, after=to.value)


def correct_text(  # noqa: PLR0913 - all said by name
    session: Session,
    suggestion: Suggestion,
    *,
    text: str,
    actor: Actor,
    kept_personal_data: Sequence[str] = (),
    keeps_old: bool = True,
) -> None:
    """Replace the text (masked again); the old one stays as a revision.

    ``keeps_old`` is off where a text is corrected to take something personal out of it: then the
    earlier revisions go too, for they may hold the same.

    Raises RuleBroken with the codes of ``rules.intake.check_text``.
    """
    check_text(text)
    text = clean(text)
    finds = [
        find
        for find in personal_data_in(text)
        if text[find.start : find.end] not in kept_personal_data
    ]
    text = masked(text, finds)
    if text == suggestion.text:
        return
    if keeps_old:
        session.add(Revision(suggestion_id=suggestion.id, text=suggestion.text, replaced_at=now()))
    else:
        session.execute(delete(Revision).where(Revision.suggestion_id == suggestion.id))
    suggestion.text, suggestion.norm = text, normal_text(text)
    _touch(session, suggestion)
    _note(session, suggestion, actor, "text_corrected")


def confirm_service(
    session: Session, suggestion: Suggestion, *, service_code: str | None, actor: Actor
) -> None:
    """Set the e-service as a person's choice (None: it is about no e-service).

    Raises RuleBroken("service-unknown").
    """
    known = lexicon(session)
    if service_code and service_code not in known.institutions:
        raise RuleBroken("service-unknown", field="service")
    if suggestion.service_code == service_code and suggestion.is_service_confirmed:
        return
    before = suggestion.service_code
    suggestion.service_code = service_code
    suggestion.institution_code = known.institutions[service_code] if service_code else None
    suggestion.service_origin = Origin.MACHINE if before == service_code else Origin.PERSON
    suggestion.is_service_confirmed = True
    _touch(session, suggestion)
    _note(session, suggestion, actor, "service_set", before=before, after=service_code)


def put_topics(
    session: Session, suggestion: Suggestion, *, topic_codes: Sequence[str], actor: Actor
) -> None:
    """Set the topics as a person's choice; machine tags that stay become confirmed.

    Raises RuleBroken("topic-unknown").
    """
    wanted = sorted(set(topic_codes))
    if not lexicon(session).topics.issuperset(wanted):
        raise RuleBroken("topic-unknown", field="topics")
    tags = {
        tag.topic_code: tag
        for tag in session.scalars(select(Tag).where(Tag.suggestion_id == suggestion.id))
    }
    before = sorted(tags)
    if before == wanted and all(tag.is_confirmed for tag in tags.values()):
        return
    for code in wanted:
        if code in tags:
            tags[code].is_confirmed = True
        else:
            session.add(
                Tag(
                    suggestion_id=suggestion.id,
                    topic_code=code,
                    origin=Origin.PERSON,
                    is_confirmed=True,
                )
            )
    for code in tags.keys() - set(wanted):
        session.delete(tags[code])
    suggestion.topics = ";".join(wanted)
    _touch(session, suggestion)
    _note(session, suggestion, actor, "topics_set", before=before, after=wanted)


def erase_suggestion(session: Session, suggestion: Suggestion, *, actor: Actor) -> None:
    """Erase what was said, for ever; the id stays taken (410) and the event says that it happened."""
    if suggestion.state is State.ERASED:
        return
    session.execute(delete(Revision).where(Revision.suggestion_id == suggestion.id))
    session.execute(delete(Tag).where(Tag.suggestion_id == suggestion.id))
    suggestion.text = suggestion.norm = suggestion.fingerprint = suggestion.topics = ""
    suggestion.needed = suggestion.convenient = suggestion.understandable = None
    before, suggestion.state = suggestion.state, State.ERASED
    _touch(session, suggestion)
    _note(session, suggestion, actor, "erased", before=before.value)


def _touch(session: Session, suggestion: Suggestion) -> None:
    suggestion.changed_at = now()
    suggestion.row_version += 1
    session.flush()


def _note(
    session: Session, suggestion: Suggestion, actor: Actor, verb: str, **data: object
) -> None:
    record_event(session, verb=verb, subject=("suggestion", suggestion.id), actor=actor, **data)
