"""The helpline's channel is looked at again and again, over HTTP as in production."""

from __future__ import annotations

from typing import Any

import pytest

from bot.db import Database
from bot.errors import NotReady
from bot.heartbeats import Heartbeats
from bot.helpline import channel
from bot.helpline.channel import Flaw
from bot.slack.parse import changes_channel
from bot.slack.queue_watch import QueueWatch
from bot.wiring import _queue_channel
from tests.bot.factories import QUEUE_CHANNEL, FrozenClock
from tests.bot.slack.web_api import Fault, WebApi, an_error
from tests.waiting import eventually

PRIVATE = {"id": QUEUE_CHANNEL, "name": "helpline-queue", "is_private": True, "is_member": True}


def watch(web_api: WebApi, database: Database, clock: FrozenClock) -> QueueWatch:
    beats = Heartbeats(database, clock)
    return QueueWatch(web_api.client(), database, "helpline-queue", QUEUE_CHANNEL, clock, beats)


def is_found(web_api: WebApi, **changed: Any) -> None:
    web_api.answers["conversations.info"] = {"channel": PRIVATE | changed}


def flaw(database: Database) -> Flaw | None:
    with database.read() as tx:
        look = channel.last_look(tx)
    assert look is not None
    return look.flaw


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"is_private": False}, Flaw.PUBLIC),
        ({"is_archived": True}, Flaw.ARCHIVED),
        ({"is_ext_shared": True}, Flaw.SHARED),
        ({"is_shared": True}, Flaw.SHARED),
        ({"is_pending_ext_shared": True}, Flaw.SHARED),
        ({"pending_shared": ["T0OTHER"]}, Flaw.SHARED),
        ({"is_member": False}, Flaw.GONE),
        ({"name": "helpline-renamed"}, None),
        ({}, None),
    ],
)
def test_look_finds_whether_the_channel_may_hold_members_words(
    web_api: WebApi,
    database: Database,
    clock: FrozenClock,
    changed: dict[str, Any],
    expected: Flaw | None,
) -> None:
    is_found(web_api, **changed)

    fit = watch(web_api, database, clock).look()

    assert (flaw(database), fit) == (expected, expected is None)


def test_channel_that_slack_does_not_show_us_any_more_is_gone(
    web_api: WebApi, database: Database, clock: FrozenClock
) -> None:
    web_api.fails("conversations.info", an_error("channel_not_found"))

    watch(web_api, database, clock).look()

    assert flaw(database) is Flaw.GONE


@pytest.mark.parametrize("fault", [Fault(resets=True), Fault(500), an_error("ratelimited", 429)])
def test_channel_is_as_it_was_while_slack_cannot_be_asked(
    web_api: WebApi, database: Database, clock: FrozenClock, fault: Fault
) -> None:
    is_found(web_api, is_private=False)
    watching = watch(web_api, database, clock)
    watching.look()
    web_api.fails("conversations.info", fault)

    assert watching.look() is False


def test_new_name_is_noted_in_the_log_and_changes_nothing(
    web_api: WebApi,
    database: Database,
    clock: FrozenClock,
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level("INFO")
    watching = watch(web_api, database, clock)
    is_found(web_api)
    watching.look()

    is_found(web_api, name="helpline-two")

    assert watching.look() is True
    assert "another name" in caplog.text
    assert "helpline-two" not in caplog.text


def test_change_that_slack_tells_of_is_looked_at_at_once(
    web_api: WebApi, database: Database, clock: FrozenClock
) -> None:
    is_found(web_api, is_archived=True)
    watching = watch(web_api, database, clock)
    watching.start()

    watching.look_soon()

    eventually(lambda: web_api.called("conversations.info"))
    watching.stop()


@pytest.mark.parametrize(
    ("event", "expected"),
    [
        ({"type": "channel_archive", "channel": QUEUE_CHANNEL}, True),
        ({"type": "group_rename", "channel": {"id": QUEUE_CHANNEL, "name": "other"}}, True),
        ({"type": "channel_shared", "channel": QUEUE_CHANNEL}, True),
        ({"type": "member_joined_channel", "channel": QUEUE_CHANNEL}, True),
        (
            {"type": "message", "subtype": "channel_convert_to_public", "channel": QUEUE_CHANNEL},
            True,
        ),
        ({"type": "channel_archive", "channel": "C0OTHER"}, False),
        ({"type": "message", "channel": QUEUE_CHANNEL, "text": "words"}, False),
        ({"type": None, "channel": None}, False),
    ],
)
def test_what_is_done_to_the_channel_itself_is_known(event: dict[str, Any], expected: bool) -> None:
    assert changes_channel({"event": event}, QUEUE_CHANNEL) is expected


def test_start_is_refused_with_an_unfit_channel_that_never_held_a_case(
    web_api: WebApi, database: Database
) -> None:
    is_found(web_api, is_private=False)

    with pytest.raises(NotReady, match="public"):
        _queue_channel("helpline-queue", web_api.client(), database)


def test_start_goes_on_with_the_channel_known_before_though_it_is_unfit_or_renamed(
    web_api: WebApi, database: Database, clock: FrozenClock
) -> None:
    is_found(web_api)
    watch(web_api, database, clock).look()
    web_api.fails("conversations.info", an_error("channel_not_found"))
    web_api.answers["conversations.list"] = {"channels": []}

    assert _queue_channel("helpline-queue", web_api.client(), database) == QUEUE_CHANNEL
