"""What the forms of all rooms share."""

from __future__ import annotations

from typing import cast

from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # new in WTForms 3.3


def choice(value: str, label: str) -> tuple[str, str]:
    """Return one option of a list or a group: the value that is sent, the words that are read.

    WTForms deprecates plain pairs, and its published types know nothing but pairs.
    """
    return cast("tuple[str, str]", SelectChoice(value, label))
