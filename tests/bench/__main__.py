"""
The command behind `make bench`: measure, and print a table.

A limit that is missed is printed as missed; it fails the command only with --strict,
because another machine, or a busy one, is no fault of the code.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table

from tests.bench.answers import answers
from tests.bench.burst import burst
from tests.bench.card import card
from tests.bench.embedding import embedding
from tests.bench.figures import (
    MEDIAN,
    P95,
    P99,
    SAID,
    CannotMeasure,
    Figure,
    quantile,
)
from tests.bench.home import staff_home_tab
from tests.bench.intake import intake
from tests.bench.memory import memory
from tests.bench.peers import peers
from tests.bench.rebuilding import rebuilding
from tests.bench.scale import million, scale
from tests.bench.starting import starting
from tests.bench.sweep import sweep
from tests.bench.triage import triage
from tests.bench.workplace import Workplace, workplace

BENCHMARKS: dict[str, Callable[[Workplace], Sequence[Figure]]] = {
    "start": starting,
    "intake": intake,
    "burst": burst,
    "card": card,
    "home": staff_home_tab,
    "triage": triage,
    "answer": answers,
    "memory": memory,
    "rebuild": rebuilding,
    "embed": embedding,
    "scale": scale,
    "sweep": sweep,
    "peers": peers,
    "million": million,
}
ON_REQUEST = ("peers", "million")  # only when named or with --all: they take far longer

EXAMPLES = """\
examples:
  python -m tests.bench                          all but peers and million; about four minutes
  python -m tests.bench --only intake            one benchmark
  python -m tests.bench --only peers             beside txtai, haystack, chromadb; ten minutes;
                                                 the first time it installs them into .bench
  python -m tests.bench --only million           a million passages; half an hour, 12 GB of memory
  python -m tests.bench --all                    everything
  python -m tests.bench --only start memory      two
  python -m tests.bench --json                   one JSON object a row
  python -m tests.bench --strict                 exit with 1 when a limit is missed
"""

OK, MISSED = 0, 1
TABLE_WIDTH = 120  # characters; narrower, each row takes five lines


def main(argv: Sequence[str] | None = None) -> int:
    """Measure what was asked for; returns 0, or 1 with --strict when a limit was missed."""
    args = _arguments(argv)
    telling = Console(stderr=True)
    figures: list[Figure] = []
    not_measured: dict[str, str] = {}
    telling.print("Publishing the sample guidance aside …")
    with workplace() as place:
        for name in args.only or _usual(args.all):
            telling.print(f"Measuring {name} …")
            try:
                figures += _measured(name, place)
            except CannotMeasure as error:
                not_measured[name] = str(error)
    _print(figures, not_measured, as_json=args.json)
    missed = not_measured or any(figure.met is False for figure in figures)
    return MISSED if args.strict and missed else OK


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench",
        description="Measure speed and memory on this machine, and print them beside their limits.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--only",
        nargs="+",
        metavar="NAME",
        choices=tuple(BENCHMARKS),
        help=f"of {', '.join(BENCHMARKS)}",
    )
    parser.add_argument("--all", action="store_true", help=f"with {' and '.join(ON_REQUEST)}, too")
    parser.add_argument("--json", action="store_true", help="one JSON object a row")
    parser.add_argument("--strict", action="store_true", help="exit with 1 when a limit is missed")
    return parser.parse_args(argv)


def _usual(everything: bool) -> Sequence[str]:
    return [name for name in BENCHMARKS if everything or name not in ON_REQUEST]


def _measured(name: str, place: Workplace) -> Sequence[Figure]:
    try:
        return BENCHMARKS[name](place)
    except AssertionError as error:  # what the journeys' own waiting raises
        raise CannotMeasure(str(error)) from error


def _print(figures: Sequence[Figure], not_measured: dict[str, str], *, as_json: bool) -> None:
    if as_json:
        for figure in figures:
            print(json.dumps(_as_json(figure)))
        for name, reason in not_measured.items():
            print(json.dumps({"benchmark": name, "not_measured": reason}))
        return
    console = Console()
    console.width = max(console.width, TABLE_WIDTH)
    console.print(_table(figures))
    for name, reason in not_measured.items():
        console.print(f"{name} was not measured: {reason}", style="yellow", markup=False)
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    console.print(
        f"{platform.system()} {platform.machine()}, Python {platform.python_version()}, "
        f"{os.cpu_count()} cores{load}",
        style="dim",
        highlight=False,
    )


def _table(figures: Sequence[Figure]) -> Table:
    table = Table("what", "held to", "at most", box=None, pad_edge=False)
    for heading in ("median", "p95", "p99", "n"):
        table.add_column(heading, justify="right", no_wrap=True)
    table.add_column("")
    for figure in figures:
        table.add_row(*_cells(figure))
    return table


def _cells(figure: Figure) -> Iterator[str]:
    limit = "" if figure.limit is None else f"{figure.limit:g} {figure.unit}"
    yield f"{figure.what} ({figure.note})" if figure.note else figure.what
    yield SAID[figure.judged_by] if figure.limit is not None else ""
    yield limit
    n = len(figure.values)
    for q, enough in ((MEDIAN, 1), (P95, 20), (P99, 100)):
        yield f"{quantile(figure.values, q):.3g} {figure.unit}" if n >= enough else ""
    yield str(n)
    yield {True: "[green]met[/]", False: "[red]missed[/]", None: ""}[figure.met]


def _as_json(figure: Figure) -> dict[str, Any]:
    return {
        "benchmark": figure.benchmark,
        "what": figure.what,
        "unit": figure.unit,
        "limit": figure.limit,
        "judged_by": SAID[figure.judged_by],
        "judged": round(figure.judged, 3),
        "met": figure.met,
        "median": round(quantile(figure.values, MEDIAN), 3),
        "p95": round(quantile(figure.values, P95), 3),
        "p99": round(quantile(figure.values, P99), 3),
        "largest": round(max(figure.values), 3),
        "n": len(figure.values),
        "note": figure.note,
    }


if __name__ == "__main__":
    sys.exit(main())
