"""The local Slack itself: started, shown, stopped."""

from __future__ import annotations

import urllib.error
from pathlib import Path

import pytest

from bot import local_slack as local_slacks
from bot.local_slack import LocalSlack, three_things_to_try
from tests.journeys.local_slack import ControlClient


def test_direct_messages_of_everybody_are_open(slack: LocalSlack, control: ControlClient) -> None:
    channels = [control.direct_channel(person.id) for person in slack.people]

    assert all(channels)
    assert len(set(channels)) == len(slack.people)


def test_welcome_names_the_page_and_whom_to_act_as(slack: LocalSlack) -> None:
    shown = three_things_to_try(slack)

    named = [slack.url, slack.people[0].name, slack.people[2].name, "helpline-queue", "Ctrl-C"]
    assert [words for words in named if words not in shown] == []


def test_local_slack_is_gone_once_it_is_stopped(local_slack_program: Path, tmp_path: Path) -> None:
    running = local_slacks.start(tmp_path, binary=local_slack_program)

    running.stop()

    with pytest.raises(urllib.error.URLError):
        ControlClient(running).log()
