"""Passwords kept as argon2id hashes; each check takes 64 MiB, so few run at a time."""

from __future__ import annotations

import base64
import secrets
import threading
import unicodedata

from argon2 import PasswordHasher, Type
from argon2.exceptions import InvalidHashError, VerificationError

from feedback.kernel.errors import Busy

AT_A_TIME = 2
PATIENCE_S = 5.0


class Passwords:
    """Makes and checks hashes. The defaults are RFC 9106's second choice (64 MiB, 3 passes)."""

    def __init__(self, *, memory_kib: int = 65_536, passes: int = 3, lanes: int = 4) -> None:
        """Cheaper values are for tests only; old hashes keep their own until the next sign-in."""
        self._hasher = PasswordHasher(passes, memory_kib, lanes, type=Type.ID)
        self._gate = threading.BoundedSemaphore(AT_A_TIME)
        salt, digest = (
            base64.b64encode(secrets.token_bytes(size)).decode().rstrip("=") for size in (16, 32)
        )
        # Nobody's hash, as costly as a real one: an unknown account takes as long as a known one.
        self._nobody = f"$argon2id$v=19$m={memory_kib},t={passes},p={lanes}${salt}${digest}"

    def hash(self, password: str) -> str:
        """Return what is stored of ``password``; raises Busy when too many are being checked."""
        with _Turn(self._gate):
            return self._hasher.hash(_bytes(password))

    def matches(self, password_hash: str | None, password: str) -> bool:
        """Say whether ``password`` is the one; None (no such account) takes as long and is False.

        Raises Busy when too many are being checked.
        """
        with _Turn(self._gate):
            try:
                self._hasher.verify(password_hash or self._nobody, _bytes(password))
            except (VerificationError, InvalidHashError):
                return False
        return password_hash is not None

    def is_outdated(self, password_hash: str) -> bool:
        """Say whether a hash was made with other costs than today's."""
        return self._hasher.check_needs_rehash(password_hash)


class _Turn:
    """Wait for one of the few places; a crowd gets "busy" instead of the machine's memory."""

    def __init__(self, gate: threading.BoundedSemaphore) -> None:
        self._gate = gate

    def __enter__(self) -> None:
        if not self._gate.acquire(timeout=PATIENCE_S):
            raise Busy

    def __exit__(self, *_: object) -> None:
        self._gate.release()


def _bytes(password: str) -> bytes:
    # "ā" typed as one letter or as a letter and a mark is the same password.
    return unicodedata.normalize("NFC", password).encode("utf-8", "surrogatepass")
