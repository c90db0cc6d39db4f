"""Read Markdown with front matter: metadata in YAML, then headings with text under them."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from typing import Any

import yaml
from markdown_it import MarkdownIt

from indexer.document import Document, Section, SourceFile
from indexer.errors import BrokenGuidanceError
from indexer.metadata import document_from

FENCE = "---"
_PARSER = MarkdownIt("commonmark").enable("table")


def load_markdown(source: SourceFile) -> Document:
    """
    Read one Markdown file.

    Raises:
        BrokenGuidanceError: the front matter or a value in it is wrong, or there is no text.
    """
    stated, body = _front_matter(source.text)
    title = str(stated.get("title") or _first_title(body) or source.stem)
    return document_from({**stated, "title": title}, tuple(_sections(body, title)), source)


def _front_matter(text: str) -> tuple[Mapping[str, Any], str]:
    """The metadata and the text after it; no metadata when the file does not start with it."""
    lines = text.splitlines(keepends=True)
    if not lines or lines[0].strip() != FENCE:
        return {}, text
    ends = (n for n, line in enumerate(lines[1:], start=1) if line.strip() == FENCE)
    end = next(ends, None)
    if end is None:
        raise BrokenGuidanceError("bad front matter: it is never closed by ---")
    return _parsed("".join(lines[1:end])), "".join(lines[end + 1 :])


def _parsed(front: str) -> Mapping[str, Any]:
    try:
        stated = yaml.safe_load(front)
    except yaml.YAMLError as error:
        raise BrokenGuidanceError(f"bad front matter: {' '.join(str(error).split())}") from error
    except ValueError as error:  # YAML reads 2026-02-31 as a date and fails
        raise BrokenGuidanceError(f"bad date in front matter: {error}") from error
    if stated is None:
        return {}
    if not isinstance(stated, dict):
        raise BrokenGuidanceError("bad front matter: expected names and values")
    return stated


def _headings(body: str) -> Iterator[tuple[int, int, int, str]]:
    """First line, line after, level and words of each heading that is not inside something."""
    tokens = _PARSER.parse(body)
    for opening, inline in itertools.pairwise(tokens):
        if opening.type == "heading_open" and opening.level == 0 and opening.map:
            yield opening.map[0], opening.map[1], int(opening.tag[1:]), inline.content


def _first_title(body: str) -> str | None:
    return next((words for _, _, level, words in _headings(body) if level == 1), None)


def _sections(body: str, title: str) -> Iterator[Section]:
    """Cut the text at headings; what comes before the first belongs to the title's section."""
    lines = body.splitlines()
    path: list[tuple[int, str]] = []
    start = 0
    for first, after, level, words in _headings(body):
        yield _section(title, path, lines[start:first])
        path = [(n, heading) for n, heading in path if n < level]
        path += [] if words == title else [(level, words)]
        start = after
    yield _section(title, path, lines[start:])


def _section(title: str, path: list[tuple[int, str]], lines: list[str]) -> Section:
    headings = tuple(heading for _, heading in path)
    return Section(headings[-1] if headings else title, headings, "\n".join(lines).strip())
