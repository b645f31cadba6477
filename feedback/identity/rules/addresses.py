"""E-mail addresses as account names."""

from __future__ import annotations

import re
import unicodedata

from feedback.kernel.text import printable_problem

MAX_LENGTH = 254
# One @, a dot behind it, no blank and nothing that a header of a letter could misread. Whether
# the address exists is shown by the letter, not by a longer pattern.
_SHAPE = re.compile(r"[^\s@<>,;:\"()\[\]\\]+@[^\s@<>,;:\"()\[\]\\.]+(\.[^\s@<>,;:\"()\[\]\\.]+)+")


def account_name(email: str) -> str:
    """Return an address as accounts are found by it: composed, in small letters, without blanks."""
    return unicodedata.normalize("NFC", email).strip().casefold()


def is_address(email: str) -> bool:
    """Say whether ``email`` has the shape of an address."""
    return (
        len(email) <= MAX_LENGTH
        and printable_problem(email) is None
        and _SHAPE.fullmatch(email) is not None
    )
