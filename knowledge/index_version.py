"""
One built index: passages, vectors, lexical statistics and the encoder that made them.

A folder on disk that is written once and never changed.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import numpy as np

from knowledge.adapter import ADAPTER_FILE, Adapter
from knowledge.encoder import Encoder, read_description
from knowledge.errors import EncoderMismatchError, IndexDamagedError
from knowledge.keys import Keys
from knowledge.lexical import Lexical
from knowledge.manifest import Manifest, faults, sum_files
from knowledge.passage import Passage
from knowledge.passages import Passages, write_passages
from knowledge.reranker import Reranker
from knowledge.vectors import BACKENDS, VectorIndex
from knowledge.vectors.protocol import Vectors

SENTENCES_FILE = "sentences.npy"  # float16 [sentences, d], in the order of the passages
UNANSWERED_FILE = "unanswered.npy"  # float32 [questions known to have no answer, d]
UNANSWERED_QUESTIONS_FILE = "unanswered.json"  # those questions
ASKED_FILE = "asked.npy"  # float32 [questions in asked_as, d], in the order of the passages
LEXICAL_FOLDER = "lexical"
ENCODER_FOLDER = "encoder"
RERANKER_FOLDER = "reranker"


class IndexVersion:
    """An index version that was verified; its parts are read when first asked for."""

    def __init__(self, folder: Path, manifest: Manifest) -> None:
        """Keep the folder and its manifest; `open_version` verifies them first."""
        self.folder = folder
        self.manifest = manifest

    @property
    def id(self) -> str:
        """The folder's name: time of the build and start of its sum."""
        return self.folder.name

    @cached_property
    def passages(self) -> Passages:
        """All passages; place n here is row n of the vectors."""
        return Passages.read(self.folder)

    @cached_property
    def vectors(self) -> VectorIndex:
        """The passages' vectors."""
        backend = BACKENDS[self.manifest.backend]
        return backend.read(self.folder / backend.FILE)

    @cached_property
    def sentences(self) -> Keys:
        """The vectors of each passage's sentences."""
        return Keys.read(self.folder / SENTENCES_FILE, self.passages.sentence_counts)

    @cached_property
    def asked(self) -> Keys:
        """The vectors of the questions that members ask each passage."""
        return Keys.read(self.folder / ASKED_FILE, self.passages.asked_counts)

    @cached_property
    def unanswered(self) -> Vectors:
        """The vectors of questions known to have no answer, float32 [m, d]."""
        return Keys.read(self.folder / UNANSWERED_FILE, [len(self.unanswered_questions)]).vectors

    @cached_property
    def unanswered_questions(self) -> tuple[str, ...]:
        """Questions that members ask and the guidance does not answer."""
        try:
            text = (self.folder / UNANSWERED_QUESTIONS_FILE).read_text("utf-8")
            return tuple(json.loads(text))
        except (OSError, ValueError) as error:
            raise IndexDamagedError(f"{UNANSWERED_QUESTIONS_FILE} cannot be read") from error

    @cached_property
    def adapter(self) -> Adapter | None:
        """What is learnt from the questions that members ask; None where few are listed."""
        return Adapter.read(self.folder)

    @cached_property
    def lexical(self) -> Lexical:
        """The passages' BM25 statistics."""
        return Lexical.read(self.folder / LEXICAL_FOLDER)

    @cached_property
    def encoder(self) -> Encoder:
        """
        The encoder that made the vectors.

        Raises:
            EncoderMismatchError: the folder holds another encoder than the manifest names.
        """
        folder = self.folder / ENCODER_FOLDER
        if read_description(folder) != self.manifest.encoder:
            raise EncoderMismatchError
        return Encoder(folder)

    @cached_property
    def reranker(self) -> Reranker | None:
        """What reorders the hits; None unless the index version was built with one."""
        return Reranker(self.folder / RERANKER_FOLDER) if self.manifest.reranker else None


def open_version(folder: Path) -> IndexVersion:
    """
    Open an index version after comparing every file with its sum.

    Raises:
        IndexDamagedError: a file is missing, differs, or is not named in the manifest.
    """
    manifest = Manifest.read(folder)
    found = faults(folder, manifest)
    if found:
        raise IndexDamagedError(f"index version {folder.name} is damaged: {'; '.join(found)}")
    return IndexVersion(folder, manifest)


@dataclass(frozen=True, slots=True)
class Parts:
    """What an index version holds beside its encoder; vectors are float32, of unit length."""

    #: n passages and their vectors, [n, d].
    passages: Sequence[Passage]
    vectors: Vectors
    #: Of all sentences and of all questions in `asked_as`, in the order of the passages.
    sentences: Vectors
    asked: Vectors
    #: Questions known to have no answer, and their vectors.
    unanswered_questions: Sequence[str]
    unanswered: Vectors
    #: [d, d]; None where too few questions are listed to learn from.
    adapter: Vectors | None


def write_parts(folder: Path, parts: Parts, backend: str) -> None:
    """
    Write all but the encoder and the manifest.

    Args:
        folder: Where to; exists.
        parts: What to write.
        backend: A name in BACKENDS.
    """
    write_passages(folder, parts.passages)
    halved = parts.sentences.astype(
        np.float16, copy=False
    )  # a cosine changes by 0.0001; the file by half
    np.save(folder / SENTENCES_FILE, halved, allow_pickle=False)
    np.save(folder / ASKED_FILE, parts.asked, allow_pickle=False)
    np.save(folder / UNANSWERED_FILE, parts.unanswered, allow_pickle=False)
    questions = json.dumps(list(parts.unanswered_questions), ensure_ascii=False)
    (folder / UNANSWERED_QUESTIONS_FILE).write_text(questions, encoding="utf-8")
    if parts.adapter is not None:
        np.save(folder / ADAPTER_FILE, parts.adapter, allow_pickle=False)
    Lexical.build([p.searched_text for p in parts.passages]).write(folder / LEXICAL_FOLDER)
    kind = BACKENDS[backend]
    kind.build(parts.vectors).write(folder / kind.FILE)


def seal(folder: Path, manifest: Manifest) -> Manifest:
    """Sum what was written, write the manifest, and return it with the sums."""
    sealed = replace(manifest, files=sum_files(folder))
    sealed.write(folder)
    return sealed
