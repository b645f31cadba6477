"""What the kiosk's browser keeps between two pages: how big the text is, and the last receipt.

Both are cookies of /kiosk only, end with the visit and are dropped when the resident leaves. The
words themselves are kept nowhere: they stand in the form until they are sent.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from flask import Response, current_app, request, session
from itsdangerous import BadSignature, URLSafeTimedSerializer

PATH = "/kiosk"
DISPLAY_COOKIE = "kiosk_display"
RECEIPT_COOKIE = "kiosk_receipt"
# Long enough to hold the page and photograph the code, short enough for a forgotten screen.
RECEIPT_LASTS_S = 600
SIZES = (100, 150, 220)


@dataclass(frozen=True, slots=True)
class Display:
    """How the pages are shown: text size in percent (EN 301 549 asks for 220), high contrast or not."""

    size: int = SIZES[0]
    has_contrast: bool = False

    def __str__(self) -> str:
        """Write it as the cookie and the buttons do: "150" or "150-contrast"."""
        return f"{self.size}-contrast" if self.has_contrast else str(self.size)

    @property
    def is_changed(self) -> bool:
        """Whether somebody pressed a button: then there is something to put back."""
        return self != Display()

    @property
    def larger(self) -> Display:
        """The next size; after the largest comes the ordinary one."""
        following = SIZES[(SIZES.index(self.size) + 1) % len(SIZES)]
        return Display(following, self.has_contrast)

    @property
    def other_contrast(self) -> Display:
        """The same size with the contrast switched."""
        return Display(self.size, not self.has_contrast)


@dataclass(frozen=True, slots=True)
class Receipt:
    """What the page of thanks shows: the code, and whether something was covered in the words."""

    code: str
    was_masked: bool


DISPLAYS = {str(Display(size, contrast)): Display(size, contrast) for size in SIZES for contrast in (False, True)}  # fmt: skip


def display_now() -> Display:
    """Return what a pressed button asks for, else what the cookie says, else the ordinary one."""
    asked = request.values.get("display") or request.cookies.get(DISPLAY_COOKIE, "")
    return DISPLAYS.get(asked, Display())


def keep_display(response: Response, display: Display) -> None:
    """Remember how the pages are shown; a script of the page may write this cookie too."""
    response.set_cookie(
        DISPLAY_COOKIE, str(display), path=PATH, samesite="Lax", secure=_is_secure()
    )


def keep_receipt(response: Response, receipt: Receipt) -> None:
    """Take the receipt to the page of thanks, signed and for ten minutes at most."""
    response.set_cookie(
        RECEIPT_COOKIE,
        _signer().dumps([receipt.code, receipt.was_masked]),
        max_age=RECEIPT_LASTS_S,
        path=PATH,
        httponly=True,
        samesite="Lax",
        secure=_is_secure(),
    )


def find_receipt() -> Receipt | None:
    """Return the receipt of what was sent last, or None when it was dropped or is too old."""
    try:
        kept = _signer().loads(request.cookies.get(RECEIPT_COOKIE, ""), max_age=RECEIPT_LASTS_S)
    except BadSignature:
        return None
    return Receipt(*kept)


def forget_visitor(response: Response) -> None:
    """Drop everything that the last resident left in the browser; the device's token stays."""
    for cookie in (DISPLAY_COOKIE, RECEIPT_COOKIE):
        response.delete_cookie(cookie, path=PATH, samesite="Lax", secure=_is_secure())
    session.clear()
    # Never "storage" or "cookies": the device's own token is a cookie.
    response.headers["Clear-Site-Data"] = '"cache"'


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(str(current_app.config["SECRET_KEY"]), salt="kiosk receipt")


def _is_secure() -> bool:
    return cast("bool", current_app.config["SESSION_COOKIE_SECURE"])
