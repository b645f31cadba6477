"""Loading the package's data files."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from feedback.catalogue.actions import import_catalogue
from feedback.catalogue.models import Municipality, Region, Service, Topic
from feedback.catalogue.queries import catalogue_version
from feedback.catalogue.words import Shelf
from feedback.kernel.clock import now


def test_a_second_import_changes_nothing(session: Session) -> None:
    version = catalogue_version(session)
    reports = import_catalogue(session)
    assert all(
        not (report.added or report.changed or report.retired or report.kept)
        for report in reports.values()
    )
    assert catalogue_version(session) == version


def test_the_real_catalogue_is_there(session: Session) -> None:
    assert len(session.scalars(select(Region)).all()) == 5
    assert (
        len(session.scalars(select(Municipality).where(Municipality.valid_to.is_(None))).all())
        == 42
    )
    assert len(session.scalars(select(Service)).all()) == 166
    assert len(session.scalars(select(Topic)).all()) == 16


def test_a_closed_municipality_names_its_successor(session: Session) -> None:
    closed = session.get_one(Municipality, "0055000")
    assert closed.valid_to is not None
    assert closed.replaced_by == "0038001"


def test_a_row_that_differs_from_the_files_is_changed_back(session: Session) -> None:
    session.get_one(Service, "POR-01").name_lv = "Cits nosaukums"
    session.flush()
    assert import_catalogue(session)[Shelf.SERVICES].changed == ["POR-01"]
    assert session.get_one(Service, "POR-01").name_lv == "Meklēšana portālā"


def test_what_a_person_edited_is_kept(session: Session) -> None:
    service = session.get_one(Service, "POR-01")
    service.name_lv, service.edited_at = "Portāla meklētājs", now()
    session.flush()
    assert import_catalogue(session)[Shelf.SERVICES].kept == ["POR-01"]
    assert service.name_lv == "Portāla meklētājs"


def test_a_row_that_left_the_files_is_retired_not_deleted(session: Session) -> None:
    gone = Service(
        code="OLD-01",
        name_lv="Vecs pakalpojums",
        name_en="Old service",
        name_ru="Старая услуга",
        institution_code="VRAA",
        life_area="portals",
        keywords="",
        portal_ref="",
    )
    session.add(gone)
    session.flush()
    assert import_catalogue(session)[Shelf.SERVICES].retired == ["OLD-01"]
    assert gone.retired_on is not None
