"""What was taken survives a power cut; what cannot work refuses to start."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Literal

import pytest

from bot.local_slack import LocalSlack
from tests.journeys.assistant import PROGRAM, ROOT, Assistant, environment
from tests.journeys.fault_server import fault_server
from tests.journeys.local_slack import ControlClient
from tests.waiting import PATIENCE_S, eventually

ROBIN, ASH = "U0MEMBER1", "U0ADVISER1"
LIVE = "its 6.25 and they're still here"


@pytest.mark.parametrize("when", ["before", "after"])
def test_card_arrives_once_when_the_power_fails_around_its_posting(
    slack: LocalSlack,
    control: ControlClient,
    start: Callable[..., Assistant],
    when: Literal["before", "after"],
) -> None:
    with fault_server(slack) as faulty:
        faulty.hold("chat.postMessage", "C0QUEUE", when)
        assistant = start(SLACK_API_URL=faulty.url)
        control.say(ROBIN, LIVE)
        assert faulty.is_holding.wait(PATIENCE_S)
        assistant.kill()

    start()

    control.card("Case 1")
    control.say(ROBIN, "they are in the hall now")
    control.thread_reply(control.card("Case 1"), "in the hall")
    cards = [m for m in control.queue() if m.thread_ts is None and "Case 1" in m.text]
    assert [LIVE in card.text for card in cards] == [True]


def test_case_is_still_known_after_a_restart(
    control: ControlClient, start: Callable[..., Assistant]
) -> None:
    assistant = start()
    control.say(ROBIN, LIVE)
    card = control.card("Case 1")
    assistant.kill()

    start()
    control.press(ASH, card, "Claim")

    assert "Ash Sample" in control.reply(ROBIN, "has your concern").text


def test_ctrl_c_ends_the_assistant_quietly(start: Callable[..., Assistant]) -> None:
    assistant = start()

    status = assistant.stop()

    assert status in (0, 130)
    assert "Traceback" not in assistant.said()


@pytest.mark.parametrize(
    ("setting", "value", "named"),
    [
        pytest.param("HELPLINE_QUEUE_CHANNEL", "C0GENERAL", "private", id="public channel"),
        pytest.param("HELPLINE_QUEUE_CHANNEL", "C0NOWHERE", "C0NOWHERE", id="no such channel"),
        pytest.param("HELPLINE_STAFF", "U0MEMBER1", "adviser", id="no adviser in it"),
        pytest.param("SLACK_BOT_TOKEN", "", "SLACK_BOT_TOKEN", id="one token of two"),
    ],
)
def test_start_is_refused_in_a_sentence_that_says_what_to_mend(
    slack: LocalSlack, data_folder: Path, setting: str, value: str, named: str
) -> None:
    environ = environment(slack, data_folder) | {setting: value}

    refused = subprocess.run(
        [str(PROGRAM), "run"],
        cwd=ROOT,
        env=environ,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    said = refused.stdout + refused.stderr
    assert refused.returncode in (1, 2)
    assert named in said
    assert "Traceback" not in said


def test_two_connections_hear_a_message_once(
    control: ControlClient, start: Callable[..., Assistant]
) -> None:
    start()

    control.say(ROBIN, LIVE)
    control.card("Case 1")
    control.say(ROBIN, "they are in the hall now")
    control.thread_reply(control.card("Case 1"), "in the hall")

    def heard() -> list[str]:
        return [m.text for m in control.queue() if "in the hall" in m.text]

    assert len(eventually(heard)) == 1
