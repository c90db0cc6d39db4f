"""Doubts, claims, calls outside Slack and the helpline's channel, broken and looked at."""

from __future__ import annotations

import pytest
import sqlalchemy as sa

from bot.audit.auditor import Auditor
from bot.audit.violation import Violation
from bot.conversation import withholding
from bot.helpline.channel import Flaw
from bot.inbound import Deed, Form
from bot.second_channel import SecondCaller
from bot.second_channel.caller import MAX_TRIES
from tests.bot.audit.conftest import CountedMonitor, go_on, turn
from tests.bot.factories import (
    ADVISER,
    COLLEAGUE,
    DOUBTFUL,
    QUEUE_CHANNEL,
    a_form,
    a_message,
    a_policy,
    a_press,
)
from tests.bot.stage import Stage


def sql(stage: Stage, statement: str, **values: object) -> None:
    with stage.database.write() as tx:
        assert tx.execute(sa.text(statement), values).rowcount == 1


def asked(stage: Stage) -> None:
    """Let a member be asked whether it is happening now."""
    stage.receives(a_message(DOUBTFUL))
    turn(stage)


def passes(stage: Stage, **span: float) -> None:
    """Let a span pass in which the loops say that they turn, and do nothing."""
    stage.clock.go_on(**span)
    with stage.database.write() as tx:
        tx.execute(sa.text("UPDATE heartbeats SET at = :at"), {"at": plain(stage)})


def plain(stage: Stage) -> str:
    return stage.clock.now().replace(tzinfo=None).isoformat(" ", "microseconds")


# --- doubts ---------------------------------------------------------------------


def test_silence_that_did_not_count_as_yes_is_named(stage: Stage, auditor: Auditor) -> None:
    asked(stage)
    passes(stage, minutes=3, seconds=10)
    in_time = auditor.look()

    passes(stage, seconds=1)

    assert in_time == set()
    assert auditor.look() == {Violation("doubt_overdue", "exchange 1")}


@pytest.mark.parametrize("deed", [Deed.HAPPENING_NOW, Deed.NOT_NOW])
def test_doubt_that_a_button_settled_is_no_violation(
    stage: Stage, auditor: Auditor, deed: Deed
) -> None:
    asked(stage)
    stage.receives(a_press(deed, 1))

    go_on(stage, minutes=4)

    assert auditor.look() == set()


@pytest.mark.parametrize("settled", ["yes", "silence"])
def test_yes_without_a_case_is_named(stage: Stage, auditor: Auditor, settled: str) -> None:
    asked(stage)

    sql(stage, "UPDATE doubts SET settled = :settled", settled=settled)

    assert auditor.look() == {Violation("doubt_without_case", "exchange 1")}


def test_doubt_that_nobody_looked_at_again_is_named(stage: Stage, auditor: Auditor) -> None:
    asked(stage)
    stage.receives(a_press(Deed.NOT_NOW, 1))
    sql(stage, "UPDATE doubts SET judged_at = NULL")

    passes(stage, minutes=2, seconds=1)

    assert Violation("doubt_unjudged", "exchange 1") in auditor.look()


def test_line_of_a_case_that_nobody_looked_at_again_is_named(
    stage: Stage, auditor: Auditor
) -> None:
    stage.opens_a_case()

    passes(stage, minutes=2, seconds=1)

    assert Violation("line_unjudged", "line 1") in auditor.look()


# --- claims ------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["lease", "offer"])
def test_claim_that_can_not_lapse_is_named(stage: Stage, auditor: Auditor, kind: str) -> None:
    stage.opens_a_case()
    other = str(stage.person_id(COLLEAGUE))
    stage.receives(
        a_press(Deed.CLAIM, 1, ADVISER),
        a_form(Form.HAND_OVER, 1, ADVISER, adviser=other, text="my shift ends"),
    )
    turn(stage)
    before = auditor.look()
    turn(stage)

    sql(stage, "UPDATE timers SET ended_at = due_at WHERE kind = :kind", kind=kind)

    assert before == set()
    assert auditor.look() == {Violation("claim_without_timer", "case 1")}


