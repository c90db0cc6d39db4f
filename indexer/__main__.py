"""The command `guidance`: build, check, publish, roll back, list and show index versions."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

from indexer import wording
from indexer.build import Order, build
from indexer.check import check
from indexer.document import Refused
from indexer.encoder_source import DEFAULT_ENCODER
from indexer.errors import IndexerError
from indexer.evaluation_command import add_eval, evaluate
from indexer.metadata import NATION_ASSUMED
from indexer.publish import Published, Withheld, publish, roll_back
from indexer.settings import index_folder
from indexer.sources import SAMPLE_GUIDANCE
from knowledge.errors import KnowledgeError
from knowledge.index_store import IndexStore
from knowledge.index_version import IndexVersion
from knowledge.manifest import Manifest
from knowledge.passage import NATIONS

# Exit codes; argparse uses 2 for wrong use as well, and shells 130 for Ctrl-C.
OK, FAULTY, WRONG_USE, INTERRUPTED = 0, 1, 2, 130

EXAMPLES = """examples:
  guidance build                              build the sample guidance
  guidance build ~/guidance news.html         build your own: folders and files
  guidance build pages/ --nation wales        pages that state no nation are for Wales
  guidance publish                            check the newest version, then make it current
  guidance rollback                           make the version before current again
  guidance show onsite-hours                  the passages of one document

