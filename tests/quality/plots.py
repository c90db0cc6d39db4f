"""
Draw the plots of docs/quality.md from the confidences that `make eval` found.

It needs matplotlib, which the project does not: run it with any Python that has it.

    .venv/bin/python -m tests.quality --scores scores.json
    python -m venv plots && plots/bin/pip install matplotlib
    plots/bin/python tests/quality/plots.py scores.json docs/img
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt

YES, NO, LINE = "#1b6e8c", "#c8553d", "#444444"
SQUARE = (4.8, 4.0)  # inches
DPI = 110
BINS = 20
PARTS = 10  # of equal size, as the scorer's calibration error has them
DOMAIN = "domain"
Scores = dict[str, Any]


def distributions(sets: list[Scores], target: Path) -> None:
    """Confidence of answerable and unanswerable questions, one panel a set."""
    figure, panels = plt.subplots(1, len(sets), figsize=(2.6 * len(sets), 2.8), sharex=True)
    edges = [n / BINS for n in range(BINS + 1)]
    for panel, one in zip(panels, sets, strict=True):
        for kind, colour in (("answerable", YES), ("unanswerable", NO)):
            said = f"{kind}, n = {len(one[kind]):,}"
            share = [1 / len(one[kind])] * len(one[kind])
            panel.hist(one[kind], edges, weights=share, color=colour, alpha=0.6, label=said)
        panel.set_title(one["name"], fontsize=9)
        panel.set_xlabel("confidence", fontsize=8)
        panel.legend(fontsize=6.5, frameon=False)
        panel.tick_params(labelsize=7)
    panels[0].set_ylabel("share of questions", fontsize=8)
    _save(figure, target)


def risk_coverage(one: Scores, answer_from: float, target: Path) -> None:
    """Share of wrong answers among those given, as fewer and fewer are given."""
    judged = sorted(_judged(one), reverse=True)
    wrong, points = 0, []
    for n, (_, is_right) in enumerate(judged, 1):
        wrong += not is_right
        points.append((n / len(judged), wrong / n))
    figure, panel = plt.subplots(figsize=SQUARE)
    panel.plot(*zip(*points, strict=True), color=YES, linewidth=1.8)
    answered = sum(confidence >= answer_from for confidence, _ in judged)
    if answered:
        x, y = points[answered - 1]
        panel.plot(x, y, "o", color=NO)
        said = f"answers from {answer_from:g}:\n{x:.0%} answered, {y:.0%} of them wrong"
        panel.annotate(said, (x, y), (8, -30), textcoords="offset points", fontsize=8)
    panel.set_xlabel("coverage: share of all questions answered")
    panel.set_ylabel("risk: share of answers that are wrong")
    panel.set_xlim(0, 1)
    panel.set_ylim(0, None)
    panel.set_title(f"Risk and coverage, {len(judged)} member questions", fontsize=10)
    _save(figure, target)


def reliability(one: Scores, target: Path) -> None:
    """Confidence beside the share that is right, in parts of equal size."""
    judged = sorted(_judged(one))
    n = len(judged)
    parts = [judged[b * n // PARTS : (b + 1) * n // PARTS] for b in range(PARTS)]
    means = [[sum(column) / len(part) for column in zip(*part, strict=True)] for part in parts]
    error = sum(len(p) / n * abs(c - r) for p, (c, r) in zip(parts, means, strict=True))
    figure, panel = plt.subplots(figsize=SQUARE)
    panel.plot([0, 1], [0, 1], "--", color=LINE, linewidth=1)
    panel.plot(*zip(*means, strict=True), "o-", color=YES, linewidth=1.5)
    panel.set_xlabel("mean confidence")
    panel.set_ylabel("share of right first hits")
    panel.set_xlim(0, 1)
    panel.set_ylim(0, 1)
    panel.set_title(f"Reliability: calibration error {error:.3f}, n = {n}", fontsize=10)
    _save(figure, target)


def _judged(one: Scores) -> list[tuple[float, bool]]:
    """Each question's confidence, and whether its first hit is right."""
    answerable = list(zip(one["answerable"], one["right"], strict=True))
    return answerable + [(confidence, False) for confidence in one["unanswerable"]]


def _save(figure: Any, target: Path) -> None:
    for panel in figure.axes:
        panel.spines[["top", "right"]].set_visible(False)
    figure.tight_layout()
    figure.savefig(target, dpi=DPI)
    plt.close(figure)


def _answer_from() -> float:
    """The threshold, read from its source: this Python may lack what the project imports."""
    source = Path(__file__).parents[2] / "knowledge" / "answer.py"
    lines = source.read_text("utf-8").splitlines()
    return float(next(line for line in lines if line.startswith("ANSWER_FROM")).split("=")[1])


def main(source: Path, folder: Path) -> None:
    """Draw all plots into a folder."""
    sets: list[Scores] = json.loads(source.read_text("utf-8"))
    domain = next(one for one in sets if one["name"] == DOMAIN)
    shown = [one for one in sets if not one["name"].startswith("domain without")]
    distributions(shown, folder / "quality-confidence.png")
    risk_coverage(domain, _answer_from(), folder / "quality-risk-coverage.png")
    reliability(domain, folder / "quality-reliability.png")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
