"""Every macro of the kit, judged by axe in each theme at the narrowest and a usual width."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from feedback.app import create_app
from feedback.kernel.settings import Settings
from tests.support.browser import axe, watched_page
from tests.support.gallery import add_gallery
from tests.support.live import served

HOUSE = Path(__file__).parents[2]
TEMPLATES = HOUSE / "templates"
GALLERY = HOUSE / "tests" / "support" / "gallery.html"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an application with the gallery; the page needs no table."""
    app = create_app(Settings(data_dir=tmp_path_factory.mktemp("data")))
    add_gallery(app)
    with served(app) as address:
        yield address
    app.extensions["database"].close()


@pytest.fixture
def gallery(browser: Browser, address: str) -> Iterator[Page]:
    with watched_page(browser, address) as page:
        page.goto("/gallery")
        yield page


def test_the_gallery_shows_every_macro() -> None:
    shown = GALLERY.read_text() + "".join(path.read_text() for path in TEMPLATES.rglob("*.html"))
    kit = (TEMPLATES / "_kit").glob("*.html")
    assert [path.stem for path in kit if f"{path.stem}(" not in shown] == []


@pytest.mark.browser
@pytest.mark.parametrize("width", [320, 1366])
@pytest.mark.parametrize("theme", ["light", "dark", "contrast"])
@pytest.mark.parametrize("state", ["", "errors"])
def test_axe_finds_nothing_wrong(
    browser: Browser, address: str, width: int, theme: str, state: str
) -> None:
    with watched_page(browser, address, width=width) as page:
        page.goto(f"/gallery?theme={theme}&{state}")
        page.locator("details").evaluate_all("all => all.forEach((one) => (one.open = true))")
        axe(page)
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


@pytest.mark.browser
def test_the_menu_opens_and_closes_on_a_narrow_screen_without_scripts(
    browser: Browser, address: str
) -> None:
    with watched_page(browser, address, javascript=False, width=320) as page:
        page.goto("/gallery")
        menu = page.get_by_role("navigation", name="Galvenā izvēlne")
        expect(menu).to_be_hidden()
        page.get_by_role("button", name="Izvēlne").click()
        expect(menu).to_be_visible()
        page.keyboard.press("Escape")
        expect(menu).to_be_hidden()


@pytest.mark.browser
def test_enter_takes_the_first_hit_even_before_the_answer_came(gallery: Page) -> None:
    box = gallery.get_by_role("combobox", name="Par kuru e-pakalpojumu?")
    box.press_sequentially("pab")
    box.press("Enter")
    expect(box).to_have_value("Ģimenes valsts pabalsts")
    expect(gallery.locator("#service_code")).to_have_value("EP29")


@pytest.mark.browser
def test_typing_on_after_a_choice_forgets_the_code(gallery: Page) -> None:
    box = gallery.get_by_role("combobox", name="Par kuru e-pakalpojumu?")
    box.press_sequentially("pab")
    gallery.get_by_role("listbox").get_by_role("option").nth(1).click()
    expect(gallery.locator("#service_code")).to_have_value("EP30")
    box.press_sequentially("x")
    expect(gallery.locator("#service_code")).to_have_value("")


@pytest.mark.browser
def test_tab_keeps_the_typed_text_and_chooses_nothing(gallery: Page) -> None:
    box = gallery.get_by_role("combobox", name="Par kuru e-pakalpojumu?")
    box.press_sequentially("pab")
    expect(gallery.get_by_role("listbox").get_by_role("option")).to_have_count(2)
    expect(gallery.get_by_role("listbox").get_by_role("option", selected=True)).to_have_text(
        "Ģimenes valsts pabalsts"
    )
    expect(gallery.locator("#announcer")).to_have_text("Atrasti: 2")
    axe(gallery)
    box.press("Tab")
    expect(box).to_have_value("pab")
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(gallery.locator("#service_code")).to_have_value("")


@pytest.mark.browser
def test_arrows_go_round_and_escape_closes(gallery: Page) -> None:
    box = gallery.get_by_role("combobox", name="Par kuru e-pakalpojumu?")
    box.press_sequentially("pab")
    expect(gallery.get_by_role("listbox").get_by_role("option")).to_have_count(2)
    box.press("ArrowUp")
    expect(gallery.get_by_role("listbox").get_by_role("option", selected=True)).to_have_text(
        "Piemaksa pie ģimenes valsts pabalsta"
    )
    box.press("Escape")
    expect(box).to_have_attribute("aria-expanded", "false")
    expect(box).to_have_value("pab")


@pytest.mark.browser
def test_a_key_presses_its_button_but_never_while_a_letter_is_typed(gallery: Page) -> None:
    gallery.evaluate(
        """() => document.addEventListener("click", (event) => {
            event.preventDefault();
            document.body.dataset.pressed = event.target.textContent.trim();
        })"""
    )
    body = gallery.locator("body")
    text = gallery.get_by_label("Ko iedzīvotājs iesaka?")
    text.press("j")
    expect(text).to_have_value("j")
    text.press("Alt+a")
    expect(body).to_have_attribute("data-pressed", "Aizklāt Alt A")
    text.press("Control+Enter")
    expect(body).to_have_attribute("data-pressed", "Saglabāt un rakstīt nākamo Ctrl Enter")
    gallery.locator("h1").click()
    gallery.keyboard.press("j")
    expect(body).to_have_attribute("data-pressed", "Atpakaļ")


@pytest.mark.browser
def test_letters_with_altgr_and_switched_off_keys_do_nothing(gallery: Page) -> None:
    name_of = """async (given) => {
        const { keyName } = await import(document.querySelector("script").src.replace("staff", "kit/keys"));
        return keyName(new KeyboardEvent("keydown", given));
    }"""
    named = {
        "": {"key": "ē", "code": "KeyE", "ctrlKey": True, "altKey": True},
        "Alt+1": {"key": "!", "code": "Digit1", "altKey": True},
        "J": {"key": "о", "code": "KeyJ"},
        "Shift+J": {"key": "J", "code": "KeyJ", "shiftKey": True},
        "?": {"key": "?", "code": "Minus", "shiftKey": True},
    }
    for name, event in named.items():
        assert gallery.evaluate(name_of, event) == name
    gallery.evaluate("document.documentElement.dataset.singleKeys = 'off'")
    gallery.keyboard.press("?")
    expect(gallery.get_by_role("dialog")).to_have_count(0)


@pytest.mark.browser
def test_a_question_mark_opens_the_list_of_keys(gallery: Page) -> None:
    gallery.keyboard.press("?")
    dialog = gallery.get_by_role("dialog", name="Šīs lapas taustiņi")
    expect(dialog.get_by_role("listitem")).to_have_count(3)
    axe(gallery)
    gallery.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
