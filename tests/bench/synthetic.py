"""
Index versions of any size, made up: like real guidance in words, vectors, nations and dates.

Vectors are blends of three vectors of the sample guidance and something of their own, so that they
lie as unevenly as real ones; words follow Zipf's law, the commonest being those of the sample.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from indexer.encoder_source import reuse_export
from knowledge.index_store import IndexStore
from knowledge.index_version import ENCODER_FOLDER, IndexVersion, Parts, seal, write_parts
from knowledge.manifest import Manifest
from knowledge.passage import NATIONS, Citation, Passage, passage_id
from knowledge.passages import Passages, write_passages
from knowledge.vectors import backend_for
from knowledge.vectors.protocol import Vectors

SEED = 20261122
PASSAGES_A_DOCUMENT = 12
SENTENCES = 4  # a passage
WORDS = 14  # a sentence
VOCABULARY = 200_000
ZIPF = 1.07
OWN = 0.6  # how much of a vector is its own, as a share of its length
AT_ONCE = 50_000
ASKED = 2_000  # passages with a question that members ask
DAYS = (None, date(2019, 9, 1), date(2023, 9, 1), date(2025, 11, 10))

Numbers = NDArray[np.float32]


def write_synthetic(sample: IndexVersion, store: IndexStore, n: int) -> str:
    """Write an index version of n passages with the sample's encoder; returns its id."""
    version_id = f"20261122T090000Z-{n:012d}"
    folder = store.folder / version_id
    (folder / ENCODER_FOLDER).mkdir(parents=True)
    reuse_export(sample.folder / ENCODER_FOLDER, folder / ENCODER_FOLDER)
    random = np.random.default_rng(SEED)
    known = np.vstack([sample.vectors.rows(), np.asarray(sample.sentences.vectors, np.float32)])
    vectors = blends(known, n, random)
    backend = backend_for(n)
    with tempfile.TemporaryDirectory(dir=store.folder, prefix=".aside-") as aside:
        write_passages(Path(aside), _passages(sample, n, random))
        write_parts(folder, _parts(sample, Path(aside), vectors), backend)
    manifest = Manifest(
        built_at="2026-11-22T09:00:00Z",
        backend=backend,
        encoder=sample.manifest.encoder,
        documents={},
        passages=n,
        sentences=n * SENTENCES,
        asked=ASKED,
        unanswered=0,
        unanswered_sha256="",
    )
    seal(folder, manifest)
    return version_id


def blends(known: Vectors, n: int, random: np.random.Generator) -> Vectors:
    """Make n vectors of unit length out of known ones."""
    vectors = np.empty((n, known.shape[1]), dtype=np.float32)
    for start in range(0, n, AT_ONCE):
        part = vectors[start : start + AT_ONCE]
        chosen = known[random.integers(0, len(known), (len(part), 3))]
        shares = random.dirichlet((0.5, 0.5, 0.5), len(part)).astype(np.float32)
        part[:] = beside(_unit(np.einsum("nk,nkd->nd", shares, chosen)), OWN, random)
    return vectors


def beside(vectors: Vectors, distance: float, random: np.random.Generator) -> Vectors:
    """Return vectors of unit length at about this distance from others."""
    noise = random.standard_normal(vectors.shape, dtype=np.float32) / np.sqrt(vectors.shape[1])
    return _unit(vectors + np.float32(distance) * noise)


def _unit(vectors: Numbers) -> Vectors:
    scaled: Vectors = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
    return scaled


def _parts(sample: IndexVersion, aside: Path, vectors: Vectors) -> Parts:
    """What is written; what would fill the memory stays on disk."""
    random = np.random.default_rng(SEED + 1)
    n, d = vectors.shape
    sentences = np.memmap(aside / "sentences", np.float16, "w+", shape=(n * SENTENCES, d))
    for start in range(0, n, AT_ONCE):
        part = vectors[start : start + AT_ONCE]
        for nth in range(SENTENCES):
            sentences[start * SENTENCES + nth :: SENTENCES][: len(part)] = beside(part, 0.7, random)
    return Parts(
        passages=Passages.read(aside),
        vectors=vectors,
        sentences=sentences,
        asked=beside(vectors[:ASKED], 0.7, random),
        unanswered_questions=(),
        unanswered=np.empty((0, d), dtype=np.float32),
        adapter=None if sample.adapter is None else np.eye(d, dtype=np.float32),
    )


def _passages(sample: IndexVersion, n: int, random: np.random.Generator) -> Iterator[Passage]:
    words = _vocabulary(sample)
    shares = 1 / (np.arange(VOCABULARY) + 2.7) ** ZIPF  # Mandelbrot's form of Zipf's law
    upto = np.cumsum(shares / shares.sum())
    for start in range(0, n, AT_ONCE):
        size = (min(AT_ONCE, n - start), SENTENCES, WORDS)
        drawn = np.minimum(np.searchsorted(upto, random.random(size)), VOCABULARY - 1)
        for place, sentences in enumerate(drawn, start):
            yield _passage(place, [" ".join(words[w] for w in s) + "." for s in sentences])


def _vocabulary(sample: IndexVersion) -> list[str]:
    counts = Counter(w for p in sample.passages for w in p.text.lower().split() if w.isalpha())
    real = [word for word, _ in counts.most_common()]
    return [*real, *(f"word{n}" for n in range(VOCABULARY - len(real)))]


def _passage(place: int, sentences: list[str]) -> Passage:
    text = " ".join(sentences)
    ends = np.cumsum([len(sentence) + 1 for sentence in sentences]) - 1
    spans = [(int(e) - len(s), int(e)) for s, e in zip(sentences, ends, strict=True)]
    citation = _citation(place // PASSAGES_A_DOCUMENT, f"Section {place // 3}")
    asked = (f"what about {sentences[0][:40]}",) if place < ASKED else ()
    name = passage_id(citation.document, citation.heading, text)
    return Passage(name, text, citation, place, tuple(spans), (citation.heading,), asked)


def _citation(n: int, heading: str) -> Citation:
    return Citation(
        document=f"document-{n}",
        title=f"Guidance {n}",
        heading=heading,
        url=f"https://guidance.example/{n}",
        published=DAYS[-1],
        revised=None,
        valid_from=DAYS[n % len(DAYS)],
        valid_to=date(2025, 11, 9) if n % 10 == 0 else None,
        superseded_by=None,
        nation=NATIONS[n % len(NATIONS)],
        sample=True,
    )
