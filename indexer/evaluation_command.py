"""The command `guidance eval`: what is asked of an evaluation set, and what is printed of it."""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from indexer.embed import OnProgress
from indexer.encoder_source import DEFAULT_ENCODER
from indexer.evaluation import Evaluation, Indexed, ask_all, forget_older, index_aside, trec_run
from indexer.evaluation_set import EvaluationSet, read_evaluation_set
from knowledge.index_store import IndexStore

WRONG_USE = 2
WHAT = "try the retriever on an evaluation set in BEIR layout"
EXAMPLES = """examples:
  guidance eval sets/squad2
  guidance eval sets/squad2 --json --run squad2.trec
  guidance eval sets/nqwiki --drop sets/nqwiki/halfcorpus_dropped.tsv.gz \\
      --answerability sets/nqwiki/halfcorpus_answerability.tsv.gz

A set is a folder of corpus.jsonl and queries.jsonl, with qrels.tsv or answerability.tsv or both,
each plain or with .gz.  It is indexed aside; what is published stays as it is."""
SAID = {
    "rows": "rows of the corpus",
    "judged": "questions with a relevant row",
    "auroc": "AUROC of confidence",
    "passages_per_s": "passages indexed a second, their sentences included",
    "texts_per_s": "texts embedded a second",
    "ms_per_question": "ms a question, median",
}
Run = Callable[[argparse.Namespace, IndexStore, Console], int]


def add_eval(commands: argparse._SubParsersAction[argparse.ArgumentParser], func: Run) -> None:
    """Add `eval` to the commands of `guidance`; `func` is what it calls."""
    command = commands.add_parser(
        "eval",
        help=WHAT,
        description=WHAT,
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    command.add_argument("set", type=Path, metavar="DATASET", help="folder of the set")
    command.add_argument("--run", type=Path, metavar="OUT.trec", help="write the rankings there")
    command.add_argument("--json", action="store_true", help="one JSON object instead of a table")
    command.add_argument("--drop", type=Path, metavar="FILE", help="ids of rows to leave out")
    command.add_argument(
        "--answerability", type=Path, metavar="FILE", help="instead of the set's own"
    )
    command.add_argument("--encoder", default=DEFAULT_ENCODER, help="as `guidance build` takes it")
    command.add_argument(
        "--keep", type=Path, metavar="FOLDER", help="keep the vectors there for the next time"
    )
    command.set_defaults(func=func)


def evaluate(args: argparse.Namespace, store: IndexStore, console: Console, now: datetime) -> int:
    """
    Evaluate the set that the arguments name.

    Args:
        args: As `add_eval` has them parsed.
        store: The project's own index versions; one lends its encoder.
        console: Where the table and the progress go.
        now: Aware UTC; names the index version.

    Returns:
        0 done, 2 wrong use.

    Raises:
        EvaluationSetError: the set is incomplete or cannot be read.
    """
    files = [path for path in (args.set, args.drop, args.answerability) if path is not None]
    missing = [str(path) for path in files if not path.exists()]
    if missing:
        console.print(f"guidance eval: no such file or folder: {', '.join(missing)}", markup=False)
        return WRONG_USE
    judged = read_evaluation_set(args.set, args.drop, args.answerability)
    progress_console = Console(stderr=True)
    with _folder(args.keep) as folder:
        aside = IndexStore(folder)
        with _progress(progress_console, "embedding") as told:
            indexed = index_aside(judged, aside, (store,), now, told, args.encoder)
        forget_older(indexed, aside)
        evaluation = _asked(judged, indexed, progress_console)
    _report(args, evaluation, console)
    return 0


def _asked(judged: EvaluationSet, indexed: Indexed, console: Console) -> Evaluation:
    with _progress(console, "asking") as told:
        return ask_all(judged, indexed, told)


def _report(args: argparse.Namespace, evaluation: Evaluation, console: Console) -> None:
    if args.run:
        lines = (f"{line}\n" for line in trec_run(evaluation))
        args.run.write_text("".join(lines), encoding="utf-8")
    figures = evaluation.figures()
    if args.json:
        rounded = {n: round(v, 4) if isinstance(v, float) else v for n, v in figures.items()}
        print(json.dumps({"set": evaluation.judged.name, **rounded}))
        return
    console.print(evaluation.judged.name, style="bold", markup=False)
    for name, value in figures.items():
        if value is not None:
            shown = f"{value:.3f}" if isinstance(value, float) else f"{value:,}"
            console.print(f"  {shown:>10}  {SAID.get(name, name)}", highlight=False)


@contextmanager
def _folder(kept: Path | None) -> Iterator[Path]:
    """The folder to keep vectors in, or one that is gone afterwards."""
    if kept is not None:
        yield kept
        return
    with tempfile.TemporaryDirectory(prefix="guidance-eval-") as name:
        yield Path(name)


@contextmanager
def _progress(console: Console, doing: str) -> Iterator[OnProgress]:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, TimeRemainingColumn(), console=console, transient=True) as progress:
        task = progress.add_task(doing, total=None)
        yield lambda done, total: progress.update(task, completed=done, total=total)
