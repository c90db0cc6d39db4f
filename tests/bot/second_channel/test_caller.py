"""The second channel is called when nobody claims: durable, retried, and in nobody's way."""

from __future__ import annotations

import ssl
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from bot import heartbeats
from bot.inbound import Deed
from bot.outbound import CaseLogged, CasePaged, NobodyYet
from bot.second_channel.caller import MAX_TRIES, SecondCaller
from bot.second_channel.channels import Channel
from bot.second_channel.mail import Mail
from bot.second_channel.webhook import Webhook
from tests.bot.factories import ADVISER, NOW, FrozenClock, a_policy, a_press
from tests.bot.second_channel.servers import SECRET, USER, MailServer, Receiver
from tests.bot.stage import Stage
from tests.waiting import eventually

MINUTE = timedelta(minutes=1)
SMTP = "smtp"


class Called:
    """A channel that keeps when it was called about what, and fails as often as it is told."""

    def __init__(
        self, clock: FrozenClock, failures: int = 0, error: type[Exception] = ConnectionRefusedError
    ) -> None:
        self._clock = clock
        self._error = error
        self.failures = failures
        self.calls: list[tuple[float, int | None]] = []

    def call(self, case_id: int | None, now: datetime) -> None:
        """Keep a call, or fail."""
        self.calls.append(((now - NOW) / MINUTE, case_id))
        if self.failures:
            self.failures -= 1
            raise self._error


@pytest.fixture
def with_second(stage: Stage) -> Callable[..., tuple[Stage, SecondCaller]]:
    """Return a helpline that has second channels."""

    def make(**channels: Channel) -> tuple[Stage, SecondCaller]:
        policy = a_policy(second_channels=tuple(channels))
        staged = Stage(stage.database, stage.clock, policy)
        return staged, SecondCaller(stage.database, channels, stage.clock)

    return make


def logged(stage: Stage) -> list[str]:
    return [
        one.deed
        for one in stage.in_thread()
        if isinstance(one, CaseLogged) and one.deed.startswith("second")
    ]


def wait(stage: Stage, caller: SecondCaller, minutes: int) -> None:
    for _ in range(minutes * 2):
        stage.waits(0.5)
        stage.sends()
        caller.call_due(SMTP)


def test_second_channel_is_called_at_10_minutes_and_every_10_after(
    with_second: Callable[..., tuple[Stage, SecondCaller]], clock: FrozenClock
) -> None:
    channel = Called(clock)
    stage, caller = with_second(smtp=channel)
    stage.opens_a_case()

    wait(stage, caller, 31)

    assert channel.calls == [(10, 1), (20, 1), (30, 1)]
    assert NobodyYet(1, 10) in stage.said_to()
    assert logged(stage) == ["second_channel_called"] * 3


def test_nobody_is_called_outside_slack_once_somebody_has_it(
    with_second: Callable[..., tuple[Stage, SecondCaller]], clock: FrozenClock
) -> None:
    channel = Called(clock, failures=1)
    stage, caller = with_second(smtp=channel)
    stage.opens_a_case()
    wait(stage, caller, 10)  # the first try failed, and waits for the next

    stage.receives(a_press(Deed.CLAIM, 1, ADVISER))
    wait(stage, caller, 9)

    assert channel.calls == [(10, 1)]


def test_failed_call_is_tried_again_with_growing_pauses_and_said_once(
    with_second: Callable[..., tuple[Stage, SecondCaller]], clock: FrozenClock
) -> None:
    channel = Called(clock, failures=3)
    stage, caller = with_second(smtp=channel)
    stage.opens_a_case()

    wait(stage, caller, 13)

    assert channel.calls == [(10, 1), (10.5, 1), (11, 1), (12, 1)]  # 15, 30 and 60 s
    assert logged(stage) == ["second_channel_failed", "second_channel_called"]


@pytest.mark.parametrize("error", [TimeoutError, UnicodeError, RuntimeError])
def test_call_is_tried_again_whatever_failed(
    with_second: Callable[..., tuple[Stage, SecondCaller]],
    clock: FrozenClock,
    error: type[Exception],
) -> None:
    """A password that is not ASCII fails in smtplib as a ValueError, before anything is sent."""
    channel = Called(clock, failures=1, error=error)
    stage, caller = with_second(smtp=channel)
    stage.opens_a_case()

    wait(stage, caller, 11)

    assert [minute for minute, _ in channel.calls] == [10, 10.5]


def test_call_that_never_succeeds_is_given_up_and_said(
    with_second: Callable[..., tuple[Stage, SecondCaller]], clock: FrozenClock
) -> None:
    channel = Called(clock, failures=1000)
    stage, caller = with_second(smtp=channel)
    stage.opens_a_case()
    stage.waits(10)

    for _ in range(MAX_TRIES + 2):
        caller.call_due(SMTP)
        clock.go_on(minutes=11)

    assert len(channel.calls) == MAX_TRIES
    assert logged(stage) == ["second_channel_failed", "second_channel_given_up"]


