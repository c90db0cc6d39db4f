"""
The retriever beside its peers: same model, same passages, same questions, same run.

Peers live in an environment of their own, filled on demand.  It lends itself the model runtime of
the project's environment, so that torch is not fetched twice.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import sysconfig
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import fmean, median
from tempfile import TemporaryDirectory

import numpy as np

from indexer.encoder_source import DEFAULT_ENCODER, ENCODERS
from indexer.evaluation import index_aside
from indexer.evaluation_set import EvaluationSet, read_evaluation_set
from indexer.metrics import ndcg_at
from indexer.model_source import packaged_folder
from knowledge.answer import compose
from knowledge.index_store import IndexStore
from knowledge.index_version import IndexVersion
from knowledge.question import Question
from knowledge.retriever import Retriever
from tests.bench import peer_program
from tests.bench.figures import MEDIAN, CannotMeasure, Figure
from tests.bench.workplace import FOLDER, Workplace
from tests.quality.public import KEPT
from tests.quality.shared import DEFAULT as SHARED

#: Fetched from the package registry; haystack's encoder is a package of its own.
PINNED = (
    "txtai==9.14.0",
    "haystack-ai==3.4.0",
    "sentence-transformers-haystack==2.0.0",
    "chromadb==1.5.9",
    "openvino==2026.4.1",  # no peer: tests/bench/embedding.py measures it, too
)
ENVIRONMENT = FOLDER / "peers-venv"
SETS = ("orsharc", "squad2")
OURS = "this project"
SAID = {
    "txtai": "txtai 9.14, hybrid",
    "haystack": "haystack 3.4, BM25 and dense, RRF",
    "chromadb": "chromadb 1.5, dense",
    "encoding": "torch, encoding the question alone",
}
FASTER = 2.0  # than every peer, at least
QUESTIONS = 400  # of each set, spread over it; all of them would take a quarter of an hour
K = 20  # passages asked for: two of one row still leave ten rows
WITHIN_S = 1_800
MS = 1_000
QUIET = {
    "HF_HUB_OFFLINE": "1",
    "ANONYMIZED_TELEMETRY": "False",
    "HAYSTACK_TELEMETRY_ENABLED": "False",
    "TOKENIZERS_PARALLELISM": "false",
}


@dataclass(frozen=True)
class Ran:
    """What came of one system on one set."""

    took_ms: tuple[float, ...]
    #: Processor time of a question, mean, in milliseconds: what a busy machine does not change.
    busy_ms: float
    #: None for what ranks nothing.
    ndcg: float | None


@dataclass(frozen=True)
class Job:
    """One set with the passages that everybody searches."""

    judged: EvaluationSet
    version: IndexVersion
    #: Ids of questions with a relevant row.
    questions: tuple[str, ...]


def peers(place: Workplace) -> Sequence[Figure]:
    """Ask each set of ourselves and of each peer, one question at a time."""
    if not (SHARED / "eval" / "public").is_dir():
        raise CannotMeasure(f"the public sets are not here: {SHARED / 'eval'} is missing")
    python = _environment()
    return [figure for name in SETS for figure in _compared(name, place, python)]


def ranked_rows(places: Sequence[int], version: IndexVersion) -> list[str]:
    """Turn places of passages, best first, into rows by their best passage."""
    rows = (version.passages[place].citation.document for place in places)
    return list(dict.fromkeys(rows))


def _compared(name: str, place: Workplace, python: Path) -> Iterator[Figure]:
    job = _job(name, place)
    ran: dict[str, Ran] = {}
    refused: dict[str, str] = {}
    for peer in peer_program.PEERS:
        print(f"  {name}: {SAID[peer]} …", file=sys.stderr)
        try:
            ran[peer] = _peer(peer, job, python)
        except CannotMeasure as error:
            refused[peer] = str(error)
    if not ran.keys() - {"encoding"}:
        raise CannotMeasure("; ".join(f"{peer}: {why}" for peer, why in refused.items()))
    yield from _figures(name, job, _ours(job), ran, refused)


def _figures(
    name: str, job: Job, ours: Ran, ran: Mapping[str, Ran], refused: Mapping[str, str]
) -> Iterator[Figure]:
    ranking = {peer: one for peer, one in ran.items() if one.ndcg is not None}
    fastest = min(median(one.took_ms) for one in ranking.values())
    missing = [f"{peer} did not run: {why}" for peer, why in refused.items()]
    said = f"{name}, one question: {{}}"
    note = "; ".join([f"nDCG@10 {ours.ndcg:.3f}, {_busy(ours)}", *missing])
    limit = fastest / FASTER
    yield Figure("peers", said.format(OURS), "ms", limit, MEDIAN, ours.took_ms, note)
    for peer, one in ran.items():
        ratio = median(one.took_ms) / median(ours.took_ms)
        ndcg = f"nDCG@10 {one.ndcg:.3f}, " if one.ndcg is not None else ""
        note = f"{ndcg}{_busy(one)}, {ratio:.1f} × our time"
        yield Figure("peers", said.format(SAID[peer]), "ms", None, MEDIAN, one.took_ms, note)


def _busy(one: Ran) -> str:
    return f"processor {one.busy_ms:.1f} ms"


def _job(name: str, place: Workplace) -> Job:
    judged = read_evaluation_set(SHARED / "eval" / "public" / name)
    aside = IndexStore(place.new_data_folder() / "peers")
    lenders = (IndexStore(KEPT / name), IndexStore(place.index))
    indexed = index_aside(judged, aside, lenders, datetime.now(UTC), lambda *_: None)
    questions = tuple(name for name in judged.questions if name in judged.qrels)
    return Job(judged, indexed.version, questions[:: max(1, len(questions) // QUESTIONS)])


def _ours(job: Job) -> Ran:
    retriever, day = Retriever(job.version), datetime.now(UTC).date()
    places = {passage.id: n for n, passage in enumerate(job.version.passages)}
    asked = [Question(job.judged.questions[name], as_of=day) for name in job.questions]
    for question in asked[: peer_program.WARM_UP]:
        compose(question, retriever.retrieve(question, K))
    took_ms, found = [], []
    busy_s = time.process_time()
    for question in asked:
        started = time.perf_counter()
        retrieval = retriever.retrieve(question, K)
        compose(question, retrieval)
        took_ms.append((time.perf_counter() - started) * MS)
        found.append([places[hit.passage.id] for hit in retrieval.hits])
    busy_ms = (time.process_time() - busy_s) * MS / len(took_ms)
    return Ran(tuple(took_ms), busy_ms, _ndcg(job, found))


def _peer(name: str, job: Job, python: Path) -> Ran:
    with TemporaryDirectory(dir=FOLDER) as folder:
        _write(job, Path(folder))
        program = Path(peer_program.__file__)
        _run([str(python), "-P", str(program), name, folder], f"{name} failed")
        done = json.loads((Path(folder) / "done.json").read_text("utf-8"))
    ranks = any(done["found"])
    ndcg = _ndcg(job, done["found"]) if ranks else None
    return Ran(tuple(done["took_ms"]), done["busy_ms"], ndcg)


def _write(job: Job, folder: Path) -> None:
    np.save(folder / "vectors.npy", job.version.vectors.rows(), allow_pickle=False)
    given = {
        "model": str(packaged_folder(ENCODERS[DEFAULT_ENCODER])),
        "passages": [passage.embedded_text.strip() for passage in job.version.passages],
        "questions": [job.judged.questions[name] for name in job.questions],
        "k": K,
    }
    (folder / "job.json").write_text(json.dumps(given), encoding="utf-8")


def _ndcg(job: Job, found: Sequence[Sequence[int]]) -> float:
    return fmean(
        ndcg_at(10, ranked_rows(places, job.version), job.judged.qrels[name])
        for name, places in zip(job.questions, found, strict=True)
    )


def _environment() -> Path:
    """
    Make the peers' environment, or take the one that is there.

    Raises:
        CannotMeasure: the packages cannot be fetched.
    """
    python, ready = ENVIRONMENT / "bin" / "python", ENVIRONMENT / "ready"
    pinned = "\n".join(PINNED)
    if ready.is_file() and ready.read_text("utf-8") == pinned:
        return python
    why = "the peers' environment could not be made"
    _run([sys.executable, "-m", "venv", str(ENVIRONMENT)], why)
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    packages = ENVIRONMENT / "lib" / version / "site-packages"
    (packages / "lent.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    _run([str(python), "-m", "pip", "install", "--no-input", "--quiet", *PINNED], why)
    ready.write_text(pinned, encoding="utf-8")
    return python


def _run(words: Sequence[str], why: str) -> None:
    """Run a program in the peers' environment, which can reach no model hub."""
    try:
        done = subprocess.run(
            list(words),
            env={**os.environ, **QUIET},
            capture_output=True,
            text=True,
            timeout=WITHIN_S,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise CannotMeasure(f"{why}: {error}") from error
    if done.returncode:
        raise CannotMeasure(f"{why}: {done.stderr.strip()[-300:]}")
