"""`helpline drill`: see now whether a person answers, with nobody waiting for it."""

from __future__ import annotations

import argparse
import time
from typing import TYPE_CHECKING

from bot.clock import SystemClock
from bot.errors import NotReady
from bot.settings import Settings, read_settings

if TYPE_CHECKING:
    from bot.db import Database
    from bot.helpline.drills import Drill

LOOK_EVERY_S = 0.5
ANSWERED, MISSED = 0, 1

EXAMPLES = """\
examples:
  helpline drill              start a drill and wait until an adviser presses Claim
  helpline drill --no-wait    start it; `helpline doctor` says how it went

It has to run under the same settings as `helpline run`, which does the calling.  Advisers
are called as for a member's concern, at any hour, with a card that says it is a drill.
No member is told anything.  A day has one drill at most; HELPLINE_DRILL_AT=08:15 begins
one by itself on school days.
"""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command and its options."""
    parser = subparsers.add_parser(
        "drill",
        help="a case of our own, to see whether a person answers",
        description="Start the day's drill: a case of our own that an adviser has to claim.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--no-wait", action="store_true", help="do not wait for the answer")
    parser.set_defaults(func=run)


def run(args: argparse.Namespace) -> int:
    """
    Start the day's drill, and wait for its answer unless told not to.

    Returns:
        Exit status: 0 when it was answered, or not waited for; 1 when its time ran out.

    Raises:
        NotReady: today has had its drill, or no assistant runs that would call anybody.
    """
    from bot.conversation import operator_wording as wording
    from bot.wiring import open_database

    settings = read_settings()
    database = open_database(settings)
    try:
        drill = _start(settings, database)
        print(wording.DRILL_STARTED, flush=True)
        if args.no_wait:
            return ANSWERED
        print(wording.DRILL_WAITS, flush=True)
        return _wait(database, drill)
    finally:
        database.close()


def _start(settings: Settings, database: Database) -> Drill:
    from bot.audit.standing import NotRunning, standing
    from bot.conversation import drills
    from bot.conversation import operator_wording as wording

    now = SystemClock().now()
    with database.write() as tx:
        if isinstance(standing(tx, now), NotRunning):
            raise NotReady(wording.DRILL_NEEDS_ASSISTANT)
        drill = drills.start(tx, settings.opening_hours.timezone, now)
    if drill is None:
        raise NotReady(wording.DRILL_TODAY)
    return drill


def _wait(database: Database, drill: Drill) -> int:
    from bot.conversation import operator_wording as wording
    from bot.helpline import drills
    from bot.outbound import DrillShown

    while True:
        with database.read() as tx:
            stands = drills.of_day(tx, drill.day)
        if stands is not None and (stands.answered_at or stands.missed_at):
            print(wording.drill(DrillShown(stands.day, stands.took_s)))
            return MISSED if stands.took_s is None else ANSWERED
        time.sleep(LOOK_EVERY_S)
