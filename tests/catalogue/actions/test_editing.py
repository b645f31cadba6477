"""Changing the catalogue by hand."""

from __future__ import annotations

import pytest
from sqlalchemy.orm import Session

from feedback.catalogue.actions import (
    add_library,
    add_service,
    change_entry,
    import_catalogue,
    merge_entry,
    restore_entry,
    retire_entry,
)
from feedback.catalogue.models import Service
from feedback.catalogue.queries import catalogue_version, entry_history, services
from feedback.catalogue.words import Shelf
from feedback.kernel.actor import Actor, ActorKind
from feedback.kernel.errors import RuleBroken
from tests.factories.identity import make_person

VALUES = {
    "name_lv": "Jauns pakalpojums",
    "name_en": "New service",
    "name_ru": "Новая услуга",
    "institution_code": "VRAA",
    "life_area": "portals",
    "keywords": "jauns;pavisam jauns",
    "portal_ref": "",
}


@pytest.fixture
def actor(session: Session) -> Actor:
    return Actor(ActorKind.PERSON, make_person(session).person_id)


def test_an_added_service_can_be_chosen_and_outlives_an_import(
    session: Session, actor: Actor
) -> None:
    add_service(session, code=" vraa-77 ", values=VALUES, actor=actor)
    assert "VRAA-77" in {row.code for row in services(session)}
    assert import_catalogue(session)[Shelf.SERVICES].retired == []


@pytest.mark.parametrize(("code", "rule"), [("POR-01", "code-taken"), ("nekas", "code-shape")])
def test_a_bad_code_is_refused(session: Session, actor: Actor, code: str, rule: str) -> None:
    with pytest.raises(RuleBroken, match=rule):
        add_service(session, code=code, values=VALUES, actor=actor)


def test_an_unknown_institution_is_refused(session: Session, actor: Actor) -> None:
    with pytest.raises(RuleBroken, match="institution-unknown"):
        add_service(
            session, code="VRAA-77", values={**VALUES, "institution_code": "NAV"}, actor=actor
        )


def test_a_new_library_gets_the_next_code(session: Session, actor: Actor) -> None:
    values = {
        "name_lv": "Jaunā bibliotēka",
        "kind": "branch",
        "municipality_code": "0020000",
        "place_lv": "Koknese",
    }
    assert add_library(session, values=values, actor=actor).code == "LIB-0121"


def test_a_change_keeps_what_was_before_and_tells_every_process(
    session: Session, actor: Actor
) -> None:
    service, version = session.get_one(Service, "POR-01"), catalogue_version(session)
    change_entry(session, service, values={"name_lv": "Portāla meklētājs"}, actor=actor)
    assert catalogue_version(session) == version + 1
    event = entry_history(session, service)[0]
    assert (event.verb, event.data["before"]) == ("entry_changed", {"name_lv": "Meklēšana portālā"})


def test_saving_without_a_change_leaves_no_trace(session: Session, actor: Actor) -> None:
    service = session.get_one(Service, "POR-01")
    change_entry(session, service, values={"name_lv": service.name_lv}, actor=actor)
    assert entry_history(session, service) == []
    assert service.edited_at is None


def test_a_merge_can_be_undone(session: Session, actor: Actor) -> None:
    service = session.get_one(Service, "POR-01")
    merge_entry(session, service, into="por-02", actor=actor)
    assert (service.merged_into, service.retired_on is not None) == ("POR-02", True)
    restore_entry(session, service, actor=actor)
    assert (service.merged_into, service.retired_on) == (None, None)


@pytest.mark.parametrize(
    ("into", "rule"),
    [("POR-01", "merge-itself"), ("POR-99", "merge-unknown"), ("POR-03", "merge-retired")],
)
def test_a_merge_that_leads_nowhere_is_refused(
    session: Session, actor: Actor, into: str, rule: str
) -> None:
    retire_entry(session, session.get_one(Service, "POR-03"), actor=actor)
    with pytest.raises(RuleBroken, match=rule):
        merge_entry(session, session.get_one(Service, "POR-01"), into=into, actor=actor)
