"""Words of this room for a person to read."""

from __future__ import annotations

from flask_babel import gettext as _
from flask_babel import ngettext

from feedback.identity.words import Role
from feedback.kernel.errors import RuleBroken
from feedback.web.i18n import lazy

ROLES: dict[Role, str] = {
    Role.LIBRARIAN: lazy("Librarian"),
    Role.COORDINATOR: lazy("Coordinator"),
    Role.REVIEWER: lazy("Reviewer"),
    Role.RELEASER: lazy("Releaser"),
    Role.DEVELOPER: lazy("Portal developer"),
    Role.ADMINISTRATOR: lazy("Administrator"),
}
SENTENCES: dict[str, str] = {
    "name_missing": lazy("Write your first name and surname."),
    "name_unusable": lazy("Write a name of at most 100 letters, without special characters."),
    "email_unusable": lazy("Write an e-mail address such as anna@biblioteka.lv."),
    "email_taken": lazy(
        "There is already an account with this e-mail address. Sign in, then open the link again."
    ),
    "link_over": lazy("This link was used or is too old. Ask for a new one."),
    "password_short": lazy("Use at least 10 characters."),
    "password_long": lazy("Use at most 200 characters."),
    "password_common": lazy("This password is easy to guess. Choose another."),
    "kiosk_name_missing": lazy("Write a name, for example where the kiosk stands."),
    "kiosk_name_unusable": lazy("Write a name of at most 60 letters, without special characters."),
    "pairing_code_unknown": lazy(
        "This code does not work. It lasts 15 minutes and works once: ask for a new one."
    ),
    "pairing_throttled": lazy("Too many wrong codes. Wait a minute and try again."),
    "password_own_name": lazy("The password holds your name or e-mail. Choose another."),
    "password_wrong": lazy("This is not your present password."),
    "library_missing": lazy("Choose the library of this librarian."),
    "municipality_missing": lazy("Choose the municipality of this coordinator."),
    "place_needless": lazy("This role belongs to the agency. Leave the place empty."),
    "place_unknown": lazy("There is no such place in the list. Choose one from the list."),
    "seat_held": lazy("This person has this role there already."),
    "own_account": lazy("You cannot shut out yourself."),
    "last_administrator": lazy("This is the last administrator. Make another one first."),
}
# What a page says after a deed; the code stands in its address.
DONE: dict[str, str] = {
    "renamed": lazy("Your name was changed."),
    "password": lazy("Your password was changed. All other computers were signed out."),
    "habits": lazy("Your choice was saved."),
    "acting": lazy("You now work in another role."),
    "signed_out": lazy("That computer was signed out."),
    "joined": lazy("The role was added to your account."),
    "withdrawn": lazy("The invitation was withdrawn. Its link works no more."),
    "disabled": lazy("This person can no longer sign in."),
    "enabled": lazy("This person can sign in again."),
    "role_given": lazy("The role was added."),
    "role_moved": lazy("The role was changed."),
    "role_ended": lazy("The role was taken away."),
    "new_password": lazy("Your new password is set. Sign in with it."),
    "signed_out_everywhere": lazy("You were signed out on every computer."),
}


def sentence(error: RuleBroken) -> str:
    """Return what a broken rule of this room tells the person."""
    return str(SENTENCES[error.rule])


def done_sentence(code: str) -> str:
    """Return what was done, from the code in a page's address; "" for none of ours."""
    return str(DONE.get(code, ""))


def too_many_tries(wait_s: int) -> str:
    """Return when the next try may be made."""
    minutes = -(-wait_s // 60)
    return str(
        ngettext(
            "Too many wrong tries. Try again in %(num)d minute.",
            "Too many wrong tries. Try again in %(num)d minutes.",
            minutes,
        )
    )


def invitation_letter(*, inviter: str, role: Role, place: str, link: str) -> tuple[str, str]:
    """Return subject and words of the letter that carries an invitation, in the page's language."""
    words = [
        _("Hello!"),
        _("%(inviter)s invites you to Ieteikumi.", inviter=inviter),
        _("Role: %(role)s", role=ROLES[role]) + (f", {place}" if place else ""),
        _("Open this link within 7 days to make your account. It works once:"),
        link,
        _("If you do not know why you got this letter, do nothing."),
    ]
    return _("Invitation to Ieteikumi"), "\n\n".join(words) + "\n"
