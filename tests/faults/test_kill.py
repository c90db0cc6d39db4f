"""What was acknowledged survives `kill -9`, and is said once."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.bot.slack.web_api import WebApi, web_api

ROOT = Path(__file__).resolve().parents[2]
LIVE = "its 6.25 and they're still here"


@pytest.fixture
def slack() -> Iterator[WebApi]:
    with web_api() as server:
        yield server


def run(folder: Path, slack: WebApi, moment: str) -> int:
    """Run the assistant until it is killed at a moment, or done; return its exit status."""
    command = [sys.executable, "-W", "error", "-m", "tests.faults.assistant_process"]
    done = subprocess.run(
        [*command, str(folder), slack.url, moment], cwd=ROOT, timeout=60, check=False
    )
    return done.returncode


def posted(slack: WebApi) -> list[str]:
    """Return the keys of the messages that stand, in order."""
    return [_blocks(message["blocks"])[0]["block_id"] for message in slack.messages]


def _blocks(blocks: str | list[dict[str, str]]) -> list[dict[str, str]]:
    found: list[dict[str, str]] = json.loads(blocks) if isinstance(blocks, str) else blocks
    return found


def test_card_arrives_once_after_a_kill_between_commit_and_card(
    tmp_path: Path, slack: WebApi
) -> None:
    killed = run(tmp_path, slack, "committed")
    before = posted(slack)

    restarted = [run(tmp_path, slack, "never"), run(tmp_path, slack, "never")]

    assert (killed, before) == (-signal.SIGKILL, [])
    assert restarted == [0, 0]
    assert posted(slack) == ["case:1:status:1", "case:1:card"]
    assert LIVE in json.dumps(slack.messages[1]["blocks"])


def test_card_stands_once_after_a_kill_between_slacks_yes_and_its_note(
    tmp_path: Path, slack: WebApi
) -> None:
    killed = run(tmp_path, slack, "posted")
    before = posted(slack)

    restarted = run(tmp_path, slack, "never")

    assert (killed, restarted) == (-signal.SIGKILL, 0)
    assert "case:1:card" in before
    assert sorted(posted(slack)) == ["case:1:card", "case:1:status:1"]


def test_concern_that_was_kept_is_not_kept_again_when_slack_sends_it_after_the_kill(
    tmp_path: Path, slack: WebApi
) -> None:
    run(tmp_path, slack, "committed")

    run(tmp_path, slack, "committed")  # Slack never saw the first acknowledgement

    run(tmp_path, slack, "never")
    assert posted(slack) == ["case:1:status:1", "case:1:card"]
