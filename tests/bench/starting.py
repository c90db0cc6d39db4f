"""How long `helpline run` takes from its start until a live concern is kept."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from bot.local_slack import LocalSlack
from tests.bench.figures import MEDIAN, CannotMeasure, Figure
from tests.bench.workplace import Workplace, local_slack
from tests.journeys.assistant import PROGRAM, ROOT, Assistant, environment
from tests.journeys.local_slack import ControlClient

LIMIT_S = 2.0
RUNS = 7
LIVE = "its 6.25 and they're still here"
MEMBER = "U0MEMBER1"
CONNECTED_WITHIN_S = 60.0
LOOK_AGAIN_AFTER_S = 0.02


def starting(place: Workplace) -> Sequence[Figure]:
    """Start it again and again: with no database yet, and with one that is there."""
    first, again = [], []
    with local_slack(place) as slack:
        for _ in range(RUNS):
            data = place.new_data_folder()
            first.append(_start(slack, data))
            again.append(_start(slack, data))
    what = "`helpline run` from start to a live concern kept and acknowledged"
    return (
        Figure("start", f"{what}, new database", "s", LIMIT_S, MEDIAN, tuple(first)),
        Figure("start", f"{what}, database there", "s", LIMIT_S, MEDIAN, tuple(again)),
    )


def _start(slack: LocalSlack, data: Path) -> float:
    """Start it, raise a live concern as soon as it is connected, end it; returns seconds."""
    control = ControlClient(slack)
    _wait(lambda: not control.is_connected())
    with (data / "assistant.log").open("ab") as log:
        started = time.perf_counter()
        process = subprocess.Popen(
            [str(PROGRAM), "run"],
            cwd=ROOT,
            env=environment(slack, data),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
    try:
        _wait(control.is_connected)
        control.say(MEMBER, LIVE)  # returns once it is acknowledged, which is after the commit
        return time.perf_counter() - started
    finally:
        Assistant(process, slack, data, data / "assistant.log").stop()


def _wait(look: Callable[[], bool]) -> None:
    deadline = time.monotonic() + CONNECTED_WITHIN_S
    while not look():
        if time.monotonic() > deadline:
            raise CannotMeasure(f"the assistant did not connect within {CONNECTED_WITHIN_S:.0f} s")
        time.sleep(LOOK_AGAIN_AFTER_S)
