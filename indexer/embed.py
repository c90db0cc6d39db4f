"""
Give each text its vector, from an earlier index version where the same text had one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from knowledge.encoder import Encoder
from knowledge.index_version import IndexVersion
from knowledge.passage import Passage
from knowledge.vectors.protocol import Vectors

THREADS = 2  # cores for one batch
Known = dict[str, Vectors]
OnProgress = Callable[[int, int], None]  # texts embedded so far, texts to embed


def known_vectors(version: IndexVersion | None) -> Known:
    """Return the vectors of an index version by the text that was embedded."""
    if version is None:
        return {}
    passages = version.passages
    texts = [*(p.embedded_text for p in passages), *sentences_of(passages), *asked_of(passages)]
    rows = [*version.vectors.rows(), *version.sentences.vectors, *version.asked.vectors]
    return dict(zip(texts, rows, strict=True))


def sentences_of(passages: Sequence[Passage]) -> list[str]:
    """
    List what the encoder reads of all sentences, in the order of the passages.

    Each stands below its heading, without which a row such as `weekends | closed` says little.
    """
    return [f"{p.citation.heading}: {s}" for p in passages for s in p.sentences]


def asked_of(passages: Sequence[Passage]) -> list[str]:
    """List the questions that members ask, in the order of the passages."""
    return [question for p in passages for question in p.asked_as]


def embed(
    texts: Sequence[str], known: Known, encoder: Path, dimension: int, on_progress: OnProgress
) -> Vectors:
    """
    Embed texts; the encoder is loaded only when a text is new.

    Args:
        texts: n texts.
        known: Vectors of texts embedded before with the same encoder.
        encoder: Folder of the exported encoder.
        dimension: Of its vectors.
        on_progress: Told how far it is.

    Returns:
        float32 [n, d], rows of unit length.
    """
    new = sorted({text for text in texts if text not in known})
    vectors = dict(known)
    if new:
        done = 0

        def on_batch(n: int) -> None:
            nonlocal done
            done += n
            on_progress(done, len(new))

        vectors |= dict(zip(new, Encoder(encoder, THREADS).encode(new, on_batch), strict=True))
    empty = np.empty((0, dimension), dtype=np.float32)
    return np.stack([vectors[text] for text in texts]) if texts else empty