def test_receipt_that_waits_for_more_than_a_minute_is_named(stage: Stage, auditor: Auditor) -> None:
    stage.opens_a_case()
    turn(stage)
    sql(stage, "UPDATE outbox SET ts = NULL, state = 'sending' WHERE key = 'case:1:status:1'")
    passes(stage, seconds=60)
    in_time = auditor.look()

    passes(stage, seconds=1)

    assert in_time == set()
    assert auditor.look() == {Violation("member_not_told", "case 1")}


# --- calls outside Slack -----------------------------------------------------------------


class Deaf:
    """A second channel that takes nothing until it is mended."""

    def __init__(self) -> None:
        self.mended = False

    def call(self, case_id: int | None, now: object) -> None:
        """Refuse."""
        del case_id, now
        if not self.mended:
            raise ConnectionRefusedError


@pytest.fixture
def deaf() -> Deaf:
    """A second channel that is broken."""
    return Deaf()


@pytest.fixture
def caller(stage: Stage, deaf: Deaf) -> SecondCaller:
    """The loop that calls it, about a case that nobody has taken for ten minutes."""
    stage.policy = a_policy(second_channels=("smtp",))
    stage.worker._policy = stage.policy
    stage.opens_a_case()
    for _ in range(10):
        go_on(stage, minutes=1)
    return SecondCaller(stage.database, {"smtp": deaf}, stage.clock)


def goes_on_calling(stage: Stage, caller: SecondCaller, minutes: int) -> None:
    for _ in range(minutes):
        go_on(stage, minutes=1)
        caller.call_due("smtp")


def call_of(found: set[Violation]) -> set[str]:
    return {one.invariant for one in found if one.subject.startswith("outbox")}


def test_call_that_nobody_makes_is_named_and_not_as_a_message_to_slack(
    stage: Stage, auditor: Auditor, caller: SecondCaller
) -> None:
    del caller  # its loop hangs
    go_on(stage, minutes=2)
    in_time = auditor.look()

    go_on(stage, minutes=10)

    assert in_time == set()
    assert call_of(auditor.look()) == {"second_call_fails"}


def test_call_that_fails_is_named_until_one_gets_through(
    stage: Stage, auditor: Auditor, caller: SecondCaller, deaf: Deaf
) -> None:
    goes_on_calling(stage, caller, 3)
    failing = auditor.look()

    deaf.mended = True
    goes_on_calling(stage, caller, 8)  # the next call of the ladder is tried at once

    assert call_of(failing) == {"second_call_fails"}
    assert auditor.look() == set()


def test_call_that_was_given_up_is_named_until_somebody_has_the_case(
    stage: Stage, auditor: Auditor, caller: SecondCaller
) -> None:
    sql(
        stage,
        "UPDATE outbox SET attempts = :n WHERE lane = 2",
        n=MAX_TRIES - 1,
    )
    caller.call_due("smtp")
    given_up = auditor.look()

    stage.receives(a_press(Deed.CLAIM, 1, ADVISER))
    turn(stage)

    assert call_of(given_up) == {"second_call_fails"}
    assert auditor.look() == set()


# --- the helpline's channel -----------------------------------------------------------------


def test_unfit_channel_is_named_and_no_outside_monitor_told_until_it_is_fit(
    stage: Stage, auditor: Auditor, monitor: CountedMonitor
) -> None:
    def look(flaw: Flaw | None) -> set[Violation]:
        with stage.database.write() as tx:
            withholding.looked(tx, "helpline", QUEUE_CHANNEL, flaw, stage.clock.now())
        turn(stage)
        return auditor.look()

    found = [look(None), look(Flaw.PUBLIC), look(None)]

    assert found == [set(), {Violation("channel_unfit", "public")}, set()]
    assert monitor.n == 1  # not again before the alarm is mended for a while
