"""
Give each text its vector, from an earlier index version where the same text had one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from indexer.openvino_model import fastest
from knowledge.encoder import Encoder, Kind
from knowledge.index_version import IndexVersion
from knowledge.passage import Passage
from knowledge.vectors.protocol import Vectors

THREADS = 2  # cores for one batch
OnProgress = Callable[[int, int], None]  # texts embedded so far, texts to embed
Text = tuple[Kind, str]
Known = dict[Text, Vectors]


@dataclass(frozen=True, slots=True)
class Embedded:
    """The vectors of all passages and of their keys, float32 [n, d], rows of unit length."""

    passages: Vectors
    sentences: Vectors
    asked: Vectors
    unanswered: Vectors


def embed(
    passages: Sequence[Passage],
    unanswered: Sequence[str],
    before: IndexVersion | None,
    encoder: Path,
    dimension: int,
    on_progress: OnProgress,
) -> Embedded:
    """
    Embed passages and their keys; the encoder is loaded only when a text is new.

    Args:
        passages: n passages.
        unanswered: Questions known to have no answer.
        before: An index version made with the same encoder; lends the vectors it has.
        encoder: Folder of the exported encoder.
        dimension: Of its vectors.
        on_progress: Told how far it is.
    """
    kinds = _texts_of(passages, unanswered)
    vectors = known_vectors(before)
    wanted = {text for texts in kinds for text in texts}
    vectors |= _new_vectors(sorted(wanted - vectors.keys()), encoder, on_progress)
    empty = np.empty((0, dimension), dtype=np.float32)
    return Embedded(*(np.stack([vectors[t] for t in texts]) if texts else empty for texts in kinds))


def known_vectors(version: IndexVersion | None) -> Known:
    """Return the vectors of an index version by the text that was embedded."""
    if version is None:
        return {}
    rows = (
        version.vectors.rows(),
        version.sentences.vectors,
        version.asked.vectors,
        version.unanswered,
    )
    kinds = _texts_of(version.passages, version.unanswered_questions)
    return {
        text: vector
        for texts, vectors in zip(kinds, rows, strict=True)
        for text, vector in zip(texts, vectors, strict=True)
    }


def _texts_of(
    passages: Sequence[Passage], unanswered: Sequence[str]
) -> tuple[list[Text], list[Text], list[Text], list[Text]]:
    """
    List what the encoder reads: passages, their sentences, what members ask, and ask in vain.

    A sentence stands below its heading, without which a row such as `weekends | closed` says
    little.
    """
    return (
        [("passage", p.embedded_text) for p in passages],
        [("passage", f"{p.citation.heading}: {s}") for p in passages for s in p.sentences],
        [("question", asked) for p in passages for asked in p.asked_as],
        [("question", asked) for asked in unanswered],
    )


def _new_vectors(new: Sequence[Text], folder: Path, on_progress: OnProgress) -> Known:
    if not new:
        return {}
    encoder, done = Encoder(folder, THREADS, fastest()), 0

    def on_batch(n: int) -> None:
        nonlocal done
        done += n
        on_progress(done, len(new))

    vectors: Known = {}
    for kind in sorted({kind for kind, _ in new}):
        texts = [text for text in new if text[0] == kind]
        rows = encoder.encode([words for _, words in texts], kind, on_batch)
        vectors |= dict(zip(texts, rows, strict=True))
    return vectors
