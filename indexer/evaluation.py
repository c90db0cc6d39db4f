"""
Try the retriever on an evaluation set: index it aside, ask all its questions, judge what comes.

The retriever, the signals and the confidence are those that the assistant answers with.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from statistics import mean, median

from indexer.build import newest_like
from indexer.embed import OnProgress, embed
from indexer.encoder_source import DEFAULT_ENCODER, describe, export_encoder, reuse_export
from indexer.evaluation_set import EvaluationSet
from indexer.metrics import Grades, auroc, ndcg_at, recall_at, reciprocal_rank_at
from indexer.splitter import passages_of
from knowledge.answer import compose
from knowledge.index_store import IndexStore
from knowledge.index_version import ENCODER_FOLDER, IndexVersion, Parts, seal, write_parts
from knowledge.manifest import Manifest
from knowledge.passage import Hit
from knowledge.question import Question
from knowledge.retriever import Retriever
from knowledge.vectors import backend_for

DEEP = 100  # hits asked for; recall is judged down to here
MS = 1_000
Measure = Callable[[Sequence[str], Grades], float]

#: How rankings are judged, by the name that is printed.
MEASURES: dict[str, Measure] = {
    "ndcg@10": lambda ranked, grades: ndcg_at(10, ranked, grades),
    "recall@5": lambda ranked, grades: recall_at(5, ranked, grades),
    "recall@10": lambda ranked, grades: recall_at(10, ranked, grades),
    "recall@100": lambda ranked, grades: recall_at(100, ranked, grades),
    "mrr@10": lambda ranked, grades: reciprocal_rank_at(10, ranked, grades),
}


@dataclass(frozen=True, slots=True)
class Indexed:
    """An index version of an evaluation set, and what it took to make it."""

    version: IndexVersion
    took_s: float
    #: Texts that had to be embedded, sentences included; 0 when all vectors were lent.
    embedded: int


@dataclass(frozen=True, slots=True)
class Reply:
    """What came of one question."""

    #: Ids of rows with the score of their best passage, best first.
    ranked: tuple[tuple[str, float], ...]
    confidence: float
    #: From question to composed answer, in milliseconds.
    took_ms: float


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What came of an evaluation set."""

    judged: EvaluationSet
    indexed: Indexed
    #: By id of the question.
    replies: Mapping[str, Reply]

    def scores(self, measure: Measure) -> list[float]:
        """Judge each question that has a relevant row, in the order they were asked."""
        return [
            measure([row for row, _ in reply.ranked], grades)
            for question, reply in self.replies.items()
            if (grades := self.judged.qrels.get(question))
        ]

    def confidences(self, answerable: bool) -> list[float]:
        """Return the confidences of the questions that are, or are not, answerable."""
        labels = self.judged.answerable
        return [r.confidence for q, r in self.replies.items() if labels.get(q) is answerable]

    def figures(self) -> dict[str, float | int | None]:
        """Sum up, by the names that `guidance eval --json` prints; None where there is nothing."""
        judged = {name: self.scores(measure) for name, measure in MEASURES.items()}
        yes, no = self.confidences(True), self.confidences(False)
        indexed = self.indexed
        passages = indexed.version.manifest.passages
        return {
            "rows": len(self.judged.documents),
            "passages": passages,
            "questions": len(self.replies),
            "judged": len(judged["ndcg@10"]),
            **{name: mean(scores) if scores else None for name, scores in judged.items()},
            "answerable": len(yes),
            "unanswerable": len(no),
            "auroc": auroc(yes, no) if yes and no else None,
            "passages_per_s": passages / indexed.took_s if indexed.embedded else None,
            "texts_per_s": indexed.embedded / indexed.took_s if indexed.embedded else None,
            "ms_per_question": median(reply.took_ms for reply in self.replies.values()),
        }


