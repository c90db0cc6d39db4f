"""How much memory `helpline run` holds once it has answered."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from tests.bench.answers import questions
from tests.bench.figures import LARGEST, CannotMeasure, Figure
from tests.bench.workplace import Workplace, local_slack
from tests.journeys.assistant import Assistant, start_assistant
from tests.journeys.local_slack import ControlClient
from tests.waiting import eventually

LIMIT_MB = 300.0
ASKED = 20
ANSWERED_WITHIN_S = 120.0
MEMBER = "U0MEMBER1"
KB_A_MB = 1024


def memory(place: Workplace) -> Sequence[Figure]:
    """Ask twenty questions over Socket Mode, then read what the system says of the process."""
    if not Path("/proc/self/status").is_file():
        raise CannotMeasure("resident memory is read from /proc, which this system lacks")
    with local_slack(place) as slack:
        assistant = start_assistant(slack, place.new_data_folder())
        try:
            _ask(assistant)
            status = Path(f"/proc/{assistant.process.pid}/status").read_text("ascii")
        finally:
            assistant.kill()
    what = f"resident memory of `helpline run` after {ASKED} questions"
    peak = "the most it held meanwhile"
    return (
        Figure("memory", what, "MB", LIMIT_MB, LARGEST, (_mb(status, "VmRSS"),)),
        Figure("memory", peak, "MB", None, LARGEST, (_mb(status, "VmHWM"),)),
    )


def _ask(assistant: Assistant) -> None:
    control = ControlClient(assistant.slack)
    for question in questions()[:ASKED]:
        control.say(MEMBER, question)
    eventually(lambda: _is_done(assistant.data), ANSWERED_WITHIN_S, "an end to all questions")


def _is_done(data: Path) -> bool:
    """Whether all was kept and nothing waits: a flood is answered in part, cases in another way."""
    with closing(sqlite3.connect(data / "helpline.db")) as database:
        kept = database.execute("SELECT count(*) FROM inbox").fetchone()[0]
        waiting = database.execute(
            "SELECT count(*) FROM exchanges WHERE state = 'waiting'"
        ).fetchone()[0]
    return bool(kept >= ASKED and not waiting)


def _mb(status: str, name: str) -> float:
    match = re.search(rf"^{name}:\s+(\d+) kB$", status, re.MULTILINE)
    if match is None:
        raise CannotMeasure(f"the system does not say {name}")
    return int(match[1]) / KB_A_MB
