"""
Draw the plots of docs/speed.md from what `make bench` printed as JSON.

Drawing needs matplotlib, which the project does not: run it with any Python that has it.

    .venv/bin/python -m tests.bench --all --json > figures.jsonl
    python -m venv plots && plots/bin/pip install matplotlib
    plots/bin/python tests/bench/plots.py figures.jsonl docs/img
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

OURS, PEERS, LIMIT = "#1b6e8c", "#b9b9b9", "#c8553d"
SAMPLE = 433  # sections of the sample guidance
LIMITS_MS = ((SAMPLE, 15.0), (100_000, 25.0), (1_000_000, 60.0))
DPI = 110
Row = dict[str, Any]


def by_size(rows: Sequence[Row], sample: int = SAMPLE) -> list[tuple[int, Row]]:
    """Return the rows of a question from its words to the answer, by the number of passages."""
    found = {}
    for row in rows:
        among = re.match(r"encode to answer among ([\d,]+) ", row["what"])
        if among:
            found[int(among[1].replace(",", ""))] = row
        elif row["what"].startswith("question encoded"):
            found[sample] = row
    return sorted(found.items())


def of_peers(rows: Sequence[Row]) -> dict[str, list[tuple[str, float, float]]]:
    """Return name, median in milliseconds and nDCG@10 of every system that ranks, by set."""
    found: dict[str, list[tuple[str, float, float]]] = {}
    for row in rows:
        ndcg = re.search(r"nDCG@10 ([\d.]+)", row["note"])
        if row["benchmark"] == "peers" and ndcg:
            name, _, system = row["what"].partition(", one question: ")
            found.setdefault(name, []).append((system, row["median"], float(ndcg[1])))
    return found


def draw_sizes(sizes: Sequence[tuple[int, Row]], plt: Any) -> Any:
    """Milliseconds a question by the number of passages, beside the limits of its p95."""
    figure, panel = plt.subplots(figsize=(5.6, 3.6))
    places = [n for n, _ in sizes]
    busy = [float(re.search(r"processor ([\d.]+) ms", row["note"])[1]) for _, row in sizes]
    panel.plot(places, busy, "o-", color=OURS, label="processor, median")
    medians = [row["median"] for _, row in sizes]
    panel.plot(places, medians, "o--", color=OURS, alpha=0.4, label="clock, median")
    panel.plot(*zip(*LIMITS_MS, strict=True), "_", color=LIMIT, ms=18, mew=2, label="limit of p95")
    panel.set_xscale("log")
    panel.set_ylim(0, None)
    panel.set_xlabel("passages")
    panel.set_ylabel("milliseconds a question, encode to answer")
    panel.legend(frameon=False, fontsize=8)
    return figure


def draw_peers(peers: dict[str, list[tuple[str, float, float]]], plt: Any) -> Any:
    """Median milliseconds a question of each system, one panel a set, with its nDCG@10."""
    figure, panels = plt.subplots(1, len(peers), figsize=(4.6 * len(peers), 2.4), squeeze=False)
    for panel, (name, systems) in zip(panels[0], peers.items(), strict=True):
        systems = sorted(systems, key=lambda one: -one[1])
        colours = [OURS if said == "this project" else PEERS for said, _, _ in systems]
        bars = panel.barh([said for said, _, _ in systems], [ms for _, ms, _ in systems])
        for bar, colour, (_, ms, ndcg) in zip(bars, colours, systems, strict=True):
            bar.set_color(colour)
            where = (ms, bar.get_y() + bar.get_height() / 2)
            panel.text(*where, f" {ms:.1f} ms, nDCG@10 {ndcg:.3f}", va="center", fontsize=7)
        panel.set_xlim(0, 2.1 * max(ms for _, ms, _ in systems))
        panel.set_title(f"{name}: median milliseconds a question", fontsize=9)
        panel.tick_params(labelsize=7)
    return figure


def main(source: Path, folder: Path) -> None:
    """Draw what there are figures for into a folder."""
    import matplotlib

    matplotlib.use("Agg")
    import matplotlib.pyplot as plt

    lines = source.read_text("utf-8").splitlines()
    rows = [row for row in map(json.loads, lines) if "what" in row]
    sizes, peers = by_size(rows), of_peers(rows)
    drawn = {}
    if sizes:
        drawn["sizes"] = draw_sizes(sizes, plt)
    if peers:
        drawn["peers"] = draw_peers(peers, plt)
    for name, figure in drawn.items():
        for panel in figure.axes:
            panel.spines[["top", "right"]].set_visible(False)
        figure.tight_layout()
        figure.savefig(folder / f"speed-{name}.png", dpi=DPI)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
