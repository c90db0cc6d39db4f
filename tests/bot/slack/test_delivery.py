"""A message is brought to Slack once, whatever Slack and the network do; over real HTTP."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest

from bot import outbox
from bot.db import Database
from bot.outbound import (
    AdviserPaged,
    CaseLogged,
    Destination,
    Guidepost,
    MemberHome,
    Message,
    ToCaseThread,
    ToHome,
    ToPerson,
    ToPlace,
    ToQueue,
)
from bot.outbox import Due
from bot.slack.delivery import LONGEST_WAIT, RETRY_AFTER, SlackDelivery
from bot.worker import NotNow, Refused, Sent
from tests.bot.factories import NOW, QUEUE_CHANNEL, FrozenClock, a_person
from tests.bot.slack.views.samples import text_objects
from tests.bot.slack.web_api import Fault, WebApi, an_error
from tests.bot.stage import PHONE

HERE = ToPlace("D0MEMBER1")
HTML = "<html><body>Bad gateway</body></html>"


@pytest.fixture
def delivery(web_api: WebApi, database: Database, clock: FrozenClock) -> SlackDelivery:
    return SlackDelivery(web_api.client(), database, QUEUE_CHANNEL, PHONE, "Europe/London", clock)


def due(
    message: Message = Guidepost("help"),  # noqa: B008 - frozen
    to: Destination = HERE,
    key: str = "in:1:help",
    **changed: object,
) -> Due:
    made = {"attempts": 1, "ambiguous": False, "channel": None, "ts": None, **changed}
    return Due(outbox_id=1, key=key, destination=to, message=message, revision=1, **made)  # type: ignore[arg-type]


def test_message_stands_in_slack_with_its_key_on_the_first_block(
    delivery: SlackDelivery, web_api: WebApi
) -> None:
    outcome = delivery.deliver(due())

    (message,) = web_api.messages
    assert outcome == Sent("D0MEMBER1", message["ts"])
    assert json.loads(_text(message["blocks"]))[0]["block_id"] == "in:1:help"
    assert message["text"]


def test_message_to_a_person_goes_to_their_direct_message(
    delivery: SlackDelivery, web_api: WebApi, database: Database
) -> None:
    with database.write() as tx:
        member = a_person(tx)

    delivery.deliver(due(to=ToPerson(member.id)))

    assert [call["channel"] for call in web_api.called("chat.postMessage")] == ["U0MEMBER1"]


def test_card_goes_to_the_helplines_channel(delivery: SlackDelivery, web_api: WebApi) -> None:
    delivery.deliver(due(to=ToQueue()))

    assert [message["channel"] for message in web_api.messages] == [QUEUE_CHANNEL]


def test_home_tab_is_published_to_its_person(
    delivery: SlackDelivery, web_api: WebApi, database: Database
) -> None:
    with database.write() as tx:
        member = a_person(tx)

    outcome = delivery.deliver(due(MemberHome(None, None, ()), ToHome(member.id)))

    assert outcome == Sent("U0MEMBER1", "home")
    assert [call["user_id"] for call in web_api.called("views.publish")] == ["U0MEMBER1"]


def test_line_of_the_thread_waits_for_its_card_and_then_stands_under_it(
    delivery: SlackDelivery, web_api: WebApi, database: Database
) -> None:
    line = due(CaseLogged(1, "claimed", "Ash Sample"), ToCaseThread(1))
    early = delivery.deliver(line)
    with database.write() as tx:
        outbox.add(tx, "case:1:card", ToQueue(), Guidepost("help"), NOW)
        (card,) = outbox.due(tx, NOW)
        outbox.mark_sent(tx, card, QUEUE_CHANNEL, "1.1", NOW)

    late = delivery.deliver(line)

    assert isinstance(early, NotNow)
    assert not early.ambiguous
    assert isinstance(late, Sent)
    assert [(m["channel"], m["thread_ts"]) for m in web_api.messages] == [(QUEUE_CHANNEL, "1.1")]


def test_message_that_stands_is_edited(delivery: SlackDelivery, web_api: WebApi) -> None:
    first = delivery.deliver(due())
    assert isinstance(first, Sent)

    again = delivery.deliver(due(Guidepost("thanks"), channel=first.channel, ts=first.ts))

    assert again == first
    assert len(web_api.messages) == 1
    assert "Thank you" in web_api.messages[0]["text"]


@pytest.mark.parametrize("error", ["message_not_found", "cant_update_message"])
def test_message_that_somebody_deleted_is_posted_anew(
    delivery: SlackDelivery, web_api: WebApi, error: str
) -> None:
    web_api.fails("chat.update", an_error(error))

    outcome = delivery.deliver(due(channel="D0MEMBER1", ts="1.1"))

    assert outcome == Sent("D0MEMBER1", web_api.messages[0]["ts"])


@pytest.mark.parametrize(
    ("fault", "wait_s"),
    [
        pytest.param(an_error("ratelimited", 429, Retry_After="7"), 7, id="named"),
        pytest.param(an_error("ratelimited", 429), 2, id="not named"),  # 1 s doubled once
        pytest.param(an_error("ratelimited", 429, Retry_After="0"), 1, id="none at all"),
        pytest.param(an_error("ratelimited", 429, Retry_After="soon"), 2, id="no number"),
        pytest.param(an_error("ratelimited", 429, Retry_After="9999"), 30, id="too long"),
        pytest.param(Fault(429, "slow down"), 2, id="in plain text"),
        pytest.param(an_error("ratelimited"), 2, id="as an error"),
    ],
)
def test_told_to_wait_the_message_waits_and_was_surely_not_posted(
    delivery: SlackDelivery, web_api: WebApi, fault: Fault, wait_s: int
) -> None:
    web_api.fails("chat.postMessage", fault)

    outcome = delivery.deliver(due())

    assert isinstance(outcome, NotNow)
    assert (outcome.after, outcome.ambiguous) == (timedelta(seconds=wait_s), False)


@pytest.mark.parametrize("error", ["invalid_auth", "account_inactive", "missing_scope"])
def test_message_waits_for_a_good_token_and_is_not_given_up(
    delivery: SlackDelivery, web_api: WebApi, error: str
) -> None:
    web_api.fails("chat.postMessage", an_error(error))

    outcome = delivery.deliver(due(channel="D0MEMBER1"))

    assert outcome == NotNow(timedelta(seconds=30), error)


@pytest.mark.parametrize(
    "fault",
    [
        pytest.param(Fault(500, "oops"), id="500"),
        pytest.param(an_error("internal_error"), id="internal error"),
        pytest.param(an_error("service_unavailable", 503), id="503"),
        pytest.param(Fault(502, HTML), id="502 in HTML"),
        pytest.param(Fault(200, HTML), id="200 in HTML"),
        pytest.param(Fault(200, ""), id="200 and nothing"),
        pytest.param(Fault(200, '{"ok": tr'), id="cut off"),
        pytest.param(Fault(403, HTML), id="403 in HTML"),
        pytest.param(Fault(resets=True), id="reset"),
    ],
)
def test_in_doubt_whether_it_stands_the_message_is_tried_again_as_one_that_may(
    delivery: SlackDelivery, web_api: WebApi, fault: Fault
) -> None:
    web_api.fails("chat.postMessage", fault)

    outcome = delivery.deliver(due())

    assert isinstance(outcome, NotNow)
    assert outcome.ambiguous
    assert HTML not in outcome.error


def test_slack_that_does_not_answer_in_time_leaves_doubt(
    web_api: WebApi, database: Database, clock: FrozenClock
) -> None:
    client = web_api.client(timeout_s=0.2)
    delivery = SlackDelivery(client, database, QUEUE_CHANNEL, PHONE, "Europe/London", clock)
    web_api.fails("chat.postMessage", Fault(hangs=True))

    outcome = delivery.deliver(due())

    assert outcome == NotNow(RETRY_AFTER * 2, "TimeoutError", ambiguous=True)


def test_slack_that_is_not_there_leaves_doubt(
    web_api: WebApi, database: Database, clock: FrozenClock
) -> None:
    client = web_api.client()
    web_api.server_close()
    client.base_url = "http://127.0.0.1:9/api/"  # the discard port: nobody listens
    delivery = SlackDelivery(client, database, QUEUE_CHANNEL, PHONE, "Europe/London", clock)

    outcome = delivery.deliver(due())

    assert isinstance(outcome, NotNow)
    assert outcome.ambiguous


@pytest.mark.parametrize("where", ["direct message by person", "conversation", "thread"])
def test_message_posted_before_the_connection_broke_is_found_by_its_key_and_not_repeated(
    delivery: SlackDelivery, web_api: WebApi, database: Database, where: str
) -> None:
    with database.write() as tx:
        member = a_person(tx)
    destinations: dict[str, Destination] = {
        "direct message by person": ToPerson(member.id),
        "conversation": HERE,
        "thread": ToPlace("C0GENERAL", "1.1"),
    }
    to = destinations[where]
    web_api.fails("chat.postMessage", Fault(resets=True, after_doing=True))
    first = delivery.deliver(due(to=to))
    assert isinstance(first, NotNow)
    assert first.ambiguous
    delivery.deliver(due(to=to, key="in:2:other"))  # others came after it

    second = delivery.deliver(due(to=to, ambiguous=True))

    assert isinstance(second, Sent)
    assert second.ts == web_api.messages[0]["ts"]
    keys = [json.loads(_text(message["blocks"]))[0]["block_id"] for message in web_api.messages]
    assert keys == ["in:1:help", "in:2:other"]


def test_message_that_was_not_posted_after_all_is_posted_now(
    delivery: SlackDelivery, web_api: WebApi
) -> None:
    outcome = delivery.deliver(due(ambiguous=True))

    assert isinstance(outcome, Sent)
    assert len(web_api.messages) == 1


def test_blocks_that_slack_refuses_leave_the_words_and_the_phone_number(
    delivery: SlackDelivery, web_api: WebApi
) -> None:
    web_api.fails("chat.postMessage", an_error("invalid_blocks"))

    outcome = delivery.deliver(due())

    (message,) = web_api.messages
    assert isinstance(outcome, Sent)
    assert "blocks" not in message
    assert message["text"].endswith(PHONE)


@pytest.mark.parametrize("error", ["channel_not_found", "is_archived", "restricted_action"])
def test_what_slack_will_never_take_is_refused_by_name(
    delivery: SlackDelivery, web_api: WebApi, error: str
) -> None:
    web_api.fails("chat.postMessage", an_error(error))

    outcome = delivery.deliver(due())

    assert outcome == Refused(error, unreachable=error == "channel_not_found")


def test_members_words_ping_nobody(delivery: SlackDelivery, web_api: WebApi) -> None:
    words = "<!channel> <!here> <@U0ADVISER1> <!subteam^S1>"

    delivery.deliver(due(AdviserPaged(1, 5, "immediate", words)))

    (message,) = web_api.messages
    blocks = json.loads(_text(message["blocks"]))
    read_as_markup = [one["text"] for one in text_objects(blocks) if one["type"] == "mrkdwn"]
    assert read_as_markup
    assert [mark for mark in ("<!", "<@") if mark in message["text"] + str(read_as_markup)] == []


def test_wait_grows_with_each_try_and_has_an_end(delivery: SlackDelivery, web_api: WebApi) -> None:
    waits = []
    for attempts in (0, 1, 2, 50):
        web_api.fails("chat.postMessage", Fault(500))

        outcome = delivery.deliver(due(attempts=attempts))

        assert isinstance(outcome, NotNow)
        waits.append(outcome.after)
    assert waits == [RETRY_AFTER, RETRY_AFTER * 2, RETRY_AFTER * 4, LONGEST_WAIT]


def _text(blocks: object) -> str:
    return blocks if isinstance(blocks, str) else json.dumps(blocks)


@pytest.mark.parametrize("error", ["channel_not_found", "not_in_channel", "is_archived"])
@pytest.mark.parametrize("to", [ToQueue(), ToCaseThread(1)], ids=["channel", "thread"])
def test_what_goes_to_the_helplines_channel_waits_while_slack_takes_nothing_there(
    delivery: SlackDelivery, web_api: WebApi, database: Database, to: Destination, error: str
) -> None:
    with database.write() as tx:
        outbox.add(tx, "case:1:card", ToQueue(), Guidepost("help"), NOW)
        (card,) = outbox.due(tx, NOW)
        outbox.mark_sent(tx, card, QUEUE_CHANNEL, "1.1", NOW)
    web_api.fails("chat.postMessage", an_error(error))

    outcome = delivery.deliver(due(to=to))

    assert outcome == NotNow(LONGEST_WAIT, error)


def test_nothing_is_edited_in_a_channel_that_the_helpline_had_before(
    delivery: SlackDelivery, web_api: WebApi
) -> None:
    outcome = delivery.deliver(due(to=ToQueue(), channel="C0OLD", ts="1.1"))

    assert isinstance(outcome, Sent)
    assert web_api.called("chat.update") == []
    assert outcome.channel == QUEUE_CHANNEL
