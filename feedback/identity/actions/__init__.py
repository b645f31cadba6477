"""Every write of people, sign-ins and links: a verb each, the session first, the caller commits."""

from __future__ import annotations

from feedback.identity.actions.invitations import accept_invitation, make_set_up_link
from feedback.identity.actions.people import make_person
from feedback.identity.actions.sign_ins import end_sign_in, note_seen, start_sign_in

__all__ = [
    "accept_invitation",
    "end_sign_in",
    "make_person",
    "make_set_up_link",
    "note_seen",
    "start_sign_in",
]
