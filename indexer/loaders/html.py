"""Read a saved HTML page: its article, without menus, scripts and footers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from bs4 import BeautifulSoup, Tag

from indexer.document import Document, Section, SourceFile
from indexer.loaders.dates_in_text import dates_stated
from indexer.metadata import document_from

_NOT_TEXT = ["script", "style", "noscript", "nav", "header", "footer", "aside", "form", "template"]
_HEADING = re.compile(r"^h[1-6]$")
_BLOCKS = [
    *(f"h{n}" for n in range(1, 7)),
    "p",
    "li",
    "tr",
    "blockquote",
    "pre",
    "dt",
    "dd",
    "div",
    "section",
]
#: Names of <meta> elements, each with the value it states.
_META = {
    "id": "id",
    "nation": "nation",
    "published": "published",
    "revised": "revised",
    "valid_from": "valid_from",
    "valid_to": "valid_to",
    "superseded_by": "superseded_by",
    "article:published_time": "published",
    "article:modified_time": "revised",
    "dcterms.issued": "published",
    "dcterms.modified": "revised",
    "og:url": "url",
}


def load_html(source: SourceFile) -> Document:
    """
    Read one HTML page.

    Raises:
        BrokenGuidanceError: a stated value is wrong, or there is no text.
    """
    page = BeautifulSoup(source.text, "html.parser")
    stated = _stated(page)
    title = _title(page) or source.stem
    article = page.find("main") or page.find("article") or page.body or page
    sections = tuple(_sections(article, title))
    written = dates_stated("\n".join(section.text for section in sections))
    return document_from({**written, **stated, "title": title}, sections, source)


def _stated(page: BeautifulSoup) -> dict[str, Any]:
    stated: dict[str, Any] = {}
    for meta in page.find_all("meta"):
        name = str(meta.get("name") or meta.get("property") or "").lower()
        content = str(meta.get("content") or "").strip()
        if name in _META and content:
            # A time of day may follow; the day is enough.
            stated.setdefault(_META[name], re.sub(r"^(\d{4}-\d\d-\d\d)T.*$", r"\1", content))
    link = page.find("link", rel="canonical")
    if isinstance(link, Tag) and link.get("href"):
        stated["url"] = str(link["href"])
    return stated


def _title(page: BeautifulSoup) -> str | None:
    found = page.find("h1") or page.find("title")
    return _words(found) if isinstance(found, Tag) else None


def _sections(article: Tag, title: str) -> Iterator[Section]:
    path: list[tuple[int, str]] = []
    lines: list[str] = []
    for block in _blocks(article):
        if _HEADING.match(block.name):
            yield _section(title, path, lines)
            level, lines = int(block.name[1]), []
            path = [(n, heading) for n, heading in path if n < level]
            path += [] if _words(block) == title else [(level, _words(block))]
        else:
            lines.append(_line(block))
    yield _section(title, path, lines)


def _blocks(article: Tag) -> Iterator[Tag]:
    """Headings and the smallest blocks of text, in reading order."""
    for unwanted in article.find_all(_NOT_TEXT):
        unwanted.decompose()
    for line_break in article.find_all("br"):
        line_break.replace_with("\n")
    for block in article.find_all(_BLOCKS):
        if not block.find(_BLOCKS) and _words(block):
            yield block


def _line(block: Tag) -> str:
    if block.name == "tr":
        return "| " + " | ".join(_words(cell) for cell in block.find_all(["th", "td"])) + " |"
    return f"- {_words(block)}" if block.name == "li" else f"{_words(block)}\n"


def _section(title: str, path: list[tuple[int, str]], lines: list[str]) -> Section:
    headings = tuple(heading for _, heading in path)
    return Section(headings[-1] if headings else title, headings, "\n".join(lines).strip())


def _words(element: Tag) -> str:
    return " ".join(element.get_text().split())
