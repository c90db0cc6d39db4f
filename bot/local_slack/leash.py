"""
A child process that cannot outlive its parent.

The child runs under a shell that waits for two things: the child's end, or
the end of its own standard input.  Only the parent holds the other end, so
it closes when the parent ends in whatever way, `kill -9` included.
"""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Sequence
from pathlib import Path

STOP_WITHIN_S = 3  # it ends in 10 ms; a machine under load takes longer

# A background command loses its input, hence the copy as descriptor 3.
_LEASH = """
exec 3<&0
"$@" 3<&- </dev/null & child=$!
{ read -r _ <&3; kill "$child" 2>/dev/null; } & watch=$!
exec 3<&-
wait "$child"; status=$?
kill "$watch" 2>/dev/null
exit "$status"
"""


def start_on_leash(command: Sequence[str], log: Path) -> subprocess.Popen[bytes]:
    """
    Start a program that ends with this one.

    Args:
        command: The program and its arguments.
        log: Receives its output; what was there is lost.

    Returns:
        The shell that holds the leash; its end is the program's end.
    """
    with log.open("wb") as output:
        return subprocess.Popen(  # noqa: S603 - the words come from this package
            ["/bin/sh", "-c", _LEASH, "leash", *command],
            stdin=subprocess.PIPE,
            stdout=output,
            stderr=subprocess.STDOUT,
            # Ctrl-C reaches the parent alone, which then ends both in order.
            start_new_session=True,
        )


def let_go(process: subprocess.Popen[bytes]) -> None:
    """
    End a program that `start_on_leash` started, and wait until it has ended.

    Args:
        process: What `start_on_leash` returned; may have ended already.
    """
    if process.stdin is not None:
        process.stdin.close()
    try:
        process.wait(STOP_WITHIN_S)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
