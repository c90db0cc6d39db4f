"""
Read plain text as saved from a web page.

Such a page has no marks of its own: a menu line and an image's name stand before the text, a
headline is a short line without a full stop, standing policy comes first and dated news after
it, and the date of publication stands at the end, sometimes twice, with stray punctuation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from indexer.document import Document, Section, SourceFile
from indexer.loaders.dates_in_text import dates_stated, without_date_lines
from indexer.metadata import document_from

MENU = re.compile(r"^(?:home|menu|search|log ?in|skip to [a-z ]+)(?:[\s|>/]+[a-z ]+)?$", re.I)
IMAGE = re.compile(r"^\S+\.(?:jpe?g|png|gif|svg|webp)$", re.I)
STRAY = re.compile(r"^[^\w]*$")  # nothing but punctuation
BULLET = re.compile(r"^\s*(?:[•◦▪‣*-]|\d+[.)])\s+")
#: A line that only sends the reader elsewhere is no headline.
POINTER = re.compile(r"\bhere$", re.I)
HEADLINE_WORDS = 30  # words; longer lines are text
MENU_LINES = 3  # a menu stands within the first lines


def load_text(source: SourceFile) -> Document:
    """
    Read one text file.

    Raises:
        BrokenGuidanceError: a stated date is wrong, or there is no text.
    """
    stated = dates_stated(source.text)
    lines = _readable_lines(without_date_lines(source.text))
    title = next((line.strip() for line in lines if line.strip()), source.stem)
    return document_from({**stated, "title": title}, tuple(_sections(lines, title)), source)


def _readable_lines(text: str) -> list[str]:
    """The lines without menu, image names and stray punctuation; blank lines stay."""
    lines = [" ".join(line.replace("\ufeff", "").split()) for line in text.splitlines()]
    first = [n for n, line in enumerate(lines) if line][:MENU_LINES]
    menu = {n for n in first[:1] if MENU.match(lines[n])}
    return [
        "" if n in menu or IMAGE.match(line) or STRAY.match(line) else line
        for n, line in enumerate(lines)
    ]


def _sections(lines: list[str], title: str) -> Iterator[Section]:
    heading, text = title, list[str]()
    for n, line in enumerate(lines):
        if line == title and not text:
            continue
        if _is_headline(lines, n):
            yield _section(title, heading, text)
            heading, text = line, []
        else:
            text.append(line)
    yield _section(title, heading, text)


def _is_headline(lines: list[str], n: int) -> bool:
    """A short line on its own, without closing punctuation, with text after it."""
    line = lines[n]
    alone = (n == 0 or not lines[n - 1]) and (n + 1 == len(lines) or not lines[n + 1])
    has_text_below = any(lines[n + 1 :])
    looks = (
        bool(line)
        and not BULLET.match(line)
        and line[-1] not in ".,;:!?…"
        and len(line.split()) <= HEADLINE_WORDS
        and not POINTER.search(line)
    )
    return alone and looks and has_text_below


def _section(title: str, heading: str, lines: list[str]) -> Section:
    path = () if heading == title else (heading,)
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
    return Section(heading, path, text)
