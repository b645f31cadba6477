"""A visit at the kiosk, as the next person's eyes and fingers would find it."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import suppress

import pytest
from playwright.sync_api import Browser, Page, Route, TimeoutError, expect  # noqa: A004 - its name
from sqlalchemy import func, select

from feedback.identity.access import DEVICE_COOKIE
from feedback.kernel.db import Database
from feedback.suggestions.models import Suggestion
from tests.factories.identity import make_kiosk
from tests.support.browser import ARGUMENTS, axe_finds, watched_page

pytestmark = pytest.mark.browser
WORDS = "Kad ieeju ar banku, atkal jāraksta adrese."
CODE = re.compile(r"[2-9A-Z]{4}-[2-9A-Z]{4}")
STORED = "() => JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])"
SIZES = [(1280, 800), (800, 1280), (1920, 1080), (640, 400), (320, 640)]
STICKS_OUT = "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"
SMALL = """() => [...document.querySelectorAll("main a, footer a, button, label:has(input), .input")]
  .filter(each => each.checkVisibility())
  .map(each => [each.textContent.trim() || each.name, each.getBoundingClientRect()])
  .filter(([, box]) => box.height < 63 || box.width < 63).map(([name]) => name)"""


@pytest.fixture
def token(database: Database) -> str:
    """The token of a paired kiosk."""
    with database.write() as session:
        return make_kiosk(session)


def _as_kiosk(page: Page, address: str, token: str) -> Page:
    page.context.add_cookies(
        [{"name": DEVICE_COOKIE, "value": token, "url": address, "httpOnly": True}]
    )
    return page


@pytest.fixture
def kiosk_page(page: Page, live_server: str, token: str) -> Page:
    """The kiosk's browser, with scripts."""
    return _as_kiosk(page, live_server, token)


@pytest.fixture
def plain_kiosk_page(page_without_javascript: Page, live_server: str, token: str) -> Page:
    """The kiosk's browser, without scripts."""
    return _as_kiosk(page_without_javascript, live_server, token)


@pytest.fixture
def page_offline(browser: Browser, live_server: str, token: str) -> Iterator[Page]:
    """The kiosk's browser, whose network may fail: what it then logs is meant."""
    context = browser.new_context(base_url=live_server)
    context.set_default_timeout(10_000)
    yield _as_kiosk(context.new_page(), live_server, token)
    context.close()


def _count(database: Database) -> int:
    with database.reader() as session:
        return session.scalar(select(func.count()).select_from(Suggestion)) or 0


def _visit(page: Page, language: str = "Latviešu") -> None:
    """Go from the first page to own words, with three answers."""
    page.goto("/kiosk/")
    page.get_by_role("link", name=language).click()
    page.locator(".tile").nth(2).click()
    for question, answer in (("needed", "4"), ("convenient", "2"), ("understandable", "0")):
        page.locator(f"label:has([name={question}][value='{answer}'])").click()
    page.locator("footer .btn-main").click()
    expect(page.locator("textarea")).to_be_visible()


def _send(page: Page, words: str = WORDS) -> str:
    """Write, send, and return the code of the receipt."""
    page.locator("textarea").fill(words)
    page.locator("footer .btn-main").click()
    page.wait_for_url("**/thanks")
    code = page.locator(".receipt").inner_text()
    assert CODE.fullmatch(code)
    return code


def _back(page: Page) -> None:
    """Go back, also to a page that the browser kept whole: that one does not load again."""
    with suppress(TimeoutError):
        page.go_back(timeout=2_000)
    expect(page).to_have_url(re.compile("/words$"))


@pytest.mark.parametrize("language", ["Latviešu", "English", "Русский"])
def test_a_visit_takes_at_most_seven_taps(
    kiosk_page: Page, database: Database, language: str
) -> None:
    _visit(kiosk_page, language)  # language, service, three answers, next
    kiosk_page.locator("footer .btn-main").click()
    kiosk_page.wait_for_url("**/thanks")
    with database.reader() as session:
        row = session.scalars(select(Suggestion)).one()
    assert (row.needed, row.convenient, row.understandable, row.text) == (4, 2, None, "")


def test_a_visit_works_without_scripts(plain_kiosk_page: Page, database: Database) -> None:
    _visit(plain_kiosk_page, "Русский")
    plain_kiosk_page.locator("textarea").fill(WORDS)
    plain_kiosk_page.get_by_role("button", name="Крупнее текст").click()
    expect(plain_kiosk_page.locator("html")).to_have_attribute("data-size", "150")
    expect(plain_kiosk_page.locator("textarea")).to_have_value(WORDS)
    plain_kiosk_page.locator("footer .btn-main").click()
    plain_kiosk_page.wait_for_url("**/thanks")
    plain_kiosk_page.get_by_role("link", name="Завершить сейчас").click()
    plain_kiosk_page.wait_for_url("**/kiosk/")
    expect(plain_kiosk_page.locator("html")).to_have_attribute("data-size", "100")
    assert _count(database) == 1


