"""`helpline erase`: forget all that is kept of one person."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from bot.errors import NotReady
from bot.settings import read_settings

if TYPE_CHECKING:
    from bot.db import Database
    from bot.keeping.erasing import Kept

EXAMPLES = """\
examples:
  helpline erase U0123ABCD          what is kept of this Slack user id; changes nothing
  helpline export U0123ABCD > kept.json      all of it, before it is gone
  helpline erase U0123ABCD --now    forget it: questions, cases, messages, settings, the id

Nobody is forgotten who has an open case, a case on hold, or something on its way, and no
adviser.  Afterwards the database file is written anew, so that no trace is left in it.  What
stands in Slack and in your backups is not ours to delete: `helpline export` says where each
message stands.
"""
REASONS = {
    "adviser": "This is an adviser: take them out of the queue channel first.",
    "open_case": "Case {case} of theirs is not resolved: resolve it first.",
    "on_hold": "Case {case} of theirs is on hold: `helpline retention` says why.",
    "on_its_way": "Something of theirs is still to be answered or sent: try again in a while; "
    "`helpline doctor` says whether something is stuck.",
}
NOT_WRITTEN_ANEW = (
    "The file is in use by another program, so traces may be left in it: stop the assistant and "
    "run this command again."
)


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command and its options."""
    parser = subparsers.add_parser(
        "erase",
        help="forget all that is kept of one person",
        description="Show what is kept of a person, or forget it.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("person", metavar="USER", help="their Slack user id, such as U0123ABCD")
    parser.add_argument("--now", action="store_true", help="forget it; without, nothing changes")
    parser.set_defaults(func=run)


def run(args: argparse.Namespace) -> int:
    """
    Show what is kept of a person, or forget it.

    Returns:
        Exit status: 0 when it is shown or gone; 1 when traces may be left in the file.

    Raises:
        NotReady: they cannot be forgotten now; the sentence says why.
    """
    from bot.wiring import open_database

    database = open_database(read_settings())
    try:
        return _erase(database, args.person) if args.now else _show(database, args.person)
    finally:
        database.close()


def _show(database: Database, address: str) -> int:
    from bot.helpline import people
    from bot.keeping import erasing, holdings

    with database.read() as tx:
        person = people.find(tx, address)
        if person is None:
            print("Nothing is kept of this person.")
            return 0
        what = holdings.of_person(tx, person.id)
        kept = erasing.why_not(tx, person.id, what)
    print("Kept of this person:")
    for name, n in what.counted().items():
        print(f"  {n} {name}")
    print("Nothing was changed." if kept is None else _refusal(kept))
    return 0


def _erase(database: Database, address: str) -> int:
    from bot.helpline import people
    from bot.keeping import erasing

    with database.write() as tx:
        person = people.find(tx, address)
        found = None if person is None else erasing.erase(tx, person.id)
    if isinstance(found, erasing.Kept):
        raise NotReady(_refusal(found))
    n = 0 if found is None else sum(found.counted().values())
    print(f"Forgotten: {n} rows." if n else "Nothing is kept of this person.")
    if database.scrub():
        return 0
    print(NOT_WRITTEN_ANEW)
    return 1


def _refusal(kept: Kept) -> str:
    return REASONS[kept.reason].format(case=kept.case_id)
