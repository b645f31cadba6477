"""Reading what tagging needs of the catalogue, and asking it."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.catalogue.models import Service, Topic
from feedback.catalogue.queries import catalogue_version
from feedback.kernel.text import language_of
from feedback.tagging.rules.personal_data import masked, personal_data_in
from feedback.tagging.words import Analysis, Kind


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The catalogue as tagging needs it: read once for each version.

    ``institutions`` maps each e-service in use to its institution; ``topics`` are the known codes.
    """

    version: int
    institutions: Mapping[str, str]
    topics: frozenset[str]


class _Shelf:
    """Keeps the newest lexicon of each store of this process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._lexicons: dict[str, Lexicon] = {}

    def of(self, session: Session) -> Lexicon:
        store = str(session.get_bind().engine.url)
        version = catalogue_version(session)
        kept = self._lexicons.get(store)
        if kept is not None and kept.version == version:
            return kept
        with self._lock:
            self._lexicons[store] = lexicon = _read(session, version)
            return lexicon


_shelf = _Shelf()


def lexicon(session: Session) -> Lexicon:
    """Return the lexicon of the store's present catalogue."""
    return _shelf.of(session)


def analyse(session: Session, text: str) -> Analysis:
    """Tell everything that can be told from one text; reads only the catalogue."""
    finds = personal_data_in(text)
    lexicon(session)
    return Analysis(
        language=language_of(text),
        services=(),
        topics=(),
        kind=Kind.SUGGESTION,
        personal_data=tuple(finds),
        masked=masked(text, finds),
    )


def _read(session: Session, version: int) -> Lexicon:
    services = session.scalars(select(Service).where(Service.retired_on.is_(None)))
    return Lexicon(
        version=version,
        institutions={service.code: service.institution_code for service in services},
        topics=frozenset(session.scalars(select(Topic.code))),
    )
