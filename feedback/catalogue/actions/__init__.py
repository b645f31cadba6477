"""Every write of the catalogue."""

from __future__ import annotations

from feedback.catalogue.actions.editing import (
    add_library,
    add_service,
    change_entry,
    merge_entry,
    restore_entry,
    retire_entry,
)
from feedback.catalogue.actions.importing import import_catalogue
from feedback.catalogue.actions.versions import note_change

__all__ = [
    "add_library",
    "add_service",
    "change_entry",
    "import_catalogue",
    "merge_entry",
    "note_change",
    "restore_entry",
    "retire_entry",
]
