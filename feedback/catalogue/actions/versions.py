"""Telling every process that the catalogue changed."""

from __future__ import annotations

from sqlalchemy.orm import Session

from feedback.catalogue.models import CatalogueVersion


def note_change(session: Session) -> None:
    """Count one change of the catalogue, so that each process reads it again."""
    version = session.get(CatalogueVersion, 1, with_for_update=True)
    if version is None:
        session.add(CatalogueVersion(id=1, number=1))
    else:
        version.number += 1
    session.flush()