def test_nothing_of_the_visit_is_left_for_the_next_person(
    kiosk_page: Page, live_server: str
) -> None:
    _visit(kiosk_page)
    kiosk_page.locator("[data-display=contrast]").click()
    code = _send(kiosk_page)
    assert kiosk_page.evaluate("history.length") <= 2  # the empty tab, and the kiosk
    kiosk_page.get_by_role("link", name="Pabeigt tagad").click()
    kiosk_page.wait_for_url("**/kiosk/")
    cookies = kiosk_page.context.cookies(f"{live_server}/kiosk/")
    assert {cookie["name"] for cookie in cookies} == {DEVICE_COOKIE}
    assert kiosk_page.evaluate(STORED) == '[{},{},""]'
    databases = kiosk_page.evaluate("async () => (await indexedDB.databases()).length")
    caches = kiosk_page.evaluate("async () => (await caches.keys()).length")
    assert (databases, caches) == (0, 0)
    kiosk_page.go_back()
    for left in (WORDS, code):
        assert left not in kiosk_page.content()


def test_back_after_leaving_shows_an_empty_form(kiosk_page: Page) -> None:
    _visit(kiosk_page)
    kiosk_page.locator("textarea").fill(WORDS)
    kiosk_page.locator("label:has([value=login])").click()
    kiosk_page.goto("/kiosk/leave")  # as an address, so that the page stays in the history
    kiosk_page.wait_for_url("**/kiosk/")
    kiosk_page.go_back()
    kiosk_page.wait_for_url("**/words?*")
    expect(kiosk_page.locator("textarea")).to_have_value("")
    assert kiosk_page.locator(":checked").count() == 0
    assert WORDS not in kiosk_page.content()


def test_back_after_leaving_shows_an_empty_form_without_scripts(plain_kiosk_page: Page) -> None:
    page = plain_kiosk_page
    _visit(page)
    page.locator("textarea").fill(WORDS)
    page.get_by_role("link", name="Beigt").click()
    page.wait_for_url("**/kiosk/")
    page.go_back()
    page.wait_for_url("**/words?*")
    expect(page.locator("textarea")).to_have_value("")


@pytest.mark.parametrize("has_script", [True, False], ids=["script", "plain"])
def test_a_browser_that_keeps_whole_pages_forgets_this_one(
    browser: Browser, live_server: str, token: str, *, has_script: bool
) -> None:
    """Playwright switches the cache of whole pages off; people's browsers have it on."""
    keeping = browser.browser_type.launch(
        executable_path=shutil.which("chromium"),
        args=ARGUMENTS,
        ignore_default_args=["--disable-back-forward-cache"],
    )
    context = keeping.new_context(base_url=live_server, java_script_enabled=has_script)
    page = _as_kiosk(context.new_page(), live_server, token)
    page.goto("/kiosk/lv/other/words")
    page.locator("textarea").fill(WORDS)
    page.goto("/kiosk/lv/")
    _back(page)
    # The control: without leaving, this browser would show what it kept.
    assert page.locator("textarea").input_value() == ("" if has_script else WORDS)
    page.locator("textarea").fill(WORDS)
    page.goto("/kiosk/leave")
    page.wait_for_url("**/kiosk/")
    _back(page)
    expect(page.locator("textarea")).to_have_value("")
    keeping.close()


def test_size_and_contrast_change_at_once_and_no_word_is_lost(kiosk_page: Page) -> None:
    _visit(kiosk_page)
    kiosk_page.locator("textarea").fill(WORDS)
    for size, name in (
        ("150", "Lielāks teksts"),
        ("220", "Lielāks teksts"),
        ("100", "Parasts teksts"),
    ):
        kiosk_page.get_by_role("button", name=name).click()
        expect(kiosk_page.locator("html")).to_have_attribute("data-size", size)
    contrast = kiosk_page.get_by_role("button", name="Kontrasts")
    contrast.click()
    expect(contrast).to_have_attribute("aria-pressed", "true")
    expect(kiosk_page.locator("textarea")).to_have_value(WORDS)
    _send(kiosk_page)
    expect(kiosk_page.locator("html")).to_have_attribute("data-theme", "contrast")


def test_enter_goes_on_and_does_not_change_the_size(kiosk_page: Page) -> None:
    kiosk_page.goto("/kiosk/lv/VSAA-11/")
    kiosk_page.locator("[name=needed]").first.press("Enter")
    kiosk_page.wait_for_url("**/words*")
    kiosk_page.goto("/kiosk/lv/areas/")
    kiosk_page.locator("#words").fill("pabalsts")
    kiosk_page.locator("#words").press("Enter")
    expect(kiosk_page.locator("#found")).to_be_visible()
    expect(kiosk_page.locator("html")).to_have_attribute("data-size", "100")


