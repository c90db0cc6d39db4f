"""
Split sections into passages that end where sentences end.

Pure: text in, passages out.  Nothing is rewritten; every passage stands word for word in its
section.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from indexer.document import Document
from knowledge.passage import Passage, passage_id

WHOLE_WORDS = 180  # words; a section up to this length stays whole, within the encoder's 256 tokens
TARGET_WORDS = 150  # words of a passage of a longer section
SHORTEST_WORDS = 40  # words; a shorter rest joins the passage before it

Span = tuple[int, int]

_BLOCK_START = re.compile(r"^[ \t]*(?:[•◦▪‣*+-][ \t]+|\d{1,3}[.)][ \t]+|\|)")
_RULE = re.compile(r"^[\s|:=_-]+$")  # a line that only draws: a table's rule, a divider
_END = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s+[\"'“‘(\[]*[A-Z0-9£])")
_ABBREVIATION = re.compile(r"(?:\b(?:e\.g|i\.e|etc|cf|vs|Mr|Mrs|Ms|Dr|St|Prof|approx)|\b[A-Z])\.$")


def passages_of(document: Document) -> list[Passage]:
    """
    Split one document.

    Returns:
        Passages in reading order; ids differ even where a document repeats itself, because a
        repeated passage of the same section is kept once.
    """
    passages: dict[str, Passage] = {}
    for section in document.sections:
        for text, spans in _pieces(section.text):
            name = passage_id(document.id, section.heading, text)
            citation = document.citation(section)
            passages.setdefault(
                name,
                Passage(name, text, citation, len(passages), spans, section.path, section.asked_as),
            )
    return list(passages.values())


def sentence_spans(text: str) -> list[Span]:
    """
    Find the sentences of a text.

    A list item or table row holds sentences of its own; a line that only draws holds none.

    Returns:
        Start and end of each sentence, in order, without the white space around it.
    """
    return [span for block in _blocks(text) for span in _sentences(text, block)]


def _pieces(text: str) -> Iterator[tuple[str, tuple[Span, ...]]]:
    """Passages of one section, each with its sentences counted from its own start."""
    start = 0
    groups = _groups(text, sentence_spans(text))
    for group in groups:
        end = len(text) if group is groups[-1] else group[-1][1]
        start += len(text[start:end]) - len(text[start:end].lstrip())
        yield text[start:end].rstrip(), tuple((a - start, b - start) for a, b in group)
        start = end


def _groups(text: str, spans: Sequence[Span]) -> list[list[Span]]:
    """Sentences that go together, about TARGET_WORDS each."""
    lengths = [len(text[a:b].split()) for a, b in spans]
    if sum(lengths) <= WHOLE_WORDS:
        return [list(spans)] if spans else []
    groups: list[list[Span]] = [[]]
    count = 0
    for span, length in zip(spans, lengths, strict=True):
        if groups[-1] and count + length > TARGET_WORDS:
            groups.append([])
            count = 0
        groups[-1].append(span)
        count += length
    if len(groups) > 1 and count < SHORTEST_WORDS:
        groups[-2:] = [groups[-2] + groups[-1]]
    return groups


def _blocks(text: str) -> Iterator[Span]:
    """Paragraphs, list items and table rows."""
    start: int | None = None
    end = position = 0
    for line in text.splitlines(keepends=True):
        blank = not line.strip() or bool(_RULE.match(line))
        if start is not None and (blank or _BLOCK_START.match(line)):
            if not _is_table_head(text[start:end], line):
                yield start, end
            start = None
        if not blank:
            start = position if start is None else start
            end = position + len(line.rstrip())
        position += len(line)
    if start is not None:
        yield start, end


def _is_table_head(block: str, next_line: str) -> bool:
    """Whether a row only names the columns: it says nothing on its own."""
    return block.lstrip().startswith("|") and bool(_RULE.match(next_line)) and "-" in next_line


def _sentences(text: str, block: Span) -> Iterator[Span]:
    start, end = _trimmed(text, block)
    marker = _BLOCK_START.match(text[start:end])
    search_from = start + (marker.end() if marker else 0)
    for match in _END.finditer(text, search_from, end):
        if not _ABBREVIATION.search(text, start, match.end()):
            yield start, match.end()
            start = (
                match.end() + len(text[match.end() : end]) - len(text[match.end() : end].lstrip())
            )
    if start < end:
        yield start, end


def _trimmed(text: str, block: Span) -> Span:
    """A block without the white space and outer pipes around it."""
    start, end = block
    while start < end and text[start] in " \t|":
        start += 1
    while end > start and text[end - 1] in " \t\r\n|":
        end -= 1
    return start, end
