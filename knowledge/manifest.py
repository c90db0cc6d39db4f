"""
What an index version says of itself: its encoder, its documents, and the sum of each file.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Self

from knowledge.encoder import EncoderDescription
from knowledge.errors import IndexDamagedError
from knowledge.reranker import RerankerDescription

MANIFEST_FILE = "manifest.json"
#: Raise it when splitting, embedding or the layout of the folder changes: all is built anew.
FORMAT = 4
_READ_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class FileSum:
    """How a file must be."""

    sha256: str
    #: Bytes.
    size: int


@dataclass(frozen=True, slots=True)
class DocumentEntry:
    """One document that was built in."""

    title: str
    #: Name of the file it was read from.
    source: str
    #: SHA-256 of that file and of what was assumed in reading it.
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """The description of one index version."""

    #: UTC, ISO 8601, to the second.
    built_at: str
    #: Name of the vector backend.
    backend: str
    encoder: EncoderDescription
    #: By document id.
    documents: Mapping[str, DocumentEntry]
    passages: int
    sentences: int
    #: Questions in `asked_as`.
    asked: int
    #: Questions known to have no answer, and the sum of them all.
    unanswered: int
    unanswered_sha256: str
    #: By path inside the folder.
    files: Mapping[str, FileSum] = field(default_factory=dict)
    #: None when hits stay in the order of their fused scores.
    reranker: RerankerDescription | None = None
    format: int = FORMAT

    def write(self, folder: Path) -> None:
        """Write the manifest into the folder of its index version."""
        text = json.dumps(asdict(self), indent=1, sort_keys=True, ensure_ascii=False)
        (folder / MANIFEST_FILE).write_text(text + "\n", encoding="utf-8")

    @classmethod
    def read(cls, folder: Path) -> Self:
        """
        Read the manifest of an index version.

        Raises:
            IndexDamagedError: it is missing, malformed, or of another format.
        """
        try:
            return cls._from(json.loads((folder / MANIFEST_FILE).read_text("utf-8")))
        except (OSError, ValueError, TypeError, KeyError) as error:
            raise IndexDamagedError(f"{MANIFEST_FILE} cannot be read: {error}") from error

    @classmethod
    def _from(cls, data: dict[str, Any]) -> Self:
        if data["format"] != FORMAT:
            raise ValueError(f"format {data['format']}, this program reads {FORMAT}")
        reranker = data.get("reranker")
        parsed = {
            "encoder": EncoderDescription(**data["encoder"]),
            "reranker": RerankerDescription(**reranker) if reranker else None,
            "documents": {name: DocumentEntry(**d) for name, d in data["documents"].items()},
            "files": {name: FileSum(**f) for name, f in data["files"].items()},
        }
        return cls(**(data | parsed))


def sum_files(folder: Path) -> dict[str, FileSum]:
    """Sum every file under a folder, the manifest aside; keys are paths with forward slashes."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {
        path.relative_to(folder).as_posix(): sum_file(path)
        for path in files
        if path.name != MANIFEST_FILE
    }


def sum_file(path: Path) -> FileSum:
    """Sum one file without holding it in memory."""
    digest, size = hashlib.sha256(), 0
    with path.open("rb") as file:
        while block := file.read(_READ_BYTES):
            digest.update(block)
            size += len(block)
    return FileSum(digest.hexdigest(), size)


def faults(folder: Path, manifest: Manifest) -> list[str]:
    """
    Compare a folder with its manifest.

    Returns:
        One line for each file that is missing, differs or is not named; empty when all is well.
    """
    found = sum_files(folder)
    return [
        *(f"{name} is missing" for name in sorted(manifest.files.keys() - found.keys())),
        *(
            f"{name} is not in the manifest"
            for name in sorted(found.keys() - manifest.files.keys())
        ),
        *(
            f"{name} differs from its sum"
            for name, expected in sorted(manifest.files.items())
            if name in found and found[name] != expected
        ),
    ]
