"""Receipt codes for residents without an account: eight characters, shown once, stored hashed.

A code is derived from the suggestion's id and the site's secret, so a repeated send gets the same
code although only its hash is stored. The letters leave out 0 O 1 I L, which people confuse.
"""

from __future__ import annotations

import hashlib
import hmac
from uuid import UUID

LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH = 8
# A further attempt is made when a code is taken; with 8e11 codes even two in a row are unlikely.
MOST_ATTEMPTS = 20


def receipt_code(secret: str, suggestion: UUID, attempt: int = 0) -> str:
    """Return the code ("7F4K-29MX") of a suggestion; a further ``attempt`` evades a taken one."""
    message = f"receipt:{suggestion}:{attempt}".encode()
    number = int.from_bytes(hmac.digest(secret.encode(), message, "sha256")[:12])
    letters = []
    for _ in range(LENGTH):
        number, index = divmod(number, len(LETTERS))
        letters.append(LETTERS[index])
    code = "".join(letters)
    return f"{code[:4]}-{code[4:]}"


def receipt_hash(secret: str, code: str) -> str:
    """Return what is stored of a code: keyed, because eight letters alone could be tried out."""
    return hmac.new(
        secret.encode(), b"hash:" + plain_code(code).encode(), hashlib.sha256
    ).hexdigest()


def code_behind(secret: str, suggestion: UUID, stored_hash: str) -> str:
    """Return the code of a suggestion whose hash is stored, for whoever may see it again.

    "" when the hash was made with another secret: the site's key was changed since.
    """
    for attempt in range(MOST_ATTEMPTS):
        code = receipt_code(secret, suggestion, attempt)
        if receipt_hash(secret, code) == stored_hash:
            return code
    return ""


def plain_code(typed: str) -> str:
    """Return a code as typed by a person without its dash, spaces and small letters."""
    return "".join(letter for letter in typed.upper() if letter in LETTERS)
