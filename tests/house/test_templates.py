"""What every template keeps to, whoever writes it."""

from __future__ import annotations

import re
from pathlib import Path

import jinja2
import pytest
from jinja2 import nodes

from feedback.web.i18n import LOCALES
from tests.support.house import TEMPLATES, name_of, template_files

LONGEST = 120
JINJA = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.DOTALL)
TAG = re.compile(r"<[^>]*>")
ATTRIBUTE = re.compile(r'[\w-]+="[^"]*"')
SHOWN_ATTRIBUTE = re.compile(r'\b(?:alt|title|placeholder|aria-label)="([^"]*)"')
# What is the same in every language: the product's name, the languages in their own words, keys.
NAMES = {"Ieteikumi", "Latviešu", "English", "Русский", "LV", "EN", "RU", "Ctrl", "Enter", "Alt"}
every_template = pytest.mark.parametrize("path", template_files(), ids=name_of)


@every_template
def test_no_macro_is_imported_in_vain(path: Path) -> None:
    tree = jinja2.Environment(autoescape=True, extensions=["jinja2.ext.i18n"]).parse(
        path.read_text()
    )
    imported = {
        name if isinstance(name, str) else name[1]
        for node in tree.find_all(nodes.FromImport)
        for name in node.names
    }
    assert imported <= {node.name for node in tree.find_all(nodes.Name)}


@every_template
def test_every_word_is_translated(path: Path) -> None:
    text = JINJA.sub(" ", path.read_text())
    shown = [ATTRIBUTE.sub(" ", TAG.sub(" ", text)), *SHOWN_ATTRIBUTE.findall(text)]
    words = {
        word for part in shown for word in re.findall(r"[^\W\d_]{2,}", part.replace("&", " &"))
    }
    entities = set(re.findall(r"&(\w+);", text))
    assert words - NAMES - entities == set()


@every_template
def test_nothing_escapes_the_escaping(path: Path) -> None:
    source = path.read_text()
    assert not re.search(r"\|\s*safe\b|autoescape|\bMarkup\b", source)


@every_template
def test_a_long_template_says_why(path: Path) -> None:
    lines = path.read_text().splitlines()
    assert len(lines) <= LONGEST or "long because" in path.read_text()


def test_kit_files_are_one_macro_each() -> None:
    for path in sorted((TEMPLATES / "_kit").glob("*.html")):
        macros = re.findall(r"\{%-? macro (\w+)", path.read_text())
        assert macros == [path.stem], name_of(path)


def test_the_pages_speak_three_languages() -> None:
    assert LOCALES == ("lv", "en", "ru")
