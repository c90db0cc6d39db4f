"""
Read what a document says of itself: id, title, nation and dates, each checked.

Loaders collect the raw values; here they become a document or a refusal with its reason.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from indexer.document import Document, Section, SourceFile
from indexer.errors import BrokenGuidanceError
from knowledge.applicability import nation_named
from knowledge.passage import NATIONS, Nation

#: Other spellings of nations, as people write them.
NATION_SPELLINGS: dict[str, Nation] = {
    **{nation: nation for nation in NATIONS},
    "ni": "northern-ireland",
    "northern ireland": "northern-ireland",
    "united kingdom": "uk",
    "all": "uk",
}
#: Of a document that neither states a nation nor names exactly one.
NATION_ASSUMED: Nation = "england"
DAY_FORMATS = ("%Y-%m-%d", "%d %B %Y", "%d %b %Y")
_ABSENT = (None, "", "null", "~")


def document_from(
    stated: Mapping[str, Any], sections: tuple[Section, ...], source: SourceFile
) -> Document:
    """
    Put a document together from what it states and what it holds.

    Args:
        stated: Raw values by name, as in front matter; unknown names are ignored.
        sections: In reading order.
        source: The file; gives the id when none is stated, and the nation to assume.

    Raises:
        BrokenGuidanceError: a value cannot be right, or there is no text.
    """
    if not any(section.text.strip() for section in sections):
        raise BrokenGuidanceError("empty: it holds no text")
    published = day(stated, "published")
    sections = _with_questions(stated, sections)
    document = Document(
        id=_text(stated, "id") or source.stem,
        title=_text(stated, "title") or sections[0].heading,
        nation=_nation(stated, source, sections),
        sections=tuple(section for section in sections if section.text.strip()),
        url=_text(stated, "url"),
        published=published,
        revised=day(stated, "revised"),
        valid_from=day(stated, "valid_from") or published,
        valid_to=day(stated, "valid_to"),
        superseded_by=_text(stated, "superseded_by"),
        sample=_is_true(stated, "sample"),
    )
    _check_validity(document)
    return document


def _with_questions(
    stated: Mapping[str, Any], sections: tuple[Section, ...]
) -> tuple[Section, ...]:
    """Give each section the questions that `asked_as` lists under its heading."""
    listed = stated.get("asked_as") or {}
    if not isinstance(listed, dict) or not all(isinstance(q, list) for q in listed.values()):
        raise BrokenGuidanceError("asked_as: expected a list of questions under each heading")
    unknown = set(listed) - {section.heading for section in sections}
    if unknown:
        raise BrokenGuidanceError(f"asked_as: no section is headed {min(unknown)!r}")
    return tuple(
        replace(section, asked_as=tuple(str(q).strip() for q in listed.get(section.heading, ())))
        for section in sections
    )


def day(stated: Mapping[str, Any], name: str) -> date | None:
    """
    Read one date.

    Raises:
        BrokenGuidanceError: the value is not a date.
    """
    value = stated.get(name)
    if value in _ABSENT:
        return None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    for form in DAY_FORMATS:
        try:
            return datetime.strptime(str(value).strip(), form).date()  # noqa: DTZ007 - a day, no time
        except ValueError:
            continue
    raise BrokenGuidanceError(f"bad date: {name} is {value!r}, expected for example 2026-09-01")


def _text(stated: Mapping[str, Any], name: str) -> str | None:
    value = stated.get(name)
    return None if value in _ABSENT else str(value).strip()


def _is_true(stated: Mapping[str, Any], name: str) -> bool:
    value = stated.get(name)
    if value in (*_ABSENT, True, False):
        return bool(value is True)
    raise BrokenGuidanceError(f"{name} is {value!r}, expected true or false")


def _nation(stated: Mapping[str, Any], source: SourceFile, sections: tuple[Section, ...]) -> Nation:
    """The stated nation, else the one asked for, else the one its words name, else England."""
    value = _text(stated, "nation")
    if value is None:
        words = " ".join(f"{section.heading} {section.text}" for section in sections)
        return source.nation or nation_named(words) or NATION_ASSUMED
    if value.lower() not in NATION_SPELLINGS:
        raise BrokenGuidanceError(f"unknown nation {value!r}, expected {', '.join(NATIONS)}")
    return NATION_SPELLINGS[value.lower()]


def _check_validity(document: Document) -> None:
    if document.valid_from and document.valid_to and document.valid_to < document.valid_from:
        raise BrokenGuidanceError(
            f"valid_to {document.valid_to} is before valid_from {document.valid_from}"
        )