def index_aside(
    judged: EvaluationSet,
    store: IndexStore,
    lenders: Sequence[IndexStore],
    now: datetime,
    on_progress: OnProgress,
    encoder: str = DEFAULT_ENCODER,
) -> Indexed:
    """
    Make an index version of an evaluation set.

    Args:
        judged: Its rows become sections: a short one is one passage, a long one is split.
        store: Where the version goes.
        lenders: Where, after `store`, an index version is looked for that lends its encoder and
            the vectors of texts it has.
        now: Aware UTC; names the version.
        on_progress: Told how many texts are embedded, of how many.
        encoder: As `guidance build --encoder` takes it.
    """
    started = time.perf_counter()
    before = _lender(encoder, (store, *lenders))
    folder = store.folder / f"{now:%Y%m%dT%H%M%S%fZ}-{judged.name}"
    embedded = 0

    def count(done: int, total: int) -> None:
        nonlocal embedded
        embedded = done
        on_progress(done, total)

    try:
        _put_encoder(encoder, before, folder / ENCODER_FOLDER)
        _write(judged, folder, encoder, before, now, count)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    return Indexed(store.open(folder.name), time.perf_counter() - started, embedded)


def forget_older(indexed: Indexed, store: IndexStore) -> None:
    """Delete earlier index versions of the same set; whatever else lies there is left alone."""
    _, _, name = indexed.version.id.partition("-")
    for version_id in store.all():
        if version_id < indexed.version.id and version_id.partition("-")[2] == name:
            shutil.rmtree(store.folder / version_id)


def ask_all(judged: EvaluationSet, indexed: Indexed, on_progress: OnProgress) -> Evaluation:
    """
    Ask every question, without context and for no nation.

    Args:
        judged: What is asked.
        indexed: What answers.
        on_progress: Told how many questions are asked, of how many.
    """
    retriever = Retriever(indexed.version)
    day = datetime.fromisoformat(indexed.version.manifest.built_at).date()
    replies = dict[str, Reply]()
    for n, (name, text) in enumerate(judged.questions.items(), 1):
        replies[name] = _reply(retriever, Question(text, as_of=day))
        on_progress(n, len(judged.questions))
    return Evaluation(judged, indexed, replies)


def trec_run(evaluation: Evaluation) -> Iterator[str]:
    """Yield the lines of a run as trec_eval reads it: question, Q0, row, rank, score, name."""
    for question, reply in evaluation.replies.items():
        for rank, (row, score) in enumerate(reply.ranked, 1):
            yield f"{question} Q0 {row} {rank} {score:.6f} helpline"


def best_of_rows(hits: Sequence[Hit]) -> tuple[tuple[str, float], ...]:
    """Rank rows by their best passage."""
    best = dict[str, float]()
    for hit in hits:
        best.setdefault(hit.passage.citation.document, hit.score)
    return tuple(best.items())


def _reply(retriever: Retriever, question: Question) -> Reply:
    started = time.perf_counter()
    retrieval = retriever.retrieve(question, DEEP)
    outcome = compose(question, retrieval)
    took_ms = (time.perf_counter() - started) * MS
    return Reply(best_of_rows(retrieval.hits), outcome.confidence, took_ms)


def _lender(encoder: str, stores: Sequence[IndexStore]) -> IndexVersion | None:
    found = (newest_like(store, describe(encoder)) for store in stores)
    return next((version for version in found if version), None)


def _put_encoder(encoder: str, before: IndexVersion | None, target: Path) -> None:
    target.mkdir(parents=True)
    if before:
        reuse_export(before.folder / ENCODER_FOLDER, target)
    else:
        export_encoder(encoder, target)


def _write(
    judged: EvaluationSet,
    folder: Path,
    encoder: str,
    before: IndexVersion | None,
    now: datetime,
    on_progress: OnProgress,
) -> None:
    passages = [passage for document in judged.documents for passage in passages_of(document)]
    description = describe(encoder)
    at = folder / ENCODER_FOLDER
    found = embed(passages, (), before, at, description.dimension, on_progress)
    parts = Parts(
        passages, found.passages, found.sentences, found.asked, (), found.unanswered, None
    )
    backend = backend_for(len(passages))
    write_parts(folder, parts, backend)
    manifest = Manifest(
        built_at=now.strftime("%Y-%m-%dT%H:%M:%SZ"),
        backend=backend,
        encoder=description,
        documents={},
        passages=len(passages),
        sentences=len(found.sentences),
        asked=0,
        unanswered=0,
        unanswered_sha256="",
    )
    seal(folder, manifest)
