"""Finding the place that somebody typed or chose."""

from __future__ import annotations

from collections.abc import Sequence

from feedback.identity.words import PlaceOption, Seat
from feedback.kernel.text import fold


def matching_places(options: Sequence[PlaceOption], typed: str) -> list[PlaceOption]:
    """Return the places whose name holds every typed part of a word, marks or not, in order."""
    parts = fold(typed).split()
    return [option for option in options if all(part in fold(option.name) for part in parts)]


def chosen_place(options: Sequence[PlaceOption], *, code: str, typed: str) -> PlaceOption | None:
    """Return the place of ``code``, else the only one that ``typed`` can mean, else None.

    A browser without scripts sends no code. A name that is one place's whole name wins over
    longer ones that hold it.
    """
    if code:
        return next((option for option in options if option.code == code), None)
    if not typed.strip():
        return None
    whole = [option for option in options if fold(option.name) == fold(typed.strip())]
    found = whole or matching_places(options, typed)
    return found[0] if len(found) == 1 else None


def place_of_seat(options: Sequence[PlaceOption], seat: Seat) -> PlaceOption | None:
    """Return the place where a role is held, None for the agency."""
    codes = (seat.library_code, seat.municipality_code)
    return next(
        (option for option in options if (option.library_code, option.municipality_code) == codes),
        None,
    )
