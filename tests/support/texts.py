"""The texts of pages as a person reads them, looked up by their English source."""

from __future__ import annotations

from collections.abc import Callable

from babel.messages.pofile import read_po

from tests.support.house import TRANSLATIONS

Say = Callable[[str], str]


def texts(language: str) -> Say:
    """Return a function from an English text to the same in ``language``.

    So a better wording of a translation breaks no journey; a text that no longer exists does.
    """
    with (TRANSLATIONS / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        catalog = read_po(file)

    def say(source: str) -> str:
        message = catalog.get(source)
        if message is None or not isinstance(message.string, str):
            missing = f"no page says {source!r}"
            raise AssertionError(missing)
        return message.string

    return say
