"""Every text in Latvian, English and Russian, with the right plurals and the right quotes."""

from __future__ import annotations

import gettext
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from tests.support.house import HOUSE, TRANSLATIONS

LANGUAGES = ("lv", "ru")  # the texts in the code are the English ones
every_language = pytest.mark.parametrize("language", LANGUAGES)


def _catalog(language: str) -> Catalog:
    with (TRANSLATIONS / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return read_po(file, locale=language)


def _texts(catalog: Catalog) -> list[tuple[str, str]]:
    """Return (source, translation) of every text, each plural form by itself."""
    return [
        (message.id if isinstance(message.id, str) else message.id[0], text)
        for message in catalog
        if message.id
        for text in ([message.string] if isinstance(message.string, str) else message.string or ())
    ]


@every_language
def test_every_text_is_translated(language: str) -> None:
    catalog = _catalog(language)
    assert [source for source, text in _texts(catalog) if not text.strip()] == []
    assert [message.id for message in catalog if message.id and message.fuzzy] == []


@every_language
def test_translations_fill_in_what_the_source_fills_in(language: str) -> None:
    wrong = [message.id for message, errors in _catalog(language).check() if errors]
    assert wrong == []
    for source, text in _texts(_catalog(language)):
        assert set(re.findall(r"%\(\w+\)", text)) <= set(re.findall(r"%\(\w+\)", source)), source


def test_collecting_the_texts_again_changes_nothing(tmp_path: Path) -> None:
    """No text is missing or left over, and CLDR's plural rules survive ``make messages``."""
    folder = tmp_path / "translations"
    shutil.copytree(TRANSLATIONS, folder)
    subprocess.run(  # noqa: S603 - our own script
        [HOUSE / "scripts" / "messages", folder],
        check=True,
        cwd=HOUSE,
        env={**os.environ, "PYTHON": sys.executable},
    )
    for language in LANGUAGES:
        path = Path(language, "LC_MESSAGES", "messages.po")
        assert (folder / path).read_text() == (TRANSLATIONS / path).read_text(), "make messages"


@pytest.mark.parametrize(
    ("number", "form"), [(0, 0), (1, 1), (2, 2), (10, 0), (11, 0), (21, 1), (111, 0)]
)
def test_latvian_counts_by_the_rule_of_cldr(number: int, form: int) -> None:
    """Forms are zero, one, other: 0 ieteikumu, 21 ieteikums, 2 ieteikumi (Babel's own differ)."""
    catalog = _catalog("lv")
    assert catalog.num_plurals == 3
    assert gettext.c2py(catalog.plural_expr)(number) == form


@pytest.mark.parametrize(("number", "form"), [(1, 0), (2, 1), (5, 2), (11, 2), (21, 0), (22, 1)])
def test_russian_counts_by_the_rule_of_cldr(number: int, form: int) -> None:
    assert gettext.c2py(_catalog("ru").plural_expr)(number) == form


def test_latvian_has_its_own_quotes_and_a_polite_you() -> None:
    for source, text in _texts(_catalog("lv")):
        assert '"' not in text, source
        assert not re.search(r"\b(jūs|jums|jūsu)\b", text), source


def test_russian_has_its_own_quotes_and_a_polite_you() -> None:
    for source, text in _texts(_catalog("ru")):
        assert '"' not in text, source
        assert not re.search(r"\b(вы|вас|вам|вами)\b", text), source
