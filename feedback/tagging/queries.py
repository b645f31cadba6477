"""Reading what tagging needs of the catalogue, and asking it."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.catalogue.models import Institution, Service, Topic
from feedback.catalogue.queries import catalogue_version
from feedback.kernel.text import Language
from feedback.tagging.rules.analysis import analysis_of
from feedback.tagging.rules.index import Index, build_index
from feedback.tagging.rules.match import exact_service, matching_services
from feedback.tagging.rules.personal_data import masked, personal_data_in
from feedback.tagging.rules.rank import service_guesses
from feedback.tagging.words import Analysis, Guess, Match, ServiceEntry, TopicEntry


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The catalogue as tagging needs it: read once for each version.

    ``institutions`` maps each e-service in use to its institution; ``topics`` are the known codes.
    """

    version: int
    institutions: Mapping[str, str]
    topics: frozenset[str]
    index: Index


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
            kept = self._lexicons.get(store)
            if kept is None or kept.version != version:
                kept = self._lexicons[store] = _read(session, version)
            return kept


_shelf = _Shelf()


def lexicon(session: Session) -> Lexicon:
    """Return the lexicon of the store's present catalogue; cheap unless the catalogue changed."""
    return _shelf.of(session)


def analyse(session: Session, text: str) -> Analysis:
    """Tell everything that can be told from one text; reads only the catalogue."""
    return analysis_of(lexicon(session).index, text)


def guesses_for(session: Session, text: str, limit: int = 3) -> list[Guess]:
    """Return the likeliest e-services while somebody types; none when nothing fits."""
    return service_guesses(lexicon(session).index, masked(text, personal_data_in(text)), limit)


def services_matching(
    session: Session, query: str, limit: int, language: Language = Language.LV
) -> list[Match]:
    """Return the e-services that hold every part of what was typed into the search, best first."""
    return matching_services(lexicon(session).index, query, limit, language)


def service_meant(session: Session, typed: str) -> str | None:
    """Return the one code that the typed name, code or words can mean (a form without script)."""
    return exact_service(lexicon(session).index, typed)


def _read(session: Session, version: int) -> Lexicon:
    services = session.execute(
        select(
            Service.code,
            Service.name_lv,
            Service.name_en,
            Service.name_ru,
            Service.keywords,
            Service.institution_code,
            Institution.name_lv,
            Institution.name_en,
            Institution.aliases,
        )
        .join(Institution, Institution.code == Service.institution_code)
        .where(Service.retired_on.is_(None))
        .order_by(Service.code)
    ).all()
    topics = session.execute(select(Topic.code, Topic.keywords).order_by(Topic.code)).all()
    entries = [
        ServiceEntry(
            code=code,
            names=(lv, en, ru),
            keywords=_listed(keywords),
            institution_names=(institution, *names, *_listed(aliases)),
        )
        for code, lv, en, ru, keywords, institution, *names, aliases in services
    ]
    return Lexicon(
        version=version,
        institutions={row.code: row.institution_code for row in services},
        topics=frozenset(row.code for row in topics),
        index=build_index(entries, [TopicEntry(row.code, _listed(row.keywords)) for row in topics]),
    )


def _listed(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(";") if part.strip())
