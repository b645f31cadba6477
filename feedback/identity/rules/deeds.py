"""The one table of who may do what, and which roles belong to which kind of place."""

from __future__ import annotations

from feedback.identity.words import Deed, Role

TABLE: dict[Role, frozenset[Deed]] = {
    Role.LIBRARIAN: frozenset({Deed.RECORD, Deed.SEE_ENTRIES, Deed.KEEP_ACCOUNT}),
    Role.COORDINATOR: frozenset(
        {
            Deed.RECORD,
            Deed.SEE_ENTRIES,
            Deed.PAIR_DEVICE,
            Deed.INVITE,
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


def may_invite(inviter: Role, invited: Role) -> bool:
    """Say whether one role may invite another: coordinators their librarians, administrators all."""
    if inviter is Role.ADMINISTRATOR:
        return True
    return inviter is Role.COORDINATOR and invited is Role.LIBRARIAN