exit codes: 0 done, 1 refused files or faults were found, 2 wrong use"""


def main(argv: Sequence[str] | None = None) -> int:
    """
    Run one command.

    Args:
        argv: Arguments without the program's name; None takes those of the process.

    Returns:
        0 done, 1 something was refused or faulty, 2 wrong use.
    """
    args = _parser().parse_args(argv)
    console = Console(soft_wrap=True)
    store = IndexStore(index_folder(args.data_dir))
    try:
        code: int = args.func(args, store, console)
    except (IndexerError, KnowledgeError) as error:
        Console(stderr=True, soft_wrap=True).print(f"guidance: {error}", markup=False)
        return FAULTY
    except KeyboardInterrupt:
        Console(stderr=True).print("guidance: stopped; nothing was changed", markup=False)
        return INTERRUPTED
    return code


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="guidance",
        description="Turn guidance into an index version that the assistant answers from.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument(
        "--data-dir", type=Path, help="data folder (default: HELPLINE_DATA_DIR, else var/)"
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_build(commands)
    _add_others(commands)
    add_eval(commands, _eval)
    return parser


def _add_build(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    what = "build an index version; it is not published"
    command = commands.add_parser("build", help=what, description=what)
    command.add_argument(
        "sources",
        nargs="*",
        type=Path,
        default=[SAMPLE_GUIDANCE],
        metavar="SOURCE",
        help="files and folders of guidance (default: the sample guidance)",
    )
    command.add_argument(
        "--nation",
        choices=NATIONS,
        help="for documents that state no nation (default: the one whose name or inspectorate "
        f"they mention, else {NATION_ASSUMED})",
    )
    _add_models(command)
    command.set_defaults(func=_build)


def _add_models(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--encoder",
        default=DEFAULT_ENCODER,
        help="any sentence-transformers encoder: the path of its folder, or its name on the model "
        f"hub (default: {DEFAULT_ENCODER}, which the extra `indexer` brings)",
    )
    command.add_argument(
        "--reranker",
        help="a sentence-transformers CrossEncoder that reorders the first hits: the path of its "
        "folder, or its name on the model hub (default: none)",
    )


def _add_others(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    for name, func, what in (
        ("check", _check, "put an index version through every gate"),
        ("publish", _publish, "check an index version and make it current"),
    ):
        command = commands.add_parser(name, help=what, description=what)
        command.add_argument("version", nargs="?", help="index version (default: the newest)")
        command.set_defaults(func=func)
    for name, func, what in (
        ("rollback", _rollback, "make the index version before current again"),
        ("list", _list, "list index versions"),
        ("calibrate", _calibrate, "fit confidence to labelled questions; prints constants"),
    ):
        commands.add_parser(name, help=what, description=what).set_defaults(func=func)
    show = commands.add_parser("show", help="show passages as they are indexed")
    show.add_argument("name", help="id of a passage or of a document")
    show.add_argument("--version", help="index version (default: the current, else the newest)")
    show.set_defaults(func=_show)


def _build(args: argparse.Namespace, store: IndexStore, console: Console) -> int:
    missing = [str(path) for path in args.sources if not path.exists()]
    if missing:
        console.print(f"guidance build: no such file or folder: {', '.join(missing)}", markup=False)
        return WRONG_USE
    order = Order(
        tuple(args.sources), encoder=args.encoder, nation=args.nation, reranker=args.reranker
    )
    with _progress(console) as progress:
        task = progress.add_task("reading", total=None)

        def on_progress(done: int, total: int) -> None:
            progress.update(task, description="embedding", completed=done, total=total)

        built = build(order, store, datetime.now(UTC), on_progress)
        progress.update(task, visible=False)
    wording.print_built(console, built)
    return FAULTY if built.refused else OK


def _progress(console: Console) -> Progress:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    return Progress(*columns, TimeRemainingColumn(), console=console, transient=True)


def _check(args: argparse.Namespace, store: IndexStore, console: Console) -> int:
    version_id = args.version or _newest(store)
    faults = check(store.open(version_id))
    for fault in faults:
        console.print(f"fault: {fault}", markup=False, style="red")
    console.print(f"{version_id}: {'faulty' if faults else 'sound'}", highlight=False)
    return FAULTY if faults else OK


def _publish(args: argparse.Namespace, store: IndexStore, console: Console) -> int:
    outcome = publish(store, args.version or _newest(store))
    match outcome:
        case Published(version_id):
            console.print(f"{version_id} is current.", highlight=False)
            return OK
        case Withheld(version_id, faults):
            for fault in faults:
                console.print(f"fault: {fault}", markup=False, style="red")
            current = store.current_id() or "none"
            console.print(f"{version_id} is not published; current is {current}.", highlight=False)
            return FAULTY


def _rollback(args: argparse.Namespace, store: IndexStore, console: Console) -> int:  # noqa: ARG001
    outcome = roll_back(store)
    if outcome is None:
        console.print("There is no earlier index version to go back to.")
        return FAULTY
    console.print(f"{outcome.version_id} is current again.", highlight=False)
    return OK


def _list(args: argparse.Namespace, store: IndexStore, console: Console) -> int:  # noqa: ARG001
    versions: dict[str, Manifest | str] = {}
    for version_id in store.all():
        try:
            versions[version_id] = Manifest.read(store.folder / version_id)
        except KnowledgeError as error:
            versions[version_id] = str(error)
    if not versions:
        console.print("There is no index version yet: run `guidance build`.")
        return OK
    wording.print_versions(console, versions, store.current_id())
    return OK


def _show(args: argparse.Namespace, store: IndexStore, console: Console) -> int:
    version: IndexVersion = store.open(args.version or store.current_id() or _newest(store))
    found = [p for p in version.passages if args.name in (p.id, p.citation.document)]
    if not found:
        wording.print_refused(console, (Refused(args.name, f"not in {version.id}"),))
        return FAULTY
    wording.print_passages(console, version, found)
    return OK


def _calibrate(args: argparse.Namespace, store: IndexStore, console: Console) -> int:  # noqa: ARG001
    from indexer.calibrate import as_constants, fit_confidence, read_answerable

    model = fit_confidence(store.open(_newest(store)), read_answerable(), datetime.now(UTC).date())
    console.print(as_constants(model), markup=False)
    return OK


def _eval(args: argparse.Namespace, store: IndexStore, console: Console) -> int:
    return evaluate(args, store, console, datetime.now(UTC))


def _newest(store: IndexStore) -> str:
    versions = store.all()
    if not versions:
        raise IndexerError("there is no index version yet: run `guidance build`")
    return versions[-1]


if __name__ == "__main__":
    sys.exit(main())
