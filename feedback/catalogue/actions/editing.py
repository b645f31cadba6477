"""What an administrator changes by hand; an import never takes it back.

A merge moves nothing: suggestions keep the code of their day, and reports follow ``merged_into``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from feedback.catalogue.actions.versions import note_change
from feedback.catalogue.models import Institution, Library, Municipality, Service
from feedback.catalogue.rules import is_code, next_library_code
from feedback.kernel.actor import Actor
from feedback.kernel.clock import now, today
from feedback.kernel.errors import RuleBroken
from feedback.kernel.journal import record_event

Entry = Library | Service
E = TypeVar("E", Library, Service)


def add_service(session: Session, *, code: str, values: Mapping[str, str], actor: Actor) -> Service:
    """Add an e-service; raises RuleBroken: code-shape, code-taken, institution-unknown."""
    code = code.strip().upper()
    if not is_code(code):
        raise RuleBroken("code-shape", field="code")
    if session.get(Service, code) is not None:
        raise RuleBroken("code-taken", field="code")
    _check_parents(session, values)
    return _add(session, Service(code=code, **values), actor)


def add_library(session: Session, *, values: Mapping[str, str], actor: Actor) -> Library:
    """Add a library under the next free code; raises RuleBroken: municipality-unknown."""
    _check_parents(session, values)
    newest = session.scalar(select(func.max(Library.code)).where(Library.code.like("LIB-%")))
    return _add(session, Library(code=next_library_code(newest), **values), actor)


def change_entry(
    session: Session, entry: Entry, *, values: Mapping[str, str], actor: Actor
) -> None:
    """Change an e-service or a library; the event keeps what was before.

    Raises RuleBroken: institution-unknown, municipality-unknown.
    """
    _check_parents(session, values)
    before = {
        name: getattr(entry, name)
        for name, value in values.items()
        if getattr(entry, name) != value
    }
    if not before:
        return
    for name in before:
        setattr(entry, name, values[name])
    _edited(session, entry, actor, "entry_changed", before=before)


def retire_entry(session: Session, entry: Entry, *, actor: Actor) -> None:
    """Take an entry out of use: nobody can choose it any more, what was said of it stays."""
    if entry.retired_on is None:
        entry.retired_on = today()
        _edited(session, entry, actor, "entry_retired")


def restore_entry(session: Session, entry: Entry, *, actor: Actor) -> None:
    """Put a retired or merged entry back into use: the undo of both."""
    if entry.retired_on is not None:
        before, entry.merged_into, entry.retired_on = entry.merged_into, None, None
        _edited(session, entry, actor, "entry_restored", merged_into=before)


def merge_entry(session: Session, entry: Entry, *, into: str, actor: Actor) -> None:
    """Retire an entry in favour of another of its kind.

    Raises RuleBroken: merge-itself, merge-unknown (no such entry), merge-retired (the other one is
    not in use, so a circle cannot arise).
    """
    into = into.strip().upper()
    if into == entry.code:
        raise RuleBroken("merge-itself", field="into")
    target = (
        session.get(Library, into) if isinstance(entry, Library) else session.get(Service, into)
    )
    if target is None:
        raise RuleBroken("merge-unknown", field="into")
    if target.retired_on is not None:
        raise RuleBroken("merge-retired", field="into")
    entry.merged_into, entry.retired_on = target.code, entry.retired_on or today()
    _edited(session, entry, actor, "entry_merged", into=target.code)


def _check_parents(session: Session, values: Mapping[str, str]) -> None:
    institution = values.get("institution_code")
    if institution is not None and session.get(Institution, institution) is None:
        raise RuleBroken("institution-unknown", field="institution_code")
    municipality = values.get("municipality_code")
    if municipality is not None and session.get(Municipality, municipality) is None:
        raise RuleBroken("municipality-unknown", field="municipality_code")


def _add(session: Session, entry: E, actor: Actor) -> E:
    session.add(entry)
    _edited(session, entry, actor, "entry_added")
    return entry


def _edited(session: Session, entry: Entry, actor: Actor, verb: str, **data: object) -> None:
    entry.edited_at = now()
    note_change(session)
    record_event(
        session,
        verb=verb,
        subject=(type(entry).__tablename__, 0),
        actor=actor,
        code=entry.code,
        **data,
    )
