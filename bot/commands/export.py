"""`helpline export`: all that is kept of one person, as JSON."""

from __future__ import annotations

import argparse
import json

from bot.errors import NotReady
from bot.settings import read_settings

EXAMPLES = """\
examples:
  helpline export U0123ABCD > kept.json

Questions and answers, cases with their whole history, notes of advisers among it, and every
message with the place where it stands in Slack.  Others are named in it: read it, and take out
what is theirs, before you hand it to anybody.  The file is as confidential as the database.
"""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command and its options."""
    parser = subparsers.add_parser(
        "export",
        help="all that is kept of one person, as JSON",
        description="Print all that is kept of a person.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("person", metavar="USER", help="their Slack user id, such as U0123ABCD")
    parser.set_defaults(func=run)


def run(args: argparse.Namespace) -> int:
    """
    Print all that is kept of a person.

    Returns:
        Exit status 0.

    Raises:
        NotReady: nothing is kept of them.
    """
    from bot.helpline import people
    from bot.keeping import exporting
    from bot.wiring import open_database

    database = open_database(read_settings())
    try:
        with database.read() as tx:
            person = people.find(tx, args.person)
            if person is None:
                raise NotReady("Nothing is kept of this person.")
            found = exporting.export(tx, person.id)
    finally:
        database.close()
    print(json.dumps(found, indent=2, ensure_ascii=False))
    return 0
