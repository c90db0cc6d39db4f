"""
Answers from the sample guidance to members' questions, with and without `asked_as`.

The scorer is the one that lies beside the sets; no row of them is printed.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Any, Literal

from indexer.build import Order, build
from knowledge.index_store import IndexStore
from tests.bench.workplace import SAMPLE_GUIDANCE, Workplace
from tests.quality.figures import CannotMeasure, Figure, Scores
from tests.quality.intervals import Interval, bootstrap, wilson
from tests.quality.shared import Row, batch, load_scorer, needed

_ASKED_AS = re.compile(r"^asked_as:.*\n(?:[ \t].*\n|\n)*", re.MULTILINE)
Of = Literal["answerable", "answered", "unanswerable", "ambiguous", "replied", "quotes", "all"]


@dataclass(frozen=True)
class Wanted:
    """A figure of the scorer, and what it is held to."""

    key: str
    what: str
    of: Of
    floor: str = ""
    target: float | None = None
    at_most: bool = False
    #: Otherwise its interval comes from resampling the questions.
    is_share: bool = True


WANTED = (
    Wanted("hit@1", "hit@1", "answerable", "0.40", 0.65),
    Wanted("hit@5", "hit@5", "answerable", "0.65", 0.88),
    Wanted("ndcg@10", "nDCG@10", "answerable", "0.54", 0.72, is_share=False),
    Wanted("right_when_answered", "right when it answers", "answered", "", 0.85),
    Wanted("answered", "answers, of what is answerable", "answerable", "", 0.80),
    Wanted("declined_unanswerable", "declines, of what is not", "unanswerable", "", 0.88),
    Wanted("auroc", "AUROC of confidence", "all", "0.70", 0.92, is_share=False),
    Wanted("ece", "expected calibration error", "all", "", 0.08, True, is_share=False),
    Wanted("dead_rule", "quotes a rule not in force, or not theirs", "replied", "", 0.01, True),
    Wanted("verbatim", "quotes word for word in their page", "quotes", "", 1.0),
    Wanted("too_long", "more than three quotes, or long ones", "replied", "", 0.0, True),
    Wanted("clarified_ambiguous", "asks back when ambiguous", "ambiguous", "", 0.75),
    Wanted("clarified_needlessly", "asks back when it is not", "answerable", "", 0.03, True),
)
WITH, WITHOUT = "domain", "domain without asked_as"  # the second is held to nothing


def domain(shared: Path, place: Workplace) -> tuple[list[Figure], list[Scores]]:
    """Ask every question twice, of the sample guidance with and without `asked_as`."""
    scorer = load_scorer(shared / "tools" / "score_answers.py")
    questions = scorer.rows(needed(shared / "eval" / "domain" / "questions.dev.jsonl"))
    pages = scorer.read_corpus(needed(shared / "eval" / "domain" / "corpus"))
    figures, scores = [], []
    for name, prepare in ((WITH, None), (WITHOUT, publish_without_asked_as)):
        if prepare:
            prepare(place)
        answers = batch(place, "ask", (_on_its_day(scorer, q) for q in questions))
        figures += _figures(name, scorer, questions, answers, pages)
        scores.append(_scores(name, scorer, questions, answers))
    return figures, scores


def without_asked_as(text: str) -> str:
    """
    Take the lists of members' questions out of a page's front matter.

    >>> without_asked_as("---\\nid: a\\nasked_as:\\n  A:\\n    - why?\\nsample: true\\n---\\n")
    '---\\nid: a\\nsample: true\\n---\\n'
    """
    return _ASKED_AS.sub("", text, count=1)


def publish_without_asked_as(place: Workplace) -> None:
    """Make an index version of the sample guidance current that lists no member's question."""
    folder = place.folder / "guidance-without"
    shutil.copytree(SAMPLE_GUIDANCE, folder)
    for page in folder.glob("*.md"):
        page.write_text(without_asked_as(page.read_text("utf-8")), encoding="utf-8")
    store = IndexStore(place.index)
    built = build(Order((folder,)), store, datetime.now(UTC), on_progress=lambda *_: None)
    if store.open(built.version_id).manifest.asked:
        raise CannotMeasure("the sample guidance lists questions outside its front matter")
    store.point_to(built.version_id)


def _on_its_day(scorer: ModuleType, question: Row) -> Row:
    """What the assistant may see; without a day of its own, asked on the day of the sets."""
    seen: Row = scorer.visible(question)
    return {**seen, "as_of": seen["as_of"] or scorer.TODAY}


def _figures(
    name: str,
    scorer: ModuleType,
    questions: Sequence[Row],
    answers: Sequence[Row],
    pages: Mapping[str, Any],
) -> list[Figure]:
    out, _ = scorer.score(questions, answers, pages)
    n = _counts(questions, answers, out)
    resampled = _resampled(scorer, questions, answers)
    return [
        Figure(
            name,
            wanted.what,
            out[wanted.key],
            wilson(out[wanted.key], n[wanted.of]) if wanted.is_share else resampled(wanted.key),
            n[wanted.of],
            wanted.floor,
            wanted.target if name == WITH else None,
            wanted.at_most,
        )
        for wanted in WANTED
    ]


def _counts(questions: Sequence[Row], answers: Sequence[Row], out: Row) -> dict[Of, int]:
    kinds = {question["id"]: question["kind"] for question in questions}
    quoting = [a for a in answers if a["outcome"] == "answered" and a["quotes"]]
    return {
        "answerable": out["answerable"],
        "unanswerable": out["unanswerable"],
        "ambiguous": out["ambiguous"],
        "all": out["answerable"] + out["unanswerable"],
        "answered": round(out["answered"] * out["answerable"]),
        "replied": sum(kinds[answer["id"]] != "ambiguous" for answer in quoting),
        "quotes": sum(len(answer["quotes"]) for answer in quoting),
    }


def _resampled(
    scorer: ModuleType, questions: Sequence[Row], answers: Sequence[Row]
) -> Callable[[str], Interval]:
    """The scorer's own figures on questions drawn again and again."""

    def interval(key: str) -> Interval:
        def figure(drawn: Sequence[Row]) -> float:
            return float(scorer.score(drawn, answers, {})[0][key])

        return bootstrap([questions], figure)

    return interval


def _scores(
    name: str, scorer: ModuleType, questions: Sequence[Row], answers: Sequence[Row]
) -> Scores:
    by_id = {answer["id"]: answer for answer in answers}
    answerable = [
        q
        for q in questions
        if q["relevant"] and not scorer.is_unanswerable(q) and q["kind"] != "ambiguous"
    ]
    return Scores(
        name,
        [by_id[q["id"]]["confidence"] for q in answerable],
        [by_id[q["id"]]["confidence"] for q in questions if scorer.is_unanswerable(q)],
        [_is_right(scorer, q, by_id[q["id"]]) for q in answerable],
    )


def _is_right(scorer: ModuleType, question: Row, answer: Row) -> bool:
    fine = scorer.sections(question["relevant"]) | scorer.sections(question.get("also_ok", []))
    return bool(answer["hits"]) and scorer.place(answer["hits"][0]) in fine
