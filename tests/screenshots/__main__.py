"""Take the README's picture on demonstration data: ``python -m tests.screenshots FOLDER``."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser

from feedback.identity.words import Role
from feedback.kernel.db import Database
from feedback.kernel.settings import Settings
from feedback.suggestions.actions.demonstration import load_remarks, load_seminars
from tests.benchmarks.servers import made_store, our_server, signed_in
from tests.support.browser import chromium

TYPED = (
    "Piesakot ģimenes valsts pabalstu, pēc ieiešanas ar eParaksts mobile lapa izmet ārā un viss "
    "jāaizpilda no sākuma. Lūdz saglabāt iesākto iesniegumu. Zvanīt 29 123 456."
)


def main(folder: Path) -> None:
    """Write ``desk.png`` into ``folder``."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        store = made_store(Path(name), suggestions=3_000)
        database = Database(Settings(data_dir=store).store_url)
        with database.write() as session:
            load_seminars(session)
            load_remarks(session, secret="demonstration")
        database.close()
        cookie = signed_in(store, Role.LIBRARIAN)
        with our_server(store) as (port, _), chromium() as browser:
            take_desk(browser, f"http://127.0.0.1:{port}", cookie, folder / "desk.png")


def take_desk(browser: Browser, address: str, cookie: str, picture: Path) -> None:
    """Type a remark at the desk as a librarian would, and take the picture."""
    context = browser.new_context(viewport={"width": 1366, "height": 900}, locale="lv-LV")
    name, _, value = cookie.partition("=")
    context.add_cookies([{"name": name, "value": value, "url": address}])
    page = context.new_page()
    page.goto(f"{address}/desk/")
    page.locator("textarea").first.press_sequentially(TYPED)
    page.wait_for_timeout(1_500)  # the hints appear while typing
    page.screenshot(path=picture)
    context.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
