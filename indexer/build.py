"""
Build an index version from guidance: aside, in a folder of its own, renamed when it is whole.
"""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from indexer.adapter import learn, lesson_of
from indexer.difference import Difference, difference
from indexer.document import Refused
from indexer.embed import Embedded, OnProgress, embed
from indexer.encoder_source import DEFAULT_ENCODER, describe, export_encoder, reuse_export
from indexer.errors import NothingToBuildError
from indexer.repetition import without_repetition
from indexer.reranker_source import describe_reranker, export_reranker
from indexer.sources import Reading, read_sources
from indexer.splitter import passages_of
from knowledge.encoder import EncoderDescription
from knowledge.errors import KnowledgeError
from knowledge.index_store import IndexStore, sync_folder
from knowledge.index_version import (
    ENCODER_FOLDER,
    RERANKER_FOLDER,
    IndexVersion,
    Parts,
    seal,
    write_parts,
)
from knowledge.manifest import Manifest
from knowledge.passage import Nation, Passage
from knowledge.reranker import RerankerDescription
from knowledge.vectors import backend_for

SUM_LENGTH = 12  # hexadecimal digits of the sum in an index version's name


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be built."""

    sources: tuple[Path, ...]
    encoder: str = DEFAULT_ENCODER
    #: None takes what suits the number of passages.
    backend: str | None = None
    #: For documents that state no nation; None leaves it to their words.
    nation: Nation | None = None
    #: Folder of a reranker, or its name on the model hub; None leaves hits as they are fused.
    reranker: str | None = None
    #: An encoder exported before, used when no index version has one.
    exported: Path | None = None


@dataclass(frozen=True, slots=True)
class Built:
    """What came of a build."""

    version_id: str
    #: False when nothing had changed, and the version named was there before.
    is_new: bool
    difference: Difference
    refused: tuple[Refused, ...]
    passages: int
    sentences: int


def build(order: Order, store: IndexStore, now: datetime, on_progress: OnProgress) -> Built:
    """
    Build an index version; it is not published.

    Args:
        order: What is to be built.
        store: Where index versions live; the newest sound one lends its encoder and vectors.
        now: Aware UTC; names the version.
        on_progress: Told how many texts are embedded, of how many.

    Raises:
        NothingToBuildError: no file could be read as guidance.
        ModelSourceError: the encoder or reranker cannot be found, read or exported.
    """
    reading = read_sources(order.sources, order.nation)
    if not reading.documents:
        raise NothingToBuildError(_nothing(reading.refused))
    before = newest_like(store, describe(order.encoder), order.backend)
    changes = difference(before.manifest.documents if before else {}, reading.entries)
    if before and changes.is_nothing and _is_same(before, order, reading):
        counts = before.manifest.passages, before.manifest.sentences
        return Built(before.id, False, changes, reading.refused, *counts)
    manifest, version_id = _build_aside(order, store, reading, before, now, on_progress)
    counts = manifest.passages, manifest.sentences
    return Built(version_id, True, changes, reading.refused, *counts)


def _is_same(before: IndexVersion, order: Order, reading: Reading) -> bool:
    as_read = before.manifest.unanswered_sha256 == reading.unanswered_sha256
    return as_read and before.manifest.reranker == _reranker_of(order)


def _reranker_of(order: Order) -> RerankerDescription | None:
    return describe_reranker(order.reranker) if order.reranker else None


def newest_like(
    store: IndexStore, encoder: EncoderDescription, backend: str | None = None
) -> IndexVersion | None:
    """Find the newest sound index version made with this encoder and, if given, this backend."""
    for version_id in reversed(store.all()):
        with suppress(KnowledgeError):  # damaged or of an older format: it lends nothing
            version = store.open(version_id)
            made = version.manifest
            if made.encoder == encoder and backend in (None, made.backend):
                return version
    return None


def _build_aside(
    order: Order,
    store: IndexStore,
    reading: Reading,
    before: IndexVersion | None,
    now: datetime,
    on_progress: OnProgress,
) -> tuple[Manifest, str]:
    """Write everything into a hidden folder and rename it; what fails leaves nothing behind."""
    store.folder.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=".building-", dir=store.folder))
    try:
        passages = [p for d in without_repetition(reading.documents) for p in passages_of(d)]
        _put_encoder(order, before, aside / ENCODER_FOLDER)
        _put_reranker(order, before, aside / RERANKER_FOLDER)
        manifest = _write(aside, order, reading, passages, before, now, on_progress)
        version_id = _name(manifest, now)
        aside.chmod(0o755)
        aside.rename(store.folder / version_id)
        sync_folder(store.folder)
    except BaseException:
        shutil.rmtree(aside, ignore_errors=True)
        raise
    return manifest, version_id


def _put_encoder(order: Order, before: IndexVersion | None, target: Path) -> None:
    target.mkdir()
    exported = before.folder / ENCODER_FOLDER if before else order.exported
    if exported:
        reuse_export(exported, target)
    else:
        export_encoder(order.encoder, target)


def _put_reranker(order: Order, before: IndexVersion | None, target: Path) -> None:
    if order.reranker is None:
        return
    target.mkdir()
    if before and before.manifest.reranker == _reranker_of(order):
        reuse_export(before.folder / RERANKER_FOLDER, target)
    else:
        export_reranker(order.reranker, target)


def _write(
    folder: Path,
    order: Order,
    reading: Reading,
    passages: Sequence[Passage],
    before: IndexVersion | None,
    now: datetime,
    on_progress: OnProgress,
) -> Manifest:
    encoder = describe(order.encoder)
    at = folder / ENCODER_FOLDER
    found = embed(passages, reading.unanswered, before, at, encoder.dimension, on_progress)
    backend = order.backend or backend_for(len(passages))
    write_parts(folder, _parts(passages, reading.unanswered, found), backend)
    manifest = Manifest(
        built_at=now.strftime("%Y-%m-%dT%H:%M:%SZ"),
        backend=backend,
        encoder=encoder,
        documents=reading.entries,
        passages=len(passages),
        sentences=len(found.sentences),
        asked=len(found.asked),
        unanswered=len(found.unanswered),
        unanswered_sha256=reading.unanswered_sha256,
        reranker=_reranker_of(order),
    )
    return seal(folder, manifest)


def _parts(passages: Sequence[Passage], unanswered: Sequence[str], found: Embedded) -> Parts:
    return Parts(
        passages=passages,
        vectors=found.passages,
        sentences=found.sentences,
        asked=found.asked,
        unanswered_questions=unanswered,
        unanswered=found.unanswered,
        adapter=learn(lesson_of(passages, found.passages, found.asked)),
    )


def _name(manifest: Manifest, now: datetime) -> str:
    """Time of the build and start of the sum over all its files."""
    sums = "".join(f"{name}{file.sha256}" for name, file in sorted(manifest.files.items()))
    digest = hashlib.sha256(sums.encode()).hexdigest()
    return f"{now:%Y%m%dT%H%M%SZ}-{digest[:SUM_LENGTH]}"


def _nothing(refused: Sequence[Refused]) -> str:
    reasons = "; ".join(f"{r.name}: {r.reason}" for r in refused)
    return f"no source holds a file that can be read as guidance{': ' if reasons else ''}{reasons}"
