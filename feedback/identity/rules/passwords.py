"""Which passwords are taken: long enough and not the first that anybody would try.

No rule asks for digits or capitals: such rules give "Parole123!" (NIST SP 800-63B, 5.1.1.2).
"""

from __future__ import annotations

import unicodedata
from importlib.resources import files

from feedback.kernel.errors import RuleBroken
from feedback.kernel.text import fold

MIN_LENGTH = 10
MAX_LENGTH = 200
DIFFERENT_LETTERS = 4
# Passwords of ten characters or more from public lists of leaked ones, and our own guess of what
# somebody in a Latvian library would try first; folded, one a line.
COMMON = frozenset(files("feedback").joinpath("data/common_passwords.txt").read_text().split())


def check_password(password: str, *, name: str = "", email: str = "") -> None:
    """Refuse a new password that is too short, too long, common, or little but the own name.

    Raises RuleBroken at ``password``: "password_short", "password_long", "password_common" or
    "password_own_name".
    """
    if problem := _problem(unicodedata.normalize("NFC", password), name, email):
        raise RuleBroken(f"password_{problem}", field="password")


def _problem(password: str, name: str, email: str) -> str | None:
    if len(password) < MIN_LENGTH:
        return "short"
    if len(password) > MAX_LENGTH:
        return "long"
    plain = fold(password)
    if plain in COMMON or len(set(plain)) < DIFFERENT_LETTERS:
        return "common"
    # What is left when the own name is taken away is what a stranger would have to guess.
    rest = plain
    for word in (*fold(name).split(), *fold(email).partition("@")[::2]):
        if len(word) > 2:
            rest = rest.replace(word, "")
    return "own_name" if len(rest) < MIN_LENGTH // 2 else None
