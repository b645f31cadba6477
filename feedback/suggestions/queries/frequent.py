"""Which e-services people speak about most: the tiles of a kiosk."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from sqlalchemy import ColumnElement, func, select, true
from sqlalchemy.orm import Session

from feedback.catalogue.models import Service
from feedback.catalogue.queries import services
from feedback.suggestions.models import Suggestion

# The newest ones of the library, then of all libraries: bounded, so that the page costs the same
# with a hundred suggestions and with a million, and so that last year's trouble fades.
NEWEST_HERE = 500
NEWEST_ANYWHERE = 2_000
# One suggestion is chance, and a tile that one person's remark put there would point at them.
LEAST = 3
# Until there are enough: what most people come to the portal for.
USUAL = (
    "POR-02", "PMLP-01", "VSAA-11", "NVD-02", "CSDD-02", "VID-01", "PMLP-05", "PASV-05", "VSAA-01", "NVA-01",
)  # fmt: skip


def frequent_services(session: Session, *, library_code: str, limit: int = 8) -> Sequence[Service]:
    """Return up to ``limit`` e-services in use: this library's own, then everybody's, then usual ones."""
    in_use = {service.code: service for service in services(session)}
    ranked = [
        *_counted(session, Suggestion.library_code == library_code, NEWEST_HERE),
        *_counted(session, true(), NEWEST_ANYWHERE),
        *USUAL,
    ]
    return [in_use[code] for code in _first(ranked, in_use, limit)]


def _counted(session: Session, condition: ColumnElement[bool], newest: int) -> list[str]:
    """Return the codes that several of the newest suggestions name, the commonest first."""
    recent = (
        select(Suggestion.service_code)
        .where(condition)
        .order_by(Suggestion.id.desc())
        .limit(newest)
        .subquery()
    )
    count = func.count()
    statement = (
        select(recent.c.service_code)
        .where(recent.c.service_code.is_not(None))
        .group_by(recent.c.service_code)
        .having(count >= LEAST)
        .order_by(count.desc(), recent.c.service_code)
    )
    return list(session.scalars(statement))


def _first(ranked: Iterable[str], in_use: Iterable[str], limit: int) -> list[str]:
    known = set(in_use)
    return [code for code in Counter(ranked) if code in known][:limit]
