"""Chromium, and what a page in it must never do."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Response, sync_playwright

# Debian's Chromium as root, and without calls to its maker's servers.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# A refused form (422) is an error line in Chromium's console too; worse statuses are seen apart.
REFUSED = re.compile(r"Failed to load resource: the server responded with a status of 4\d\d")


@contextmanager
def chromium() -> Iterator[Browser]:
    """Start Debian's Chromium; raises FileNotFoundError when it is not installed."""
    program = shutil.which("chromium")
    if program is None:
        message = "no chromium: run `make test`, or apt-get install chromium"
        raise FileNotFoundError(message)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def watched_page(
    browser: Browser, address: str, *, javascript: bool = True, width: int = 1366
) -> Iterator[Page]:
    """Give a page of a fresh browser profile; fail when it misbehaved.

    Misbehaving is an error in the console (a broken content policy is one), an unhandled
    exception, an answer 5xx, and any request to another address than ``address``.
    """
    troubles: list[str] = []

    def on_console(message: ConsoleMessage) -> None:
        if message.type == "error" and not REFUSED.match(message.text):
            troubles.append(f"console: {message.text}")

    def on_request(request: Request) -> None:
        if not request.url.startswith((f"{address}/", "data:", "blob:", "about:")):
            troubles.append(f"request to {request.url}")

    def on_response(response: Response) -> None:
        if response.status >= 500:
            troubles.append(f"{response.status} from {response.url}")

    context = browser.new_context(
        base_url=address,
        java_script_enabled=javascript,
        viewport={"width": width, "height": 900},
        locale="lv-LV",
        timezone_id="Europe/Riga",
        reduced_motion="reduce",
    )
    context.set_default_timeout(10_000)
    context.on("console", on_console)
    context.on("weberror", lambda error: troubles.append(f"exception: {error.error}"))
    context.on("request", on_request)
    context.on("response", on_response)
    try:
        yield context.new_page()
    finally:
        context.close()
    if troubles:
        raise AssertionError("the page misbehaved:\n  " + "\n  ".join(troubles))


def axe(page: Page) -> None:
    """Fail when axe finds anything against the accessibility standards; nothing is excused."""
    if finds := axe_finds(page):
        raise AssertionError(f"axe on {page.url}:\n  " + "\n  ".join(finds))


def axe_finds(page: Page, *, rules: Sequence[str] = ()) -> list[str]:
    """Return what axe finds against the accessibility standards: the rule, the element, why.

    ``rules`` names the only ones to run; all of ``STANDARDS`` unless given.
    """
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    only = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": STANDARDS}
    options = {"resultTypes": ["violations"], "runOnly": only}
    result: dict[str, Any] = page.evaluate("options => axe.run(document, options)", options)
    return [
        f"{violation['id']}: {node['html'][:200]} ({node['failureSummary']})"
        for violation in result["violations"]
        for node in violation["nodes"]
    ]
