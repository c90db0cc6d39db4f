"""`helpline retention`: how long what is kept, what is over its time, and what is on hold."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

from bot.clock import SystemClock
from bot.errors import NotReady
from bot.settings import Settings, read_settings

if TYPE_CHECKING:
    from bot.db import Database

EXAMPLES = """\
examples:
  helpline retention                   how long what is kept, and what is over its time; changes
                                       nothing
  helpline retention --now             forget what is over its time now
  helpline retention --hold 12 --reason "legal claim, ask the legal team before release"
  helpline retention --release 12      let case 12 go when its time is over

A running assistant forgets by itself, once an hour: words go, and whose they were; dates and
kinds stay, so that cases can still be counted.  Open cases, cases on hold, and whatever waits
to be answered or sent are never touched.  What stands in Slack is left standing.  The periods
are settings: HELPLINE_KEEP_GESTURES_DAYS, HELPLINE_KEEP_QUESTIONS_DAYS, HELPLINE_KEEP_CASES_DAYS.
"""
DAY = timedelta(days=1)


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command and its options."""
    parser = subparsers.add_parser(
        "retention",
        help="how long words are kept; forget what is over its time; keep a case for longer",
        description="Show what is over its time, forget it, or put a case on hold.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--now", action="store_true", help="forget what is over its time")
    what.add_argument("--hold", type=int, metavar="CASE", help="keep a case until it is released")
    what.add_argument("--release", type=int, metavar="CASE", help="end a hold")
    parser.add_argument("--reason", default="", help="why a case is held; written down")
    parser.set_defaults(func=run)


def run(args: argparse.Namespace) -> int:
    """
    Show, forget, hold or release.

    Returns:
        Exit status 0.

    Raises:
        NotReady: a hold without a reason, or of no case; a release of what is not held.
    """
    from bot.wiring import open_database

    settings = read_settings()
    database = open_database(settings)
    try:
        _deed(args)(args, settings, database)
    finally:
        database.close()
    return 0


def _deed(args: argparse.Namespace) -> Callable[[argparse.Namespace, Settings, Database], None]:
    if args.hold is not None:
        return _hold
    if args.release is not None:
        return _release
    return _forget if args.now else _show


def _show(args: argparse.Namespace, settings: Settings, database: Database) -> None:
    from bot.keeping import holds, overdue

    del args
    keep = settings.periods
    with database.read() as tx:
        over = overdue.find(tx, keep, SystemClock().now()).counted()
        held = holds.all_of_them(tx)
    print(f"What Slack sent us is kept for {_days(keep.gestures)} after it was dealt with.")
    print(f"Questions, answers and messages of no case: {_days(keep.questions)}.")
    print(f"Cases and all that belongs to them: {_days(keep.cases)} after they were resolved.")
    print(f"Over its time now: {_counted(over)}.")
    for one in held:
        print(f"Case {one.case_id} is on hold since {one.at:%Y-%m-%d}: {one.reason}")
    if any(over.values()):
        print("Nothing was changed: `helpline retention --now` forgets it at once.")


def _forget(args: argparse.Namespace, settings: Settings, database: Database) -> None:
    from bot.keeping.rounds import forget_some

    del args
    n = 0
    while some := forget_some(database, settings.periods, SystemClock().now()):
        n += some
    print(f"Forgotten: {n} rows.")


def _hold(args: argparse.Namespace, settings: Settings, database: Database) -> None:
    from bot.helpline import register
    from bot.helpline.case import CaseId
    from bot.keeping import holds

    del settings
    if not args.reason.strip():
        raise NotReady('Say why: --reason "…" is kept beside the hold.')
    with database.write() as tx:
        register.get(tx, CaseId(args.hold))
        holds.hold(tx, args.hold, args.reason.strip(), SystemClock().now())
    print(f"Case {args.hold} is on hold: it is kept until `helpline retention --release`.")


def _release(args: argparse.Namespace, settings: Settings, database: Database) -> None:
    from bot.keeping import holds

    del settings
    with database.write() as tx:
        if not holds.release(tx, args.release):
            raise NotReady(f"Case {args.release} is not on hold.")
    print(f"Case {args.release} is not on hold any more.")


def _days(span: timedelta) -> str:
    n = span // DAY
    return f"{n} day" if n == 1 else f"{n} days"


def _counted(over: dict[str, int]) -> str:
    return ", ".join(f"{n} {what}" for what, n in over.items())
