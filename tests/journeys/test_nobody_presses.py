"""Nobody claims: advisers are called again, then outside Slack, and the member is told so."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from tests.bot.second_channel.servers import SECRET, MailServer, Receiver
from tests.journeys.assistant import Assistant
from tests.journeys.local_slack import ControlClient
from tests.waiting import eventually

ROBIN, SKY = "U0MEMBER1", "U0MEMBER2"
ASH, WREN = "U0ADVISER1", "U0ADVISER2"
LIVE = "its 6.25 and they're still here"
AGAIN = "*Case 1* · immediate · nobody has claimed it"
WORDS_OF_THE_MEMBER = ("6.25", "still", "Robin")


@pytest.fixture
def mailbox() -> Iterator[MailServer]:
    """The mail server of whoever is called outside Slack."""
    server = MailServer(None, "127.0.0.1")
    yield server
    server.stop()


@pytest.fixture
def webhook() -> Iterator[Receiver]:
    """What receives the signed calls, and refuses those that are not."""
    receiver = Receiver()
    yield receiver
    receiver.stop()


def second_channels(mailbox: MailServer, webhook: Receiver) -> dict[str, str]:
    """Settings by which people are called outside Slack."""
    return {
        "HELPLINE_SMTP_HOST": mailbox.host,
        "HELPLINE_SMTP_PORT": str(mailbox.port),
        "HELPLINE_SMTP_FROM": "helpline@example.org",
        "HELPLINE_SMTP_TO": "duty@example.org",
        "HELPLINE_WEBHOOK_URL": webhook.url,
        "HELPLINE_WEBHOOK_SECRET": SECRET,
    }


def pages(control: ControlClient) -> list[str]:
    """Every page about case 1 in the helpline's channel."""
    return [one.ts for one in control.queue() if AGAIN in one.text]


def test_more_people_are_called_until_somebody_claims_and_the_member_is_told_the_truth(
    start: Callable[..., Assistant], control: ControlClient, mailbox: MailServer, webhook: Receiver
) -> None:
    start(HELPLINE_LADDER_IMMEDIATE="1s,2s,3s,2s", **second_channels(mailbox, webhook))

    control.say(ROBIN, LIVE)

    control.card("nobody has claimed it")
    for adviser in (ASH, WREN):
        assert LIVE in control.reply(adviser, "nobody has claimed it").text
    told = control.reply(ROBIN, "Nobody has picked your concern up yet")
    assert "ring *0300 30 30 333* now" in told.text
    assert not any("has your" in one.text for one in control.direct_messages(ROBIN))
    card = control.card("Case 1 ·")
    control.thread_reply(card, "The second channel was called, too: e-mail")
    control.thread_reply(card, "The second channel was called, too: webhook")


def test_calls_outside_slack_go_on_and_hold_the_cases_number_alone(
    start: Callable[..., Assistant], control: ControlClient, mailbox: MailServer, webhook: Receiver
) -> None:
    start(HELPLINE_LADDER_IMMEDIATE="1s,2s,3s,2s", **second_channels(mailbox, webhook))

    control.say(ROBIN, LIVE)

    eventually(lambda: webhook.taken[1:], what="a second signed call")
    mail = eventually(lambda: mailbox.received.mails, what="an e-mail")[0]
    assert (set(webhook.taken), webhook.refused) == ({b'{"case": 1}'}, 0)
    assert "case 1" in str(mail["Subject"])
    assert [word for word in WORDS_OF_THE_MEMBER if word in mail.as_string()] == []


def test_claim_ends_the_calls_of_its_case_and_of_no_other(
    start: Callable[..., Assistant], control: ControlClient
) -> None:
    start(HELPLINE_LADDER_IMMEDIATE="1s,2s,5s,2s")
    control.say(ROBIN, LIVE)
    control.say(SKY, "an inspector is shouting at my deputy right now")
    page = control.card(AGAIN)

    control.press(ASH, page, "Claim")

    assert "Ash Sample" in control.reply(ROBIN, "has your concern").text
    before = pages(control)
    control.reply(SKY, "Nobody has picked your concern up yet")
    assert pages(control) == before


def test_calls_go_on_where_they_stood_when_the_power_fails_in_between(
    start: Callable[..., Assistant], control: ControlClient
) -> None:
    settings = {"HELPLINE_LADDER_IMMEDIATE": "1s,2s,7s,60s"}
    assistant = start(**settings)
    control.say(ROBIN, LIVE)
    control.reply(WREN, "nobody has claimed it")
    before = pages(control)
    assistant.kill()

    start(**settings)

    control.reply(ROBIN, "Nobody has picked your concern up yet")
    eventually(lambda: len(pages(control)) == len(before) + 1, what="the page of that step")
    called = [one for one in control.direct_messages(WREN) if "claimed it" in one.text]
    assert len(called) == 1
