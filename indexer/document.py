"""The records of what was read: a document, its sections, and a file that was refused."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from knowledge.passage import Citation, Nation


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and the text under it."""

    heading: str
    #: Headings from below the title down to this one; empty for text under the title itself.
    path: tuple[str, ...]
    #: Word for word as in the document; headings not included.
    text: str
    #: Set when the same text was in force earlier than its document.
    valid_from: date | None = None
    #: Questions that members really ask this section; searched, never quoted.
    asked_as: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """One published item of guidance."""

    id: str
    title: str
    nation: Nation
    sections: tuple[Section, ...]
    url: str | None = None
    published: date | None = None
    revised: date | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    superseded_by: str | None = None
    sample: bool = False

    def citation(self, section: Section) -> Citation:
        """Say where the words of one section come from."""
        return Citation(
            document=self.id,
            title=self.title,
            heading=section.heading,
            url=self.url,
            published=self.published,
            revised=self.revised,
            valid_from=section.valid_from or self.valid_from,
            valid_to=self.valid_to,
            superseded_by=self.superseded_by,
            nation=self.nation,
            sample=self.sample,
        )


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file as a loader sees it."""

    #: File name with its suffix.
    name: str
    text: str
    #: For a document that does not say which nation it is for; None leaves it to its words.
    nation: Nation | None = None

    @property
    def stem(self) -> str:
        """The name without its suffix: the id of a document that states none."""
        return self.name.rpartition(".")[0] or self.name


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that was not built in, and why."""

    name: str
    reason: str
