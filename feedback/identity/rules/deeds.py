"""The one table of who may do what, and which roles belong to which kind of place."""

from __future__ import annotations

from feedback.identity.words import Deed, Reach, Role

TABLE: dict[Role, frozenset[Deed]] = {
    Role.LIBRARIAN: frozenset({Deed.RECORD, Deed.SEE_ENTRIES, Deed.KEEP_ACCOUNT}),
    Role.COORDINATOR: frozenset(
        {
            Deed.RECORD,
            Deed.SEE_ENTRIES,
            Deed.PAIR_DEVICE,
            Deed.INVITE,
            Deed.MANAGE_PEOPLE,
            Deed.EXPORT,
            Deed.KEEP_ACCOUNT,
        }
    ),
    Role.REVIEWER: frozenset({Deed.REVIEW, Deed.EXPORT, Deed.KEEP_ACCOUNT}),
    Role.RELEASER: frozenset({Deed.REVIEW, Deed.EXPORT, Deed.KEEP_ACCOUNT}),
    Role.DEVELOPER: frozenset({Deed.KEEP_ACCOUNT}),
    Role.ADMINISTRATOR: frozenset(set(Deed) - {Deed.RECORD, Deed.SEE_ENTRIES}),
}


def may(role: Role, deed: Deed) -> bool:
    """Say whether a role may do a deed."""
    return deed in TABLE[role]


def is_bound_to_library(role: Role) -> bool:
    """Say whether a role is held at one library."""
    return role is Role.LIBRARIAN


def is_bound_to_municipality(role: Role) -> bool:
    """Say whether a role is held for all libraries of a municipality."""
    return role is Role.COORDINATOR


def may_manage(manager: Role, managed: Role) -> bool:
    """Say whether one role gives and takes another: coordinators librarians, administrators all."""
    if manager is Role.ADMINISTRATOR:
        return True
    return manager is Role.COORDINATOR and managed is Role.LIBRARIAN


def roles_managed_by(manager: Role) -> list[Role]:
    """Return the roles that a role gives and takes, in the order of the table."""
    return [role for role in Role if may_manage(manager, role)]


def reaches(reach: Reach, *, library_code: str | None, municipality_code: str | None) -> bool:
    """Say whether a place lies within ``reach``; a library is given with its municipality."""
    if reach.everything:
        return True
    if reach.library_code:
        return library_code == reach.library_code
    return bool(reach.municipality_code) and municipality_code == reach.municipality_code
