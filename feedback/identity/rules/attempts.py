"""Whose tries are counted together: an account name, from browsers that knew the password or not.

A browser in which somebody signed in keeps a proof of it. Tries with the proof count apart, so a
stranger who tries a librarian's name again and again does not lock the librarian out.
"""

from __future__ import annotations

import hashlib
import hmac

SEPARATOR = "."
MOST_PROOFS = 8


def attempt_key(secret: str, account: str, *, proofs: str) -> str:
    """Return what is stored of the tries for an account from a browser that holds ``proofs``."""
    is_known = known_proof(secret, account) in proofs.split(SEPARATOR)
    return _keyed(secret, f"{'known' if is_known else 'strange'}:{account}")


def known_proof(secret: str, account: str) -> str:
    """Return the proof that somebody signed in to an account here; it opens nothing."""
    return _keyed(secret, f"proof:{account}")[:20]


def with_proof(secret: str, account: str, *, proofs: str) -> str:
    """Return the proofs with that of ``account`` as the newest; a shared desk keeps the last few."""
    proof = known_proof(secret, account)
    others = [other for other in proofs.split(SEPARATOR) if other and other != proof]
    return SEPARATOR.join([proof, *others][:MOST_PROOFS])


def _keyed(secret: str, message: str) -> str:
    return hmac.new(secret.encode(), f"attempt:{message}".encode(), hashlib.sha256).hexdigest()
