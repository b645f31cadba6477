"""The places that a person may give roles at."""

from __future__ import annotations

from sqlalchemy.orm import Session

from feedback.catalogue.queries import libraries, municipalities
from feedback.identity.words import PlaceOption, Reach


def places_within(session: Session, reach: Reach) -> list[PlaceOption]:
    """Return the libraries, then the municipalities of a reach, each in Latvian order.

    A coordinator gets the own libraries only: the municipality itself is the administrator's to
    give. Libraries of the whole country carry their municipality in the name.
    """
    if reach.municipality_code:
        own = libraries(session, municipality_code=reach.municipality_code)
        return [PlaceOption(row.name_lv, library_code=row.code) for row in own]
    if not reach.everything:
        return []
    above = municipalities(session)
    names = {row.code: row.name_lv for row in above}
    return [
        *(
            PlaceOption(f"{row.name_lv}, {names[row.municipality_code]}", library_code=row.code)
            for row in libraries(session)
            if row.municipality_code in names
        ),
        *(PlaceOption(row.name_lv, municipality_code=row.code) for row in above),
    ]
