"""
The assistant as its own program, the way `make run` starts it.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.local_slack import LocalSlack
from tests.journeys.local_slack import ControlClient
from tests.waiting import eventually

CONNECTED_WITHIN_S = 30.0  # 2 s is the promise; other tests may be busy beside it
ENDED_WITHIN_S = 15.0
ROOT = Path(__file__).parents[2]
PROGRAM = Path(sys.executable).with_name("helpline")
INHERITED = ("PATH", "HOME", "LANG", "TMPDIR")


@dataclass(frozen=True)
class Assistant:
    """`helpline run`, connected to a local Slack."""

    process: subprocess.Popen[bytes]
    slack: LocalSlack
    data: Path
    log: Path

    def stop(self) -> int:
        """End it as Ctrl-C does; returns its exit status."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        return self.process.wait(ENDED_WITHIN_S)

    def kill(self) -> None:
        """End it as a power cut does."""
        self.process.kill()
        self.process.wait(ENDED_WITHIN_S)

    def said(self) -> str:
        """Read its log."""
        return self.log.read_text(encoding="utf-8", errors="replace")


def start_assistant(
    slack: LocalSlack, data: Path, settings: Mapping[str, str] | None = None
) -> Assistant:
    """
    Start the assistant and wait until it is connected.

    Args:
        data: Its data folder; what lies there is what it remembers.
        settings: Environment variables that differ from the sample workspace's.

    Raises:
        AssertionError: it did not connect; the message holds its log.
    """
    control = ControlClient(slack)
    eventually(lambda: not control.is_connected(), what="the end of the one before")
    log = data / "assistant.log"
    with log.open("ab") as output:
        process = subprocess.Popen(
            [str(PROGRAM), "run"],
            cwd=ROOT,
            env=environment(slack, data) | dict(settings or {}),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    assistant = Assistant(process, slack, data, log)
    _wait_until_connected(assistant)
    return assistant


def environment(slack: LocalSlack, data: Path) -> dict[str, str]:
    """Return the assistant's whole environment for a local Slack."""
    kept = {name: os.environ[name] for name in INHERITED if name in os.environ}
    return kept | {
        "PYTHONPATH": str(ROOT),  # this checkout's code, wherever the program was installed from
        "SLACK_BOT_TOKEN": slack.bot_token,
        "SLACK_APP_TOKEN": slack.app_token,
        "SLACK_API_URL": slack.api_url,
        "HELPLINE_DATA_DIR": str(data),
        "HELPLINE_QUEUE_CHANNEL": slack.queue_channel_id,
        "HELPLINE_STAFF": _ids(slack, "adviser"),
        "HELPLINE_ADMINS": _ids(slack, "admin"),
    }


def _ids(slack: LocalSlack, role: str) -> str:
    return ",".join(person.id for person in slack.people if person.role == role)


def _wait_until_connected(assistant: Assistant) -> None:
    control = ControlClient(assistant.slack)
    try:
        eventually(
            lambda: assistant.process.poll() is not None or control.is_connected(),
            CONNECTED_WITHIN_S,
            "the assistant's connection",
        )
        status = assistant.process.poll()
        assert status is None, f"the assistant ended at once with status {status}"
    except AssertionError as error:
        assistant.kill()
        raise AssertionError(f"{error}; it said: {assistant.said()[-2000:]}") from error
