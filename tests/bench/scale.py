"""How a question fares among ten thousand passages, a hundred thousand, and a million."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from typing import Any

from knowledge.index_store import IndexStore
from tests.bench.figures import LARGEST, P95, CannotMeasure, Figure
from tests.bench.synthetic import write_synthetic
from tests.bench.workplace import Workplace
from tests.journeys.assistant import ROOT

SOME, MANY, MOST = 10_000, 100_000, 1_000_000
LIMIT_MS = {MANY: 25.0, MOST: 60.0}
LIMIT_MB = {MANY: 600.0}
MISSED_AT_MOST = 0.02  # of the ten nearest: recall@10 of 0.98
WITHIN_S = 1_200
RECALLS = {
    "recall": "all passages allowed",
    "recall_in_force": "those in force for Wales",
    "recall_few": "one in fifty allowed",
}


def scale(place: Workplace) -> Sequence[Figure]:
    """Measure ten and a hundred thousand passages; a minute."""
    return [figure for n in (SOME, MANY) for figure in _figures(place, n)]


def million(place: Workplace) -> Sequence[Figure]:
    """Measure a million; half an hour, 6 GB of disk and 12 GB of memory."""
    return _figures(place, MOST)


def _figures(place: Workplace, n: int) -> Sequence[Figure]:
    name = "million" if n == MOST else "scale"
    measured = _measured(place, n)
    among = f"among {n:,} synthetic passages ({measured['backend']})"
    took = tuple(measured["took_ms"])
    busy = f"processor {measured['busy_ms']:.1f} ms"
    opened, held = measured["opened_s"], measured["memory_mb"]
    return (
        Figure(name, f"encode to answer {among}", "ms", LIMIT_MS.get(n), P95, took, busy),
        Figure(name, f"memory {among}", "MB", LIMIT_MB.get(n), LARGEST, (held,)),
        Figure(name, f"opening, every file summed, {among}", "s", None, LARGEST, (opened,)),
        *(
            Figure(
                name,
                f"nearest ten that are missed, {what}, {among}",
                "of 1",
                MISSED_AT_MOST,
                LARGEST,
                (1 - measured[key],),
            )
            for key, what in RECALLS.items()
        ),
    )


def _measured(place: Workplace, n: int) -> dict[str, Any]:
    sample = IndexStore(place.index).current()
    if sample is None:
        raise CannotMeasure("the sample guidance is not published")
    store = IndexStore(place.folder / f"scale-{n}")
    store.point_to(write_synthetic(sample, store, n))
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.scale_program", str(store.folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=WITHIN_S,
        check=False,
    )
    if done.returncode:
        raise CannotMeasure(done.stderr.strip().splitlines()[-1])
    figures: dict[str, Any] = json.loads(done.stdout)
    return figures
