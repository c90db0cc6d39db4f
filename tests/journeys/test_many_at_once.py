"""Many members write at once: one summary names all of them while their cards come one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from bot import local_slack as local_slacks
from bot.conversation import queue_wording
from bot.local_slack import LocalSlack, Person
from tests.journeys.assistant import Assistant
from tests.journeys.local_slack import ControlClient
from tests.waiting import eventually

CROWD = tuple(
    Person(f"U0CROWD{n:02}", f"crowd{n}", f"Crowd Sample {n} (head)", "member")
    for n in range(1, 13)
)
IN_DISTRESS = CROWD[-1]
A_CARD_A_SECOND_S = 40  # twelve, and their pages; a loaded machine needs more


@pytest.fixture
def slack(local_slack_program: Path, tmp_path: Path) -> Iterator[LocalSlack]:
    """A local Slack with twelve more members."""
    folder = tmp_path / "local-slack"
    with local_slacks.start(folder, binary=local_slack_program, further=CROWD) as running:
        yield running


def test_summary_names_every_case_distress_first_and_every_card_follows(
    start: Callable[..., Assistant], control: ControlClient
) -> None:
    start()

    with ThreadPoolExecutor(len(CROWD)) as at_once:
        for person in CROWD:
            at_once.submit(control.say, person.id, words_of(person))

    numbers = {f"Case {n}" for n in range(1, len(CROWD) + 1)}
    summary = eventually(
        lambda: next((m for m in control.queue() if "came in together" in m.text), None),
        what="a summary",
    )
    eventually(
        lambda: all(f"*{one}*" in control.seen(summary).text for one in numbers),
        what="every case in the summary",
    )
    eventually(
        lambda: queue_wording.SUMMARY_DONE.partition("} ")[2] in control.seen(summary).text,
        A_CARD_A_SECOND_S,
        "the end of the crowd",
    )
    lines = [line for line in control.seen(summary).text.splitlines() if line.startswith("•")]
    assert queue_wording.SUMMARY_DISTRESS in lines[0]
    cards = [one for one in control.queue() if "Claim" in one.labels and not one.thread_ts]
    assert {one.notification.partition(" ·")[0] for one in cards} >= numbers


def words_of(person: Person) -> str:
    """What somebody of the crowd writes: all have an inspector there, one is in distress."""
    if person is IN_DISTRESS:
        return "I can't cope any more, I want to end it all"
    return f"the inspectors are shouting at my staff right now, I am {person.handle}"
