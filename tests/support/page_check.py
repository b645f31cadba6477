"""Reading a page as its strictest user would: a browser, a screen reader, a security officer.

Each complaint is a sentence; a page without complaints is a good page.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from xml.etree.ElementTree import Element

import html5lib
from html5lib.constants import E as MESSAGES

LABELLED = {"input", "select", "textarea"}
NEEDS_NO_LABEL = {"hidden", "submit", "button", "reset", "image"}
REFERENCES = ("for", "aria-describedby", "aria-labelledby", "aria-controls", "list", "form")
# What a page shows when a template or a translation was not filled in.
UNFINISHED = re.compile(r"%\(\w+\)|\{\{|\{%|LazyString|<bound method|Undefined")


def complaints_about_page(html: str, *, nonce: str) -> list[str]:
    """Return what is wrong with a whole page; ``nonce`` is the one that its policy names."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    root = parser.parse(html)
    return [*_syntax(parser), *_headings(root), *_complaints(root, nonce=nonce, is_page=True)]


def complaints_about_fragment(html: str, *, nonce: str) -> list[str]:
    """Return what is wrong with a piece of a page that a script will put into it."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    root = parser.parseFragment(html)
    return [*_syntax(parser), *_complaints(root, nonce=nonce, is_page=False)]


def words_of(element: Element) -> str:
    """Return the text of an element with single spaces."""
    return " ".join("".join(element.itertext()).split())


def _syntax(parser: html5lib.HTMLParser) -> Iterator[str]:
    for (line, _column), code, values in parser.errors:
        yield f"line {line}: {MESSAGES[code] % values}"


def _headings(root: Element) -> Iterator[str]:
    headings = [words_of(heading) for heading in root.iter("h1")]
    title = next((words_of(element) for element in root.iter("title")), "")
    if len(headings) != 1:
        yield f"a page has one h1, this has {len(headings)}"
    elif not headings[0] or not title.startswith(headings[0]):
        yield f"the title {title!r} does not begin with the h1 {headings[0]!r}"
    if root.get("lang") not in {"lv", "en", "ru"}:
        yield f"the page says its language is {root.get('lang')!r}"


def _complaints(root: Element, *, nonce: str, is_page: bool) -> Iterator[str]:
    elements = list(root.iter())
    ids = [value for element in elements if (value := element.get("id")) is not None]
    yield from (f"the id {name!r} is used {n} times" for name, n in Counter(ids).items() if n > 1)
    known = set(ids)
    named = {element.get("for") for element in elements if element.tag == "label"}
    wrapped = {control for label in root.iter("label") for control in label.iter()}
    for element in elements:
        yield from _inline(element, nonce)
        if element.tag in LABELLED and element.get("type") not in NEEDS_NO_LABEL:
            is_labelled = element.get("id") in named or element in wrapped
            if not is_labelled and not element.get("aria-label"):
                yield f"the field {element.get('name')!r} has no label"
        if is_page:
            yield from _references(element, known)
    if found := UNFINISHED.search(" ".join(root.itertext())):
        yield f"unfinished text: {found.group()!r}"


def _inline(element: Element, nonce: str) -> Iterator[str]:
    for name in element.keys():  # noqa: SIM118 - an element iterates over its children
        if name == "style" or name.startswith("on"):
            yield f"inline {name} on {element.tag}"
    if element.tag == "style":
        yield "a style element"
    if element.tag == "script":
        if not element.get("src"):
            yield "a script without an address"
        if element.get("nonce") != nonce or not nonce:
            yield "a script without this answer's nonce"
    if (element.get("href") or "").strip().lower().startswith("javascript:"):
        yield "a javascript: link"


def _references(element: Element, known: set[str]) -> Iterator[str]:
    for name in REFERENCES:
        for target in (element.get(name) or "").split():
            if target not in known:
                yield f'{element.tag} has {name}="{target}", but nothing has that id'
    href = element.get("href") or ""
    if element.tag == "a" and href.startswith("#") and href[1:] not in known:
        yield f"a link goes to {href}, but nothing has that id"
