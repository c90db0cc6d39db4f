"""
The records of guidance: what a passage is, where it comes from, and how well it was found.

Frozen, and free of any index or model, so that every part of the project may use them.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from datetime import date
from typing import Literal, NewType, get_args

Nation = Literal["england", "wales", "northern-ireland", "uk"]
NATIONS: tuple[Nation, ...] = get_args(Nation)

PassageId = NewType("PassageId", str)
#: Marks of bold type in Markdown, and of links with their address.
_BOLD = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
_LINK = re.compile(r"!?\[([^\]\[]*)\]\([^)\s]*(?:\s+\"[^\"]*\")?\)")
PASSAGE_ID_LENGTH = 16  # hexadecimal digits; 64 bits keep even a million passages apart


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a quote comes from, and when and for whom it holds."""

    #: Id of the document; together with the heading it names a section.
    document: str
    title: str
    heading: str
    #: None when the document has no address.
    url: str | None
    published: date | None
    revised: date | None
    #: First and last day in force; None is open.
    valid_from: date | None
    valid_to: date | None
    #: Id of the document that replaces this one.
    superseded_by: str | None
    #: `uk` applies everywhere.
    nation: Nation
    #: Made up for trying out: whoever shows it says so.
    sample: bool


@dataclass(frozen=True, slots=True)
class Passage:
    """The unit that is retrieved, quoted and cited: a few whole sentences of one section."""

    id: PassageId
    #: Word for word as in the document.
    text: str
    citation: Citation
    #: Place within its document, counted from 0.
    ordinal: int
    #: Start and end of each sentence in `text`.
    spans: tuple[tuple[int, int], ...] = ()
    #: Headings from below the title down to this section's own.
    path: tuple[str, ...] = ()
    #: Questions that members really ask its section; searched, never quoted.
    asked_as: tuple[str, ...] = ()

    @property
    def sentences(self) -> tuple[str, ...]:
        """The sentences in reading order."""
        return tuple(self.text[start:end] for start, end in self.spans)

    @property
    def embedded_text(self) -> str:
        """What the encoder reads: the title and heading path, then the passage."""
        return f"{' > '.join((self.citation.title, *self.path))}\n{self.text}"

    @property
    def searched_text(self) -> str:
        """What is searched for words: the embedded text and what members ask."""
        return "\n".join((self.embedded_text, *self.asked_as))


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage with its score for one question."""

    passage: Passage
    #: Fused score, 0 to 1 among the candidates of this question; says nothing across questions.
    score: float
    #: Cosine with the question, -1 to 1.
    dense: float
    #: BM25, 0 or more.
    lexical: float


def passage_id(document: str, heading: str, text: str) -> PassageId:
    """
    Name a passage by what it says and where.

    Args:
        document: Id of the document.
        heading: The section's heading.
        text: The passage, word for word.

    Returns:
        16 hexadecimal digits; the same source and text give the same id on every machine.
    """
    source = "\x1f".join((document, heading, text))
    return PassageId(hashlib.sha256(source.encode()).hexdigest()[:PASSAGE_ID_LENGTH])


def plain(text: str) -> str:
    """
    Take Markdown's marks of bold type and links out of words that are about to be shown.

    Passages and quotes keep them, so that they stand in their document character by character.

    >>> plain("**The call** is [short](https://guidance.example).")
    'The call is short.'
    """
    return _LINK.sub(r"\1", _BOLD.sub(r"\2", text))
