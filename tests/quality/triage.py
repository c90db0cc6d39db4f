"""What the assistant does with members' messages, held to what people judged they need."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

from tests.bench.workplace import Workplace
from tests.quality.figures import Figure
from tests.quality.intervals import wilson
from tests.quality.shared import Row, batch, load_scorer, needed

GROUP = "triage"


@dataclass(frozen=True)
class Wanted:
    """A share that the scorer reports, and what it is held to."""

    key: str
    what: str
    #: Which messages it is a share of.
    of: str
    floor: str
    target: float
    at_most: bool = False


WANTED = (
    Wanted("missed", "missed: needs a person, nothing done", "need", "0.22", 0.01, True),
    Wanted("escalated_immediate", "escalated, of immediate ones", "immediate", "0.71", 0.90),
    Wanted("escalated_needing", "escalated, of all that need a person", "need", "", 0.85),
    Wanted("false_escalation", "needless escalation", "rest", "0.22", 0.05, True),
    Wanted("asked_needlessly", "needless question", "rest", "", 0.20, True),
    Wanted("distress_recall", "distress found", "distress", "0.41", 0.97),
    Wanted("distress_false", "distress wrongly found", "calm", "0.11", 0.08, True),
    Wanted("category_right", "category right, of those escalated", "escalated", "", 0.75),
)


def triage(shared: Path, place: Workplace) -> list[Figure]:
    """Triage every message by both stages, and for comparison by the phrase rules alone."""
    scorer = load_scorer(shared / "tools" / "score_triage.py")
    messages = scorer.rows(needed(shared / "eval" / "domain" / "messages.dev.jsonl"))
    inputs = [{"id": m["id"], "text": m["text"]} for m in messages]
    clear = [message for message in messages if not message.get("borderline")]
    both = scorer.score(clear, batch(place, "triage", inputs))
    rules = scorer.score(clear, batch(place, "triage", inputs, "--rules"))
    return [
        *_figures(GROUP, clear, both, held=True),
        *_figures(f"{GROUP}, phrase rules alone", clear, rules, held=False),
    ]


def _figures(group: str, messages: list[Row], out: Row, *, held: bool) -> list[Figure]:
    """Make a row of each measure; only both stages together are held to targets."""
    n = _counts(messages, out)
    return [
        Figure(
            group,
            wanted.what,
            out[wanted.key],
            wilson(out[wanted.key], n[wanted.of]),
            n[wanted.of],
            wanted.floor,
            wanted.target if held else None,
            wanted.at_most,
        )
        for wanted in WANTED
        if not math.isnan(out[wanted.key])
    ]


def _counts(messages: list[Row], out: Row) -> dict[str, int]:
    distressed = sum(bool(message["distress"]) for message in messages)
    return {
        "need": out["need_person"],
        "immediate": sum(message["urgency"] == "immediate" for message in messages),
        "rest": out["n"] - out["need_person"],
        "distress": distressed,
        "calm": out["n"] - distressed,
        "escalated": round(out["escalated_needing"] * out["need_person"]),
    }
