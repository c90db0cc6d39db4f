"""A local Slack that does not come up is said to have failed, with its own words."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.local_slack.errors import StartFailed
from bot.local_slack.server import start


def program_that(folder: Path, does: str) -> Path:
    """Write a program that stands in for one that is broken."""
    program = folder / "broken"
    program.write_text(f"#!/bin/sh\n{does}\n")
    program.chmod(0o755)
    return program


def test_start_passes_on_why_the_local_slack_ended(tmp_path: Path) -> None:
    program = program_that(tmp_path, "echo 'port 3000 is taken'; exit 1")

    with pytest.raises(StartFailed, match="ended at once: port 3000 is taken"):
        start(tmp_path, binary=program)


def test_start_gives_up_on_a_local_slack_that_never_answers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.local_slack.server.START_WITHIN_S", 0.2)
    program = program_that(tmp_path, "exec sleep 60")

    with pytest.raises(StartFailed, match="did not answer in time"):
        start(tmp_path, binary=program)
