"""How long triage takes for a message: the phrase rules alone, and with the classifier."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from bot.triage import assess
from bot.triage.assessment import Assessment
from bot.triage.examples import read_examples
from bot.triage.second_stage import second_stage
from knowledge.index_store import IndexStore
from tests.bench.figures import MEDIAN, CannotMeasure, Figure
from tests.bench.workplace import Workplace

RULES_MS = 0.2
BOTH_MS = 5.0
MESSAGES = 400
MS = 1_000


def triage(place: Workplace) -> Sequence[Figure]:
    """Assess every ninth of the examples, the first few unmeasured."""
    texts = [one.text for one in read_examples()][::9][:MESSAGES]
    version = IndexStore(place.index).current()
    both = None if version is None else second_stage(version.encoder)
    if both is None:
        raise CannotMeasure("the triage model was trained on another encoder")
    return (
        _figure("a message by the phrase rules, at intake", assess, texts, RULES_MS),
        _figure(
            "a message by rules, encoder and classifier, in the worker", both.assess, texts, BOTH_MS
        ),
    )


def _figure(
    what: str, stages: Callable[[str], Assessment], texts: Sequence[str], limit_ms: float
) -> Figure:
    for text in texts[:20]:
        stages(text)
    took = tuple(_took_ms(stages, text) for text in texts)
    return Figure("triage", what, "ms", limit_ms, MEDIAN, took)


def _took_ms(stages: Callable[[str], Assessment], text: str) -> float:
    started = time.perf_counter()
    stages(text)
    return (time.perf_counter() - started) * MS
