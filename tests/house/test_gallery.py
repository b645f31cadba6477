"""One page with every macro, judged by axe in each theme, width and language."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask, render_template, request
from flask_wtf import FlaskForm
from jinja2 import ChoiceLoader, FileSystemLoader
from playwright.sync_api import Browser, sync_playwright
from werkzeug.serving import make_server
from wtforms import (
    BooleanField,
    HiddenField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)

from feedback.app import NavItem, create_app
from feedback.identity.words import Reach, Role, Viewer
from feedback.kernel.settings import Settings
from feedback.web.forms import choice

HERE = Path(__file__).parent
KIT = HERE.parents[1] / "templates" / "_kit"
WIDTHS = (320, 1366)
THEMES = ("light", "dark", "contrast")
VIEWER = Viewer(1, 1, "Anda Kalniņa", Role.LIBRARIAN, "Kuldīgas Galvenā bibliotēka", Reach())
MENU = ("Jauns ieteikums", "Mani ieraksti", "Ko mums atbildēja", "Palīdzība")


class GalleryForm(FlaskForm):  # type: ignore[misc]  # FlaskForm has no types of its own
    """One field of each kind that the kit draws."""

    text = TextAreaField("Ko iedzīvotājs iesaka?")
    name = StringField("Vārds")
    service = StringField("Par kuru e-pakalpojumu?")
    service_code = HiddenField()
    author = RadioField("Kas iesaka?", choices=[choice("r", "Iedzīvotājs")], default="r")
    reason = RadioField(
        "Iemesls", choices=[choice("a", "Tas jau ir"), choice("b", "Nav par portālu")]
    )
    place = SelectField("Vieta", choices=[choice("a", "Kuldīgas novads"), choice("b", "Rīga")])
    agree = BooleanField("Esmu izlasījis brīdinājumu")


def _gallery() -> str:
    form = GalleryForm()
    if "errors" in request.args:
        form.name.errors = ("Ierakstiet vārdu.",)
        form.reason.errors = ("Izvēlieties iemeslu.",)
    nav = [NavItem(label, "#saturs", is_current=label == MENU[0]) for label in MENU]
    return render_template(
        "gallery.html", form=form, viewer=VIEWER, nav=nav, theme=request.args.get("theme")
    )


@pytest.fixture(scope="module")
def gallery(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve the real application plus the gallery page; gives the page's address."""
    app: Flask = create_app(Settings(data_dir=tmp_path_factory.mktemp("data")))
    loader = app.jinja_loader
    assert loader is not None
    app.jinja_loader = ChoiceLoader([loader, FileSystemLoader(HERE)])
    app.add_url_rule("/gallery", view_func=_gallery)
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/gallery"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox"]
        )
        yield chromium
        chromium.close()


def test_the_gallery_shows_every_macro() -> None:
    shown = (HERE / "gallery.html").read_text() + "".join(
        path.read_text() for path in KIT.parent.rglob("*.html")
    )
    assert [path.stem for path in KIT.glob("*.html") if f"{path.stem}(" not in shown] == []


@pytest.mark.browser
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("state", ["", "errors"])
def test_axe_finds_nothing_wrong(
    gallery: str, browser: Browser, width: int, theme: str, state: str
) -> None:
    page = browser.new_page(viewport={"width": width, "height": 900})
    trouble: list[str] = []
    page.on("console", lambda message: trouble.append(message.text))
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.goto(f"{gallery}?theme={theme}&{state}")
    page.locator("details").evaluate_all("all => all.forEach((one) => (one.open = true))")
    found = Axe().run(page)
    overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    page.close()
    assert found.violations_count == 0, found.generate_report()
    assert trouble == []
    assert overflow <= 0
