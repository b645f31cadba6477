"""What holds for every page's look: weights, one set of colours, no stray icon, nothing inline."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

HOUSE = Path(__file__).parents[2]
STATIC = HOUSE / "feedback" / "static"
TEMPLATES = HOUSE / "templates"
KB = 1024


def _weight(files: list[Path]) -> int:
    """Return the gzip size of ``files`` together, in bytes."""
    return len(gzip.compress(b"".join(path.read_bytes() for path in sorted(files)), 9))


def _block(css: str, selector: str) -> str:
    """Return the declarations of the only rule with ``selector``, with single spaces."""
    (body,) = re.findall(re.escape(selector) + r" \{([^}]*)\}", css)
    return " ".join(body.split())


def test_all_styles_weigh_at_most_ten_kilobytes() -> None:
    assert _weight(list(STATIC.rglob("*.css"))) <= 10 * KB


def test_all_scripts_weigh_at_most_twelve_kilobytes() -> None:
    assert _weight(list(STATIC.rglob("*.js"))) <= 12 * KB


@pytest.mark.parametrize(
    ("wish", "theme"),
    [("prefers-color-scheme: dark", "dark"), ("prefers-contrast: more", "contrast")],
)
def test_a_chosen_theme_equals_the_one_that_the_system_asks_for(wish: str, theme: str) -> None:
    css = (STATIC / "css" / "app.css").read_text()
    _before, after = css.split(f"@media screen and ({wish})", 1)
    system, _rest = after.split("[data-theme=", 1)
    assert _block(system, ":root:not([data-theme])") == _block(css, f'[data-theme="{theme}"]')


def test_every_icon_that_a_page_asks_for_is_drawn() -> None:
    drawn = set(re.findall(r'<symbol id="([^"]+)"', (STATIC / "icons.svg").read_text()))
    pages = "\n".join(path.read_text() for path in TEMPLATES.rglob("*.html"))
    asked = set(re.findall(r'(?:icon\(|symbol=)"([a-z-]+)"', pages))
    assert asked <= drawn


@pytest.mark.parametrize("path", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: path.name)
def test_no_template_has_inline_style_or_handler(path: Path) -> None:
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=\"|javascript:", path.read_text())
