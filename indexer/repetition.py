"""
Keep text that several documents repeat once, under the newest of them.

A page saved twice, years apart, brings its standing policy along each time.  Documents that were
never in force together keep their own text, so that a past day finds the page of that day.
Pure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from indexer.document import Document, Section

Key = tuple[str, str, str]


def without_repetition(documents: Sequence[Document]) -> list[Document]:
    """
    Drop sections that a newer document in force at the same time repeats word for word.

    The section that stays counts as in force since the oldest repeat began.

    Returns:
        The documents in the order given; one may be left without sections.
    """
    keepers: dict[Key, list[Document]] = {}
    since: dict[tuple[str, Key], date | None] = {}
    dropped: set[tuple[str, Key]] = set()
    for document in sorted(documents, key=_newest_first, reverse=True):
        for key in (_key(document, section) for section in document.sections):
            kept = keepers.setdefault(key, [])
            keeper = next((k for k in kept if k is not document and _overlap(k, document)), None)
            if keeper is None:
                kept.append(document)
            else:
                dropped.add((document.id, key))
                since[keeper.id, key] = _earlier(
                    since.get((keeper.id, key), keeper.valid_from), document.valid_from
                )
    return [_thinned(document, dropped, since) for document in documents]


def _key(document: Document, section: Section) -> Key:
    words = " ".join(section.text.casefold().split())
    return document.nation, " ".join(section.heading.casefold().split()), words


def _newest_first(document: Document) -> tuple[date, str]:
    return document.revised or document.published or date.min, document.id


def _overlap(one: Document, other: Document) -> bool:
    """Whether there is a day on which both are in force."""
    starts = max(one.valid_from or date.min, other.valid_from or date.min)
    return starts <= min(one.valid_to or date.max, other.valid_to or date.max)


def _earlier(one: date | None, other: date | None) -> date | None:
    """The earlier start; None has always been in force."""
    return None if one is None or other is None else min(one, other)


def _thinned(
    document: Document,
    dropped: set[tuple[str, Key]],
    since: dict[tuple[str, Key], date | None],
) -> Document:
    sections = tuple(
        replace(section, valid_from=since.get((document.id, key), section.valid_from))
        for section in document.sections
        if (document.id, key := _key(document, section)) not in dropped
    )
    return replace(document, sections=sections)
