"""Ranking and abstention on public sets, by the code behind `guidance eval`."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import fmean

from indexer.embed import OnProgress
from indexer.evaluation import MEASURES, Evaluation, ask_all, forget_older, index_aside
from indexer.evaluation_set import EvaluationSet, read_evaluation_set
from indexer.metrics import auroc
from knowledge.index_store import IndexStore
from tests.bench.workplace import DATA, FOLDER
from tests.quality.figures import Figure, Scores
from tests.quality.intervals import bootstrap
from tests.quality.shared import needed

KEPT = FOLDER / "quality"  # vectors of the sets, so that only the first run embeds them
GROUP = "public"
RESAMPLES = 300  # of thousands of questions: the ends move by less than a thousandth
Progress = Callable[[str], OnProgress]


@dataclass(frozen=True)
class PublicSet:
    """One public set, and what is measured on it."""

    name: str
    #: Files below its folder: rows to leave out, and labels read instead of its own.
    drop: str | None = None
    answerability: str | None = None
    #: Floor and target of nDCG@10.
    ranking: tuple[str, float] | None = None
    #: What its AUROC says, floor and target.
    abstention: tuple[str, str, float] | None = None
    is_quick: bool = True


SETS = (
    PublicSet("orsharc", ranking=("0.863", 0.88)),
    PublicSet("squad2", ranking=("0.912", 0.93), abstention=("adversarial", "0.62", 0.72)),
    PublicSet("nqwiki", ranking=("0.859", 0.88), is_quick=False),
    PublicSet(
        "nqwiki",
        drop="halfcorpus_dropped.tsv.gz",
        answerability="halfcorpus_answerability.tsv.gz",
        abstention=("topic missing", "0.92", 0.94),
        is_quick=False,
    ),
    PublicSet("clinc150", abstention=("out of scope", "0.96", 0.975), is_quick=False),
)


def public(one: PublicSet, shared: Path, told: Progress) -> tuple[list[Figure], list[Scores]]:
    """Index one set aside, ask all its questions, and sum up."""
    folder = needed(shared / "eval" / "public" / one.name)
    judged = read_evaluation_set(
        folder, *(_below(folder, f) for f in (one.drop, one.answerability))
    )
    evaluation = _evaluated(judged, one, told)
    figures = [*_ranking(one, evaluation), *_abstention(one, evaluation)]
    yes, no = evaluation.confidences(True), evaluation.confidences(False)
    return figures, [Scores(_said(one), yes, no)] if one.abstention else []


def _evaluated(judged: EvaluationSet, one: PublicSet, told: Progress) -> Evaluation:
    kept, own = IndexStore(KEPT / one.name), IndexStore(DATA / "index")
    kept.folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=KEPT) as aside:
        # What is left out must not be forgotten: half a corpus is indexed away from the whole.
        store = IndexStore(Path(aside)) if one.drop else kept
        label = f"{one.name}{', half of it' if one.drop else ''}"
        now = datetime.now(UTC)
        indexed = index_aside(judged, store, (kept, own), now, told(f"{label}: embedding"))
        forget_older(indexed, store)
        return ask_all(judged, indexed, told(f"{label}: asking"))


def _ranking(one: PublicSet, evaluation: Evaluation) -> list[Figure]:
    if one.ranking is None:
        return []
    scores = evaluation.scores(MEASURES["ndcg@10"])
    interval = bootstrap([scores], fmean, RESAMPLES)
    what = f"{one.name}: nDCG@10"
    return [Figure(GROUP, what, fmean(scores), interval, len(scores), *one.ranking)]


def _abstention(one: PublicSet, evaluation: Evaluation) -> list[Figure]:
    if one.abstention is None:
        return []
    groups: Sequence[list[float]] = [evaluation.confidences(kind) for kind in (True, False)]
    interval = bootstrap(groups, auroc, RESAMPLES)
    what, floor, target = f"{_said(one)}: AUROC", *one.abstention[1:]
    n = sum(map(len, groups))
    return [Figure(GROUP, what, auroc(*groups), interval, n, floor, target)]


def _said(one: PublicSet) -> str:
    return f"{one.name}, {one.abstention[0]}" if one.abstention else one.name


def _below(folder: Path, name: str | None) -> Path | None:
    return needed(folder / name) if name else None
