"""An alarm is told once, and once more when it is mended; the monitor hears only of all well."""

from __future__ import annotations

import logging

import pytest
import sqlalchemy as sa

from bot.audit.alarms import MENDED_AFTER, settle, standing
from bot.audit.auditor import Auditor
from bot.audit.violation import Violation
from bot.outbound import AlarmShown, AlarmsTold
from bot.worker import NotNow
from tests.bot.audit.conftest import ADMIN, CountedMonitor, go_on
from tests.bot.factories import LIVE, a_message
from tests.bot.stage import Stage

CARDLESS = Violation("case_without_card", "case 1")


def told(stage: Stage) -> list[AlarmsTold]:
    return [one for _, one in stage.said() if isinstance(one, AlarmsTold)]


def take_the_card_away(stage: Stage) -> None:
    with stage.database.write() as tx:
        tx.execute(sa.text("UPDATE outbox SET key = 'gone' WHERE key = 'case:1:card'"))


def give_the_card_back(stage: Stage) -> None:
    with stage.database.write() as tx:
        tx.execute(sa.text("UPDATE outbox SET key = 'case:1:card' WHERE key = 'gone'"))


@pytest.fixture
def cardless(stage: Stage, auditor: Auditor) -> Stage:
    """A helpline with a case whose card is gone."""
    stage.receives(a_message(LIVE))
    go_on(stage, seconds=30)
    assert auditor.look() == set()
    take_the_card_away(stage)
    return stage


def test_alarm_is_told_to_administrators_once(cardless: Stage, auditor: Auditor) -> None:
    for _ in range(3):
        auditor.look()
        go_on(cardless, seconds=30)

    (message,) = told(cardless)
    assert [(one.invariant, one.subject) for one in message.raised] == [
        ("case_without_card", "case 1")
    ]
    assert message in cardless.said_to(ADMIN)


def test_alarm_is_named_at_error_in_the_log_by_our_own_row(
    cardless: Stage, auditor: Auditor, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.ERROR, "bot.audit"):
        auditor.look()

    assert [record.getMessage() for record in caplog.records] == ["case_without_card: case 1"]


def test_mended_alarm_is_told_once_it_has_stayed_away(cardless: Stage, auditor: Auditor) -> None:
    auditor.look()
    give_the_card_back(cardless)

    for _ in range(5):
        go_on(cardless, seconds=30)
        auditor.look()

    raised, mended = told(cardless)
    assert raised.mended == mended.raised == ()
    assert [(one.invariant, one.subject) for one in mended.mended] == [
        ("case_without_card", "case 1")
    ]


def test_alarm_that_comes_and_goes_is_one_alarm(cardless: Stage, auditor: Auditor) -> None:
    for _ in range(4):
        auditor.look()
        give_the_card_back(cardless)
        go_on(cardless, seconds=30)
        auditor.look()
        take_the_card_away(cardless)
        go_on(cardless, seconds=30)

    assert len(told(cardless)) == 1


def test_alarm_survives_a_restart_and_is_not_told_again(cardless: Stage, auditor: Auditor) -> None:
    auditor.look()

    with cardless.database.write() as tx:  # another program, with nothing in memory
        all_well = settle(tx, {CARDLESS}, [ADMIN], cardless.clock.now())

    assert not all_well
    assert len(told(cardless)) == 1


def test_many_alarms_at_once_are_one_message_that_says_how_many_more(stage: Stage) -> None:
    many = {Violation("message_stuck", f"outbox {n}") for n in range(40)}

    with stage.database.write() as tx:
        settle(tx, many, [ADMIN], stage.clock.now())

    (message,) = told(stage)
    assert (len(message.raised), message.more) == (15, 25)


def test_monitor_is_pinged_only_while_all_holds(
    cardless: Stage, auditor: Auditor, monitor: CountedMonitor
) -> None:
    before = monitor.n
    for _ in range(4):
        auditor.look()
        go_on(cardless, seconds=30)
    while_broken = monitor.n - before
    give_the_card_back(cardless)

    for _ in range(5):
        auditor.look()
        go_on(cardless, seconds=30)

    assert while_broken == 0
    assert monitor.n > before


def test_standing_alarms_say_since_when(cardless: Stage, auditor: Auditor) -> None:
    auditor.look()
    since = cardless.clock.now()
    go_on(cardless, minutes=1)
    auditor.look()

    with cardless.database.read() as tx:
        assert standing(tx) == [AlarmShown("case_without_card", "case 1", since)]
    assert MENDED_AFTER.total_seconds() > 60  # longer than a refused card needs to be tried again


def test_alarm_waits_in_the_outbox_like_any_message(cardless: Stage, auditor: Auditor) -> None:
    auditor.look()
    key = next(row.key for row in cardless.rows("outbox") if row.key.startswith("alarm:"))
    cardless.office.says[key] = NotNow(cardless.clock.now() - cardless.clock.now(), "ratelimited")

    cardless.worker.send_due()
    del cardless.office.says[key]
    cardless.sends()

    assert [row.state for row in cardless.rows("outbox") if row.key == key] == ["sent"]
