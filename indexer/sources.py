"""
Find the files of guidance and read each with its loader; a broken one is refused by name.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import yaml

from indexer.document import Document, Refused, SourceFile
from indexer.errors import BrokenGuidanceError
from indexer.loaders import LOADERS
from knowledge.manifest import DocumentEntry
from knowledge.passage import Nation

UNANSWERED_FILE = "unanswered.yaml"
SAMPLE_GUIDANCE = Path(__file__).parent.parent / "knowledge" / "guidance"


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading the sources."""

    documents: tuple[Document, ...]
    #: How each document stands in the manifest, by id.
    entries: dict[str, DocumentEntry]
    refused: tuple[Refused, ...]
    #: Questions that the guidance is known not to answer, from files named UNANSWERED_FILE.
    unanswered: tuple[str, ...] = ()

    @property
    def unanswered_sha256(self) -> str:
        """Sum of those questions, so that a change of them is noticed."""
        return hashlib.sha256("\0".join(self.unanswered).encode()).hexdigest()


def read_sources(sources: Sequence[Path], nation: Nation | None = None) -> Reading:
    """
    Read every file of guidance under the sources.

    Args:
        sources: Files and folders; of a folder all files that are not hidden, also deeper down.
        nation: For documents that state none; None leaves it to their words.

    Returns:
        The documents in order of file name, and the files that were refused, each with its reason.
    """
    documents: dict[str, Document] = {}
    entries: dict[str, DocumentEntry] = {}
    refused: list[Refused] = []
    unanswered: list[str] = []
    for path in _files(sources):
        try:
            if path.name == UNANSWERED_FILE:
                unanswered += _questions(path)
                continue
            document, entry = _read(path, nation)
            if document.id in documents:
                other = entries[document.id].source
                raise BrokenGuidanceError(f"duplicate id {document.id!r}: {other} has it already")
            documents[document.id], entries[document.id] = document, entry
        except BrokenGuidanceError as error:
            refused.append(Refused(path.name, str(error)))
    return Reading(
        tuple(_closed(d, documents) for d in documents.values()),
        entries,
        tuple(refused),
        tuple(dict.fromkeys(unanswered)),
    )


def _files(sources: Sequence[Path]) -> list[Path]:
    """All files, each once, in order of their paths."""
    found: dict[Path, None] = {}
    for source in sources:
        inside = sorted(source.rglob("*")) if source.is_dir() else [source]
        found |= dict.fromkeys(
            path for path in inside if not path.is_dir() and not path.name.startswith(".")
        )
    return list(found)


def _questions(path: Path) -> list[str]:
    """The questions of one file, a YAML list of them."""
    try:
        listed = yaml.safe_load(_text(_bytes(path)))
    except yaml.YAMLError as error:
        raise BrokenGuidanceError(f"not YAML: {' '.join(str(error).split())}") from error
    if not isinstance(listed, list) or not all(isinstance(one, str) for one in listed):
        raise BrokenGuidanceError("expected a list of questions")
    return [one.strip() for one in listed if one.strip()]


def _read(path: Path, nation: Nation | None) -> tuple[Document, DocumentEntry]:
    loader = LOADERS.get(path.suffix.lower())
    if loader is None:
        raise BrokenGuidanceError(
            f"no loader for {path.suffix or 'files without a suffix'}; there is one for "
            f"{', '.join(LOADERS)}"
        )
    data = _bytes(path)
    document = loader(SourceFile(path.name, _text(data), nation))
    digest = hashlib.sha256(data + f"\0{path.name}\0{nation}".encode()).hexdigest()
    return document, DocumentEntry(document.title, path.name, digest)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise BrokenGuidanceError(f"cannot be read: {error.strerror}") from error


def _text(data: bytes) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BrokenGuidanceError(f"not UTF-8: byte {error.start} cannot be read") from error
    if not text.strip():
        raise BrokenGuidanceError("empty: it holds no text")
    return text.replace("\r\n", "\n").replace("\0", "")


def _closed(document: Document, by_id: dict[str, Document]) -> Document:
    """A superseded document without a last day ends the day before its successor begins."""
    successor = by_id.get(document.superseded_by or "")
    if document.valid_to or successor is None or successor.valid_from is None:
        return document
    last = successor.valid_from - timedelta(days=1)
    if document.valid_from and last < document.valid_from:
        return document
    return replace(document, valid_to=last)
