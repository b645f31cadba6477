"""Backups: one file that holds the whole store and the key that its receipts need.

The file is a plain tar, so that it can be read without this program:

- ``manifest.json``: when, which database, revision of the tables, rows of each, SHA-256 of each member;
- ``secret_key``: without it no receipt code that a resident holds can be read;
- ``store.sqlite`` (a SQLite file) or ``store.dump`` (for ``pg_restore``).
"""

from __future__ import annotations

from feedback.kernel.backup.archive import BackupRefused, Manifest
from feedback.kernel.backup.making import make_backup
from feedback.kernel.backup.restoring import Restored, restore_backup

__all__ = ["BackupRefused", "Manifest", "Restored", "make_backup", "restore_backup"]
