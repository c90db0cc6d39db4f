"""The canary crosses intake and the outbox, is missed when it does not, and calls nobody."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from bot.audit.auditor import Auditor
from bot.audit.canary import SENDER
from bot.audit.violation import Violation
from bot.inbox import MAX_ATTEMPTS
from bot.nowhere import is_nowhere
from bot.slack.delivery import SlackDelivery
from bot.worker import NotNow, Sent
from tests.bot.audit.conftest import go_on, turn
from tests.bot.factories import QUEUE_CHANNEL
from tests.bot.slack.conftest import web_api
from tests.bot.slack.web_api import WebApi
from tests.bot.stage import PHONE, Stage

__all__ = ["web_api"]


def canaries(stage: Stage) -> list[tuple[int, str]]:
    return [(row.id, row.state) for row in stage.rows("inbox") if row.kind == "Canary"]


def test_canary_comes_out_of_the_outbox(stage: Stage, auditor: Auditor) -> None:
    auditor.look()

    turn(stage)

    (reply,) = stage.rows("outbox")
    assert (reply.state, reply.channel) == ("sent", SENDER)
    assert auditor.look() == set()


def test_each_canary_is_cleared_away_by_the_next(stage: Stage, auditor: Auditor) -> None:
    for _ in range(10):
        auditor.look()
        go_on(stage, seconds=30)

    assert canaries(stage) == [(10, "done")]
    assert stage.n("outbox") == 1


def test_number_of_a_canary_is_never_given_to_a_members_gesture(
    stage: Stage, auditor: Auditor
) -> None:
    seen: set[int] = set()

    for _ in range(5):
        auditor.look()
        turn(stage)
        seen |= {number for number, _ in canaries(stage)}

    assert seen == {1, 2, 3, 4, 5}


def test_canary_is_missed_when_gestures_are_not_taken_up(stage: Stage, auditor: Auditor) -> None:
    auditor.look()

    stage.clock.go_on(seconds=31)

    assert auditor.look() == {Violation("canary_silent", "inbox 1")}


def test_canary_is_missed_when_nothing_is_sent(stage: Stage, auditor: Auditor) -> None:
    auditor.look()
    stage.worker.sweep()

    stage.clock.go_on(seconds=31)

    assert auditor.look() == {Violation("canary_silent", "inbox 1")}


def test_canary_that_comes_out_after_all_is_missed_no_more(stage: Stage, auditor: Auditor) -> None:
    auditor.look()
    stage.clock.go_on(seconds=31)
    auditor.look()

    turn(stage)

    assert auditor.look() == set()
    assert canaries(stage) == [(2, "waiting")]


def test_canary_that_fails_for_good_calls_no_adviser(
    stage: Stage, auditor: Auditor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*args: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("bot.conversation.commands.show", fails)
    auditor.look()

    for _ in range(MAX_ATTEMPTS):
        go_on(stage, minutes=2)

    assert canaries(stage) == [(1, "dead")]
    assert stage.n("cases") == 0
    assert auditor.look() == {Violation("canary_silent", "inbox 1")}


def test_canary_reaches_nobody_in_slack(stage: Stage, auditor: Auditor, web_api: WebApi) -> None:
    auditor.look()
    stage.worker.sweep()
    client = web_api.client()
    delivery = SlackDelivery(
        client, stage.database, QUEUE_CHANNEL, PHONE, "Europe/London", stage.clock
    )
    stage.sends()

    (due,) = stage.office.delivered
    outcome = delivery.deliver(due)

    assert isinstance(outcome, Sent)
    assert not isinstance(outcome, NotNow)
    assert web_api.calls == []


def test_canary_is_the_only_person_it_leaves(stage: Stage, auditor: Auditor) -> None:
    before = {row.address for row in stage.rows("people")}

    for _ in range(3):
        auditor.look()
        turn(stage)

    with stage.database.read() as tx:
        after = set(tx.execute(sa.text("SELECT address FROM people")).scalars())
    assert after - before == {SENDER}
    assert is_nowhere(SENDER)