def test_an_idle_page_asks_and_then_clears_itself(kiosk_page: Page) -> None:
    kiosk_page.clock.install()
    _visit(kiosk_page)
    kiosk_page.locator("textarea").fill(WORDS)
    kiosk_page.clock.run_for(55_000)
    dialog = kiosk_page.get_by_role("dialog", name="Vai vēl esat šeit?")
    expect(dialog).to_be_hidden()
    kiosk_page.clock.run_for(6_000)
    expect(dialog).to_be_visible()
    assert axe_finds(kiosk_page) == []
    kiosk_page.get_by_role("button", name="Jā, turpināt").click()
    expect(dialog).to_be_hidden()
    expect(kiosk_page.locator("textarea")).to_have_value(WORDS)
    kiosk_page.clock.run_for(62_000)
    expect(dialog).to_be_visible()
    kiosk_page.clock.run_for(31_000)
    kiosk_page.wait_for_url("**/kiosk/")
    kiosk_page.go_back()
    assert WORDS not in kiosk_page.content()


def test_somebody_who_types_is_never_asked(kiosk_page: Page) -> None:
    kiosk_page.clock.install()
    _visit(kiosk_page)
    for _ in range(4):
        kiosk_page.locator("textarea").press_sequentially("a ")
        kiosk_page.clock.run_for(50_000)
    expect(kiosk_page.locator("#idle")).to_be_hidden()


def test_the_first_page_waits_for_ever_unless_somebody_changed_it(kiosk_page: Page) -> None:
    kiosk_page.clock.install()
    kiosk_page.goto("/kiosk/")
    kiosk_page.clock.run_for(600_000)
    expect(kiosk_page.locator("#idle")).to_be_hidden()
    kiosk_page.locator("[data-display=contrast]").click()
    kiosk_page.clock.run_for(95_000)
    expect(kiosk_page.locator("html")).not_to_have_attribute("data-theme", "contrast")


def test_the_thanks_clear_themselves_unless_they_are_held(kiosk_page: Page) -> None:
    kiosk_page.clock.install()
    _visit(kiosk_page)
    code = _send(kiosk_page)
    kiosk_page.clock.run_for(20_000)
    kiosk_page.get_by_role("link", name="Vēl nenotīrīt").click()
    kiosk_page.clock.run_for(40_000)
    assert kiosk_page.locator(".receipt").inner_text() == code
    kiosk_page.clock.run_for(55_000)
    kiosk_page.wait_for_url("**/kiosk/")
    _visit(kiosk_page)
    _send(kiosk_page)
    kiosk_page.clock.run_for(31_000)
    kiosk_page.wait_for_url("**/kiosk/")


def test_without_a_connection_the_words_stay_and_count_once(
    page_offline: Page, database: Database
) -> None:
    page = page_offline
    _visit(page)
    page.locator("textarea").fill(WORDS)

    def lose_answer(route: Route) -> None:
        route.fetch()
        route.abort()

    page.route("**/words*", lambda route: route.abort())
    page.locator("footer .btn-main").click()
    expect(page.locator("#unsent")).to_be_visible()
    assert _count(database) == 0
    page.unroute_all()
    page.route("**/words*", lose_answer)
    page.locator("footer .btn-main").click()
    expect(page.locator("#unsent")).to_be_visible()
    expect(page.locator("textarea")).to_have_value(WORDS)
    page.unroute_all()
    _send(page)
    assert _count(database) == 1


def test_a_double_tap_counts_once(kiosk_page: Page, database: Database) -> None:
    _visit(kiosk_page)
    kiosk_page.locator("textarea").fill(WORDS)
    kiosk_page.locator("footer .btn-main").dblclick()
    kiosk_page.wait_for_url("**/thanks")
    assert _count(database) == 1


def test_a_refusal_shows_the_words_and_what_to_change(kiosk_page: Page) -> None:
    _visit(kiosk_page)
    kiosk_page.locator("textarea").fill("ab")
    kiosk_page.locator("footer .btn-main").click()
    expect(kiosk_page.locator("#text-error")).to_be_visible()
    expect(kiosk_page.locator("textarea")).to_have_value("ab")
    assert axe_finds(kiosk_page) == []
    _send(kiosk_page)


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)  # only the look is judged
@pytest.mark.parametrize("language", ["lv", "en", "ru"])
def test_nothing_is_small_or_sticks_out_at_any_size(
    browser: Browser, live_server: str, token: str, language: str
) -> None:
    troubles = []
    with watched_page(browser, live_server) as page:
        _as_kiosk(page, live_server, token)
        _visit(page)
        _send(page)
        for path in (
            "/kiosk/",
            f"/kiosk/{language}/",
            f"/kiosk/{language}/areas/",
            f"/kiosk/{language}/areas/gimene",
            f"/kiosk/{language}/VSAA-11/",
            f"/kiosk/{language}/VSAA-11/words",
            f"/kiosk/{language}/thanks?hold=1",
        ):
            page.goto(path)
            troubles += [f"{path}: {find}" for find in axe_finds(page)]
            for size in ("100", "150", "220"):
                page.evaluate("size => document.documentElement.dataset.size = size", size)
                for width, height in SIZES:
                    page.set_viewport_size({"width": width, "height": height})
                    where = f"{path} {size} % {width}x{height}"
                    if page.evaluate(STICKS_OUT):
                        troubles.append(f"{where} scrolls sideways")
                    troubles += [f"{where}: {name} is small" for name in page.evaluate(SMALL)]
    assert troubles == []
