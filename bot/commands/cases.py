"""`helpline cases`: the queue, in the terminal."""

from __future__ import annotations

import argparse
import json
from typing import Any

from rich.console import Console
from rich.table import Table

from bot.settings import read_settings

EXAMPLES = """\
examples:
  helpline cases           what is open, newest first
  helpline cases --json    the same, one JSON object a line
"""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command and its options."""
    parser = subparsers.add_parser(
        "cases",
        help="the helpline queue",
        description="List the cases that are not resolved.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    parser.set_defaults(func=run)


def run(args: argparse.Namespace) -> int:
    """
    Print the cases that are not resolved.

    Returns:
        Exit status 0.
    """
    rows = _rows()
    if args.json:
        for row in rows:
            print(json.dumps(row))
    elif rows:
        _print(rows)
    else:
        print("No case is open.")
    return 0


def _rows() -> list[dict[str, Any]]:
    from bot.conversation.notices import name_of
    from bot.helpline import register
    from bot.wiring import open_database

    database = open_database(read_settings())
    with database.read() as tx:
        rows = [
            {
                "id": case.id,
                "state": case.state.value,
                "urgency": case.concern.urgency,
                "category": case.concern.category,
                "live": case.concern.live,
                "distress": case.concern.distress,
                "opened_at": case.opened_at.isoformat(),
                "due_at": case.due_at.isoformat() if case.unclaimed else None,
                "holder": name_of(tx, case.holder_id) if case.holder_id else None,
                "added": case.added,
            }
            for case in register.not_resolved(tx)
        ]
    database.close()
    return rows


def _print(rows: list[dict[str, Any]]) -> None:
    table = Table("case", "state", "urgency", "about", "opened", "due", "held by")
    for row in rows:
        table.add_row(
            str(row["id"]),
            row["state"],
            row["urgency"],
            row["category"],
            row["opened_at"][:16].replace("T", " "),
            (row["due_at"] or "")[:16].replace("T", " "),
            row["holder"] or "nobody",
        )
    Console().print(table)
