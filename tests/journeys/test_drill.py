"""A drill by hand: called like a member's concern, answered by an adviser, told to the operator."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator

import pytest

from bot.conversation import operator_wording, queue_wording
from tests.journeys.assistant import PROGRAM, ROOT, Assistant, environment
from tests.journeys.local_slack import ControlClient
from tests.journeys.messages import words
from tests.waiting import eventually

ADVISER = "U0ADVISER1"
ROBIN = "U0MEMBER1"
ENDED_WITHIN_S = 30


@pytest.fixture
def drill(assistant: Assistant) -> Iterator[subprocess.Popen[str]]:
    """`helpline drill`, beside a running assistant."""
    with subprocess.Popen(
        [str(PROGRAM), "drill"],
        cwd=ROOT,
        env=environment(assistant.slack, assistant.data),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as running:
        yield running
        running.kill()


def test_drill_is_answered_by_an_adviser_and_members_read_so(
    drill: subprocess.Popen[str], control: ControlClient
) -> None:
    card = control.card("Drill")
    assert queue_wording.CARD_DRILL in card.text
    assert f"<@{ADVISER}>" in card.text

    control.press(ADVISER, card, "Claim")

    said, _ = drill.communicate(timeout=ENDED_WITHIN_S)
    assert drill.returncode == 0
    assert operator_wording.DRILL_STARTED in said
    assert "answered in" in said
    control.thread_reply(card, "answered this drill")
    eventually(lambda: "Claim" not in control.seen(card).labels, what="the closed card")
    control.open_home(ROBIN)
    eventually(lambda: "a person answered after" in words(control.home(ROBIN)), what="the result")
    assert control.direct_messages(ROBIN) == []


def test_doctor_finds_a_running_assistant_well(assistant: Assistant) -> None:
    done = subprocess.run(
        [str(PROGRAM), "doctor"],
        cwd=ROOT,
        env=environment(assistant.slack, assistant.data),
        capture_output=True,
        text=True,
        timeout=ENDED_WITHIN_S,
        check=False,
    )

    said = " ".join(done.stdout.split())
    assert operator_wording.ALL_HOLDS in said
    assert operator_wording.ADMINS_TOLD in said
    assert done.returncode == 0
