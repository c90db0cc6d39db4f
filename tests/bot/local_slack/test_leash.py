"""A child on a leash ends with its parent, whatever ends the parent."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from bot.local_slack.leash import let_go, start_on_leash
from tests.waiting import eventually

PARENT = """
import sys, time
from pathlib import Path
from bot.local_slack.leash import start_on_leash
start_on_leash(["/bin/sh", "-c", "echo $$; exec sleep 60"], Path(sys.argv[1]))
print("started", flush=True)
time.sleep(60)
"""


def is_running(pid: int) -> bool:
    """Say whether a process is there and not merely waiting to be buried."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    shown = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, check=False)
    return bool(shown.stdout.strip()) and not shown.stdout.startswith(b"Z")


def pid_in(log: Path) -> int:
    """Wait for the process id that the program writes first."""
    return int(eventually(log.read_text, what="the program's process id"))


def test_program_ends_when_its_parent_is_killed(tmp_path: Path) -> None:
    log = tmp_path / "log"
    parent = subprocess.Popen([sys.executable, "-c", PARENT, str(log)], stdout=subprocess.PIPE)
    assert parent.stdout is not None
    parent.stdout.readline()
    child = pid_in(log)

    parent.kill()
    parent.communicate()

    eventually(lambda: not is_running(child), what="the end of the program")


def test_program_ends_when_it_is_let_go(tmp_path: Path) -> None:
    log = tmp_path / "log"
    shell = start_on_leash(["/bin/sh", "-c", "echo $$; exec sleep 60"], log)
    child = pid_in(log)

    let_go(shell)
    let_go(shell)

    assert not is_running(child)


def test_end_of_the_program_is_seen_with_its_status(tmp_path: Path) -> None:
    shell = start_on_leash(["/bin/sh", "-c", "echo bye; exit 7"], tmp_path / "log")

    status = shell.wait(10)

    let_go(shell)
    assert (status, (tmp_path / "log").read_text()) == (7, "bye\n")
