"""Pure decisions about people: who may do what, for how long, and with which password."""

from __future__ import annotations

from feedback.identity.rules.deeds import (
    is_bound_to_library,
    is_bound_to_municipality,
    may,
    may_manage,
    reaches,
    roles_managed_by,
)

__all__ = [
    "is_bound_to_library",
    "is_bound_to_municipality",
    "may",
    "may_manage",
    "reaches",
    "roles_managed_by",
]
