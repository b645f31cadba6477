"""The lexicon follows the catalogue, and texts are told with it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from sqlalchemy import update
from sqlalchemy.orm import Session

from feedback.catalogue.actions import note_change
from feedback.catalogue.models import Service
from feedback.kernel.clock import today
from feedback.kernel.db import Database
from feedback.kernel.text import Language
from feedback.tagging.queries import (
    analyse,
    guesses_for,
    lexicon,
    service_meant,
    services_matching,
)
from feedback.tagging.words import Kind
from tests.support.queries import count_queries

DECLARE = "Kur var deklarēt dzīvesvietu?"


def change_service(session: Session, code: str, **values: object) -> None:
    session.execute(update(Service).where(Service.code == code).values(**values))
    note_change(session)
    session.commit()


def test_a_text_is_told_with_the_catalogue_of_the_store(session: Session) -> None:
    analysis = analyse(session, f"{DECLARE} Mans kods ir 161175-19997")
    assert analysis.language is Language.LV
    assert analysis.kind is Kind.QUESTION
    assert analysis.services[0].code == "PMLP-01"
    assert "findability" in [topic.code for topic in analysis.topics]
    assert analysis.masked.endswith("[personas kods]")


def test_guesses_while_typing_are_few_and_show_no_personal_data(session: Session) -> None:
    guesses = guesses_for(session, "pases pieraksts rindā, mans e-pasts pase@pase.lv")
    assert 0 < len(guesses) <= 3
    assert guesses[0].code == "PMLP-05"
    assert "pase" not in guesses[0].evidence


def test_a_search_finds_by_parts_and_aliases_in_each_language(session: Session) -> None:
    assert services_matching(session, "gim valst", 5)[0].code == "VSAA-11"
    assert services_matching(session, "pasu daļa", 5)[0].code.startswith("PMLP")
    (match, *_) = services_matching(session, "паспор", 5, Language.RU)
    assert "паспорт" in match.name.casefold()


def test_a_typed_name_means_its_service(session: Session) -> None:
    assert service_meant(session, "vecāku pabalsts") == "VSAA-07"
    assert service_meant(session, "pabalsts") is None


def test_the_lexicon_knows_institutions_and_topics(session: Session) -> None:
    known = lexicon(session)
    assert known.institutions["PMLP-01"] == "PMLP"
    assert len(known.topics) == 16


def test_a_retired_service_is_neither_guessed_nor_found(session: Session) -> None:
    assert guesses_for(session, DECLARE)[0].code == "PMLP-01"
    change_service(session, "PMLP-01", retired_on=today())
    assert "PMLP-01" not in lexicon(session).institutions
    assert "PMLP-01" not in [guess.code for guess in guesses_for(session, DECLARE, 50)]
    assert service_meant(session, "PMLP-01") is None


def test_a_new_keyword_is_known_at_once(session: Session) -> None:
    assert guesses_for(session, "zilonītis") == []
    change_service(session, "LDC-01", keywords="zilonītis")
    (guess,) = guesses_for(session, "mans zilonītis")
    assert (guess.code, guess.evidence) == ("LDC-01", ("zilonītis",))


def test_an_unchanged_catalogue_is_not_read_again(database: Database) -> None:
    with database.reader() as session:
        analyse(session, DECLARE)
    with database.reader() as session, count_queries(database) as statements:
        assert lexicon(session) is lexicon(session)
        analyse(session, DECLARE)
    assert statements
    assert all("FROM catalogue_version" in statement for statement in statements)


def test_threads_share_one_lexicon(database: Database) -> None:
    def known(_turn: int) -> object:
        with database.reader() as session:
            return lexicon(session)

    with ThreadPoolExecutor(8) as threads:
        assert len({id(found) for found in threads.map(known, range(16))}) == 1
