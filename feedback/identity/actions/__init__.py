"""Every write of people, sign-ins and links: a verb each, the session first, the caller commits."""

from __future__ import annotations

from feedback.identity.actions.accounts import (
    change_password,
    choose_account_language,
    rename_person,
    renew_password_hash,
    use_single_keys,
)
from feedback.identity.actions.attempts import count_attempt, forget_attempts
from feedback.identity.actions.invitations import (
    accept_invitation,
    invite_person,
    join_by_invitation,
    make_set_up_link,
    renew_invitation,
    withdraw_invitation,
)
from feedback.identity.actions.people import (
    disable_person,
    enable_person,
    end_seat,
    give_seat,
    make_person,
    move_seat,
)
from feedback.identity.actions.resets import make_reset_link, set_new_password
from feedback.identity.actions.sign_ins import (
    act_as,
    end_sign_in,
    end_sign_ins_of,
    note_seen,
    start_sign_in,
)

__all__ = [
    "accept_invitation",
    "act_as",
    "change_password",
    "choose_account_language",
    "count_attempt",
    "disable_person",
    "enable_person",
    "end_seat",
    "end_sign_in",
    "end_sign_ins_of",
    "forget_attempts",
    "give_seat",
    "invite_person",
    "join_by_invitation",
    "make_person",
    "make_reset_link",
    "make_set_up_link",
    "move_seat",
    "note_seen",
    "rename_person",
    "renew_invitation",
    "renew_password_hash",
    "set_new_password",
    "start_sign_in",
    "use_single_keys",
    "withdraw_invitation",
]
