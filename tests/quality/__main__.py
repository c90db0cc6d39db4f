"""
The command behind `make eval`: measure quality on the evaluation sets, and print a table.

A target that is missed is printed as missed.  No question of a set is ever printed.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from indexer.embed import OnProgress
from tests.bench.workplace import Workplace, workplace
from tests.journeys.assistant import ROOT
from tests.quality.domain import domain
from tests.quality.figures import CannotMeasure, Figure, Scores
from tests.quality.public import SETS, public
from tests.quality.shared import DEFAULT
from tests.quality.triage import triage

EXAMPLES = """\
examples:
  python -m tests.quality                    everything; the first run embeds for half an hour
  python -m tests.quality --quick            without the two large sets
  python -m tests.quality --only domain      one part
  python -m tests.quality --json             one JSON object
  python -m tests.quality --scores s.json    keep the confidences, for tests/quality/plots.py
"""
PARTS = ("domain", "triage", "public")
TABLE_WIDTH = 110  # characters; narrower, rows break
Measured = tuple[list[Figure], list[Scores]]


def main(argv: Sequence[str] | None = None) -> int:
    """Measure what was asked for; returns 0, also when a target was missed."""
    args = _arguments(argv)
    if not (args.shared / "eval").is_dir():
        print(
            f"The evaluation sets are not here: {args.shared / 'eval'} is missing, so nothing was "
            "measured. They lie beside the checkout, or where --shared says."
        )
        return 0
    figures: list[Figure] = []
    scores: list[Scores] = []
    missing: dict[str, str] = {}
    with _progress() as told, workplace() as place:
        for name, measure in _parts(args, place, told):
            try:
                found, confidences = measure()
            except CannotMeasure as error:
                missing[name] = str(error)
                continue
            figures += found
            scores += confidences
    if args.scores:
        args.scores.write_text(json.dumps([asdict(one) for one in scores]), encoding="utf-8")
    _print(figures, missing, as_json=args.json)
    return 0


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tests.quality",
        description="Measure the quality of answers, and print it beside floors and targets.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--quick", action="store_true", help="leave out the two large public sets")
    parser.add_argument("--only", nargs="+", choices=PARTS, metavar="PART", default=PARTS)
    parser.add_argument("--json", action="store_true", help="one JSON object instead of a table")
    parser.add_argument("--scores", type=Path, metavar="FILE", help="write confidences there")
    parser.add_argument(
        "--shared", type=Path, default=DEFAULT, metavar="FOLDER", help="where the sets lie"
    )
    return parser.parse_args(argv)


def _parts(
    args: argparse.Namespace, place: Workplace, told: Callable[[str], OnProgress]
) -> Iterator[tuple[str, Callable[[], Measured]]]:
    """What is measured, each with its name; triage first, while all of the guidance is current."""
    if "triage" in args.only:
        yield "triage", lambda: (triage(args.shared, place), [])
    if "domain" in args.only:
        yield "domain", partial(domain, args.shared, place)
    if "public" in args.only:
        for one in SETS:
            if one.is_quick or not args.quick:
                yield one.name, partial(public, one, args.shared, told)


@contextmanager
def _progress() -> Iterator[Callable[[str], OnProgress]]:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    console = Console(stderr=True)
    with Progress(*columns, TimeRemainingColumn(), console=console, transient=True) as progress:

        def told(doing: str) -> OnProgress:
            task = progress.add_task(doing, total=None)
            return lambda done, total: progress.update(task, completed=done, total=total)

        yield told


def _print(figures: Sequence[Figure], missing: dict[str, str], *, as_json: bool) -> None:
    commit, day = _commit(), f"{datetime.now(UTC):%Y-%m-%d}"
    if as_json:
        rows = [figure.as_json() for figure in figures]
        print(json.dumps({"date": day, "commit": commit, "figures": rows, "missing": missing}))
        return
    console = Console()
    console.width = max(console.width, TABLE_WIDTH)
    console.print(_table(figures))
    for name, reason in missing.items():
        console.print(f"{name} was not measured: {reason}", style="yellow", markup=False)
    judged = [figure for figure in figures if figure.met is not None]
    met = sum(figure.met is True for figure in judged)
    said = (
        f"{met} of {len(judged)} targets met, {len(judged) - met} missed. {day}, commit {commit}."
    )
    console.print(said, highlight=False)


def _table(figures: Sequence[Figure]) -> Table:
    table = Table("what", box=None, pad_edge=False)
    for heading in ("figure", "95 % interval", "n", "floor", "target"):
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_column("")
    group = ""
    for figure in figures:
        if figure.group != group:
            group = figure.group
            table.add_row(f"[bold]{group}[/]")
        low, high = figure.interval
        cells = (f"{figure.value:.3f}", f"{low:.3f} to {high:.3f}", f"{figure.n:,}")
        verdict = {True: "[green]met[/]", False: "[red]missed[/]", None: ""}[figure.met]
        table.add_row(f"  {figure.what}", *cells, figure.floor, figure.held_to, verdict)
    return table


def _commit() -> str:
    """The commit that was measured, marked when files differ from it; empty outside a clone."""
    words = ["git", "-C", str(ROOT), "describe", "--always", "--dirty", "--abbrev=8"]
    try:
        done = subprocess.run(words, capture_output=True, text=True, check=False)
    except OSError:
        return ""
    return done.stdout.strip()


if __name__ == "__main__":
    sys.exit(main())
