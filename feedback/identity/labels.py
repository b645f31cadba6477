"""Words of this room for a person to read."""

from __future__ import annotations

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
    "email_taken": lazy("There is already an account with this e-mail address."),
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
}


def sentence(error: RuleBroken) -> str:
    """Return what a broken rule of this room tells the person."""
    return str(SENTENCES[error.rule])
