"""
What the worker may expect of a delivery: of the real one over HTTP, and of the one played on stage.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from bot import outbox
from bot.db import Database
from bot.outbound import CaseLogged, Destination, Guidepost, Message, ToCaseThread, ToPlace, ToQueue
from bot.outbox import Due
from bot.slack.delivery import SlackDelivery
from bot.worker import Delivery, NotNow, Sent
from tests.bot.factories import NOW, QUEUE_CHANNEL, FrozenClock
from tests.bot.slack.web_api import web_api
from tests.bot.stage import PHONE, PostOffice

HERE = ToPlace("D0MEMBER1")


@pytest.fixture(params=["over HTTP", "on stage"])
def delivery(
    request: pytest.FixtureRequest, database: Database, clock: FrozenClock
) -> Iterator[Delivery]:
    if request.param == "on stage":
        yield PostOffice(database, clock)
        return
    with web_api() as server:
        client = server.client()
        yield SlackDelivery(client, database, QUEUE_CHANNEL, PHONE, "Europe/London", clock)


def deliver(
    delivery: Delivery, message: Message, to: Destination, stands: Sent | None = None
) -> object:
    """Deliver a message that is new, or stands already."""
    at = (stands.channel, stands.ts) if stands else (None, None)
    return delivery.deliver(Due(1, "key", to, message, 1, 0, False, *at))


def test_message_stands_where_it_was_sent(delivery: Delivery) -> None:
    outcome = deliver(delivery, Guidepost("help"), HERE)

    assert isinstance(outcome, Sent)
    assert outcome.channel == "D0MEMBER1"


def test_two_messages_stand_at_two_places(delivery: Delivery) -> None:
    outcomes = {deliver(delivery, Guidepost("help"), HERE) for _ in range(2)}

    assert len(outcomes) == 2


def test_edited_message_stands_where_it_stood(delivery: Delivery) -> None:
    first = deliver(delivery, Guidepost("help"), HERE)
    assert isinstance(first, Sent)

    again = deliver(delivery, Guidepost("thanks"), HERE, first)

    assert again == first


def test_line_of_a_thread_waits_until_its_card_stands(
    delivery: Delivery, database: Database
) -> None:
    line = CaseLogged(1, "paged_again")
    early = deliver(delivery, line, ToCaseThread(1))
    with database.write() as tx:
        outbox.add(tx, "case:1:card", ToQueue(), Guidepost("help"), NOW)
        (card,) = outbox.due(tx, NOW)
        outbox.mark_sent(tx, card, QUEUE_CHANNEL, "1.1", NOW)

    late = deliver(delivery, line, ToCaseThread(1))

    assert isinstance(early, NotNow)
    assert isinstance(late, Sent)
    assert late.channel == QUEUE_CHANNEL
