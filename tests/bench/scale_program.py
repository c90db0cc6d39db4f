"""
What a benchmark of size runs in a process of its own, so that its memory is its own.

    python -m tests.bench.scale_program INDEX_FOLDER

Loads what the assistant loads, asks, and prints one JSON object.
"""

from __future__ import annotations

import json
import re
import sys
import time
from datetime import date
from pathlib import Path
from statistics import median

import numpy as np

import bot.wiring  # noqa: F401 - its libraries count towards the assistant's memory
from bot.guidance import PublishedGuidance
from knowledge.index_store import IndexStore
from knowledge.index_version import IndexVersion
from knowledge.question import Question
from knowledge.vectors.protocol import Mask
from tests.bench.answers import NATIONS, questions
from tests.bench.synthetic import beside

TODAY = date(2026, 11, 22)
WARM_UP = 20
RECALL_OF = 200  # questions
AT_ONCE = 100_000
K = 10
POOL = 200  # the retriever asks for as many
FEW = 0.02
MS = 1_000
KB_A_MB = 1_024
SAME = 1e-6  # cosines closer than this are equal but for rounding


def main() -> int:
    """Ask, and print what it took."""
    folder = Path(sys.argv[1])
    guidance = PublishedGuidance(folder)
    started = time.perf_counter()
    guidance.refresh()
    opened_s = time.perf_counter() - started
    asked = [_ask(guidance, n, text) for n, text in enumerate(questions() * 2)][WARM_UP:]
    held = _memory_mb()
    version = IndexStore(folder).current()
    assert version is not None
    everything = np.ones(len(version.passages), dtype=bool)
    few = np.random.default_rng(2).random(len(version.passages)) < FEW
    figures = {
        "opened_s": opened_s,
        "took_ms": [took_ms for took_ms, _ in asked],
        "busy_ms": median(busy_ms for _, busy_ms in asked),
        "memory_mb": held,
        "backend": version.manifest.backend,
        "recall": _recall(version, everything),
        "recall_in_force": _recall(version, version.passages.in_force("wales", TODAY)),
        "recall_few": _recall(version, few),
    }
    print(json.dumps(figures))
    return 0


def _ask(guidance: PublishedGuidance, n: int, text: str) -> tuple[float, float]:
    """Return milliseconds on the clock, and of the processor."""
    question = Question(text, as_of=TODAY, nation=NATIONS[n % len(NATIONS)])
    started, busy_s = time.perf_counter(), time.process_time()
    assert guidance.look_up(question) is not None
    return (time.perf_counter() - started) * MS, (time.process_time() - busy_s) * MS


def _memory_mb() -> float:
    status = Path("/proc/self/status").read_text("ascii")
    match = re.search(r"^VmRSS:\s+(\d+) kB$", status, re.MULTILINE)
    assert match is not None
    return int(match[1]) / KB_A_MB


def _recall(version: IndexVersion, allowed: Mask) -> float:
    """Share of the ten nearest by exact cosine that are among the ten the backend finds first."""
    random = np.random.default_rng(3)
    rows = version.vectors.rows()
    places = np.sort(random.choice(np.flatnonzero(allowed), RECALL_OF))
    asked = beside(rows[places], 1.2, random)
    best = np.full((RECALL_OF, K), -1.0, dtype=np.float32)
    for start in range(0, len(rows), AT_ONCE):
        part = slice(start, start + AT_ONCE)
        scores = np.where(allowed[part], asked @ rows[part].T, -1.0)
        best = -np.sort(-np.hstack([best, -np.partition(-scores, K)[:, :K]]))[:, :K]
    found = [version.vectors.search(question, POOL, allowed)[:K] for question in asked]
    # By cosine and not by place: equal cosines are equally near.
    near = [
        sum(c >= least - SAME for _, c in f) for f, least in zip(found, best[:, -1], strict=True)
    ]
    return float(np.mean(near)) / K


if __name__ == "__main__":
    sys.exit(main())