def test_call_that_a_setting_makes_impossible_is_said_tried_again_and_given_up(
    with_second: Callable[..., tuple[Stage, SecondCaller]],
    mail_server: MailServer,
    trusting: ssl.SSLContext,
) -> None:
    """A password with a letter that SMTP does not know once left the call as *being sent*."""
    who = {"user": USER, "password": "50£", "context": trusting}
    mail = Mail("localhost", mail_server.port, "a@example.org", ("b@example.org",), **who)
    stage, caller = with_second(smtp=mail)
    stage.opens_a_case()
    stage.waits(10)

    for _ in range(MAX_TRIES):
        caller.call_due(SMTP)
        stage.clock.go_on(minutes=11)

    assert logged(stage) == ["second_channel_failed", "second_channel_given_up"]
    assert {row.state for row in stage.rows("outbox") if "smtp" in row.key} == {"dead"}


def test_slack_is_paged_whatever_the_second_channel_does(
    with_second: Callable[..., tuple[Stage, SecondCaller]], clock: FrozenClock
) -> None:
    stage, _ = with_second(smtp=Called(clock))  # its loop hangs: it never comes back
    stage.opens_a_case()

    stage.waits(20)
    stage.sends()

    paged = [d.message.minutes for d in stage.office.delivered if isinstance(d.message, CasePaged)]
    assert paged == [2, 10, 20]
    assert "second_channel" not in {due.destination.kind for due in stage.office.delivered}


def test_call_survives_a_restart(
    with_second: Callable[..., tuple[Stage, SecondCaller]], clock: FrozenClock
) -> None:
    stage, _ = with_second(smtp=Called(clock))
    stage.opens_a_case()
    stage.waits(10)

    after = Called(clock)
    SecondCaller(stage.database, {SMTP: after}, clock).call_due(SMTP)

    assert after.calls == [(10, 1)]


def alive(stage: Stage) -> dict[str, datetime]:
    with stage.database.read() as tx:
        return heartbeats.read(tx)


def test_loops_give_signs_of_life_until_they_are_stopped(
    with_second: Callable[..., tuple[Stage, SecondCaller]], clock: FrozenClock
) -> None:
    stage, caller = with_second(smtp=Called(clock), webhook=Called(clock))
    caller.start()
    at_first = alive(stage)

    clock.go_on(seconds=30)
    later = {"smtp": clock.now(), "webhook": clock.now()}
    eventually(lambda: alive(stage) == later, what="a sign of life of both loops")
    caller.stop()

    assert at_first == {"smtp": NOW, "webhook": NOW}


def test_round_of_many_calls_gives_a_sign_of_life_after_each(
    with_second: Callable[..., tuple[Stage, SecondCaller]], clock: FrozenClock
) -> None:
    class Slow(Called):
        def call(self, case_id: int | None, now: datetime) -> None:
            seen.append(alive(stage).get(SMTP))
            clock.go_on(seconds=100)
            super().call(case_id, now)

    seen: list[datetime | None] = []
    stage, caller = with_second(smtp=Slow(clock, failures=3))
    for n in range(3):
        stage.opens_a_case(sender=f"U0MEMBER{n}")
    stage.waits(10)
    begun = clock.now()

    caller.call_due(SMTP)

    after = timedelta(seconds=100)
    assert seen == [None, begun + after, begun + 2 * after]


def test_loop_of_a_channel_that_is_set_no_more_is_not_missed(
    with_second: Callable[..., tuple[Stage, SecondCaller]], clock: FrozenClock
) -> None:
    stage, before = with_second(smtp=Called(clock), webhook=Called(clock))
    before.start()
    before.stop()  # and the program was killed: nobody took the signs of life away

    _, caller = with_second(smtp=Called(clock))
    caller.start()
    caller.stop()

    assert set(alive(stage)) == {"smtp"}


def test_each_channel_is_called_by_a_loop_of_its_own(
    with_second: Callable[..., tuple[Stage, SecondCaller]],
    plain_mail_server: Callable[[str], MailServer],
    receiver: Receiver,
) -> None:
    server = plain_mail_server("127.0.0.1")
    mail = Mail("127.0.0.1", server.port, "a@example.org", ("b@example.org",))
    stage, caller = with_second(smtp=mail, webhook=Webhook(receiver.url, SECRET))
    stage.opens_a_case("they are still here and the head is Sample, its 6.25")
    stage.waits(10)

    done = [caller.call_due("smtp"), caller.call_due("webhook")]

    assert done == [1, 1]
    assert receiver.taken == [b'{"case": 1}']
    assert "Sample" not in str(server.received.mails[0])
