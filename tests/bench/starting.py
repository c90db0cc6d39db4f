"""How long `helpline run` takes from its start until a live concern is kept."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.local_slack import LocalSlack
from tests.bench.figures import MEDIAN, CannotMeasure, Figure, quantile
from tests.bench.workplace import Workplace, local_slack
from tests.journeys.assistant import PROGRAM, ROOT, Assistant, environment
from tests.journeys.local_slack import ControlClient

LIMIT_S = 2.0
RUNS = 7
LIVE = "its 6.25 and they're still here"
MEMBER = "U0MEMBER1"
CONNECTED_WITHIN_S = 60.0
LOOK_AGAIN_AFTER_S = 0.02


@dataclass(frozen=True)
class Start:
    """One start, in seconds: on the clock, and of the processor."""

    took_s: float
    processor_s: float


def starting(place: Workplace) -> Sequence[Figure]:
    """Start it again and again: with no database yet, and with one that is there."""
    first, again = [], []
    with local_slack(place) as slack:
        for _ in range(RUNS):
            data = place.new_data_folder()
            first.append(_start(slack, data))
            again.append(_start(slack, data))
    return (_figure("new database", first), _figure("database there", again))


def _figure(which: str, starts: Sequence[Start]) -> Figure:
    what = f"`helpline run` from start to a live concern kept and acknowledged, {which}"
    busy_s = quantile([one.processor_s for one in starts], MEDIAN)
    # What other programs take of the machine is no part of it.
    note = f"{busy_s:.2f} s of it its own work" if busy_s else ""
    took = tuple(one.took_s for one in starts)
    return Figure("start", what, "s", LIMIT_S, MEDIAN, took, note)


def _start(slack: LocalSlack, data: Path) -> Start:
    """Start it, raise a live concern as soon as it is connected, end it."""
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
        return Start(time.perf_counter() - started, _processor_s(process.pid))
    finally:
        Assistant(process, slack, data, data / "assistant.log").kill()


def _processor_s(pid: int) -> float:
    """Return the processor time a program has used, in seconds; 0 where the system does not say."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()
    except OSError:
        return 0.0
    ticks = int(fields[11]) + int(fields[12])  # utime and stime, proc(5)
    return ticks / float(os.sysconf("SC_CLK_TCK"))


def _wait(look: Callable[[], bool]) -> None:
    deadline = time.monotonic() + CONNECTED_WITHIN_S
    while not look():
        if time.monotonic() > deadline:
            raise CannotMeasure(f"the assistant did not connect within {CONNECTED_WITHIN_S:.0f} s")
        time.sleep(LOOK_AGAIN_AFTER_S)
