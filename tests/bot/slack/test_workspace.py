"""What the assistant needs of its workspace, and the sentence it stops with without it."""

from __future__ import annotations

from typing import Any

import pytest

from bot.conversation import wording
from bot.db import Database
from bot.errors import NotReady
from bot.heartbeats import Heartbeats
from bot.helpline import people
from bot.slack import workspace
from bot.slack.last_resort import LastResort
from bot.slack.staff_watch import StaffWatch
from bot.slack.workspace import Identity
from tests.bot.factories import ADVISER, COLLEAGUE, QUEUE_CHANNEL, FrozenClock, a_policy
from tests.bot.slack.web_api import Fault, WebApi, an_error
from tests.bot.stage import PHONE

PRIVATE = {"id": QUEUE_CHANNEL, "name": "helpline-queue", "is_private": True}


def has_channel(web_api: WebApi, **changed: Any) -> None:
    web_api.answers["conversations.info"] = {"channel": PRIVATE | changed}


def has_members(web_api: WebApi, *members: str, **user: Any) -> None:
    web_api.answers["conversations.members"] = {"members": list(members)}
    web_api.answers["users.info"] = {"user": {"profile": {"real_name": "Ash Sample"}, **user}}


def advisers(web_api: WebApi, *named: str, group: str | None = None) -> dict[str, str]:
    return workspace.advisers(web_api.client(), QUEUE_CHANNEL, named, group, "U0HELPLINE")


def test_assistant_knows_who_it_is(web_api: WebApi) -> None:
    web_api.answers["auth.test"] = {
        "user_id": "U1",
        "bot_id": "B1",
        "team_id": "T1",
        "team": "Union",
    }

    assert workspace.identify(web_api.client()) == Identity("U1", "B1", "T1", "Union")


@pytest.mark.parametrize(
    ("fault", "sentence"),
    [
        pytest.param(an_error("invalid_auth"), "refuses SLACK_BOT_TOKEN", id="token refused"),
        pytest.param(Fault(resets=True), "cannot be reached", id="not there"),
    ],
)
def test_start_is_refused_when_slack_does_not_know_us(
    web_api: WebApi, fault: Fault, sentence: str
) -> None:
    web_api.fails("auth.test", fault)

    with pytest.raises(NotReady, match=sentence):
        workspace.identify(web_api.client())


def test_private_channel_that_exists_is_taken(web_api: WebApi) -> None:
    has_channel(web_api)

    assert workspace.queue_channel(web_api.client(), QUEUE_CHANNEL) == QUEUE_CHANNEL


def test_channel_is_found_by_its_name_on_a_later_page(web_api: WebApi) -> None:
    web_api.fails("conversations.info", an_error("channel_not_found"))
    more = '{"ok": true, "channels": [], "response_metadata": {"next_cursor": "2"}}'
    web_api.fails("conversations.list", Fault(body=more))
    web_api.answers["conversations.list"] = {"channels": [PRIVATE]}

    assert workspace.queue_channel(web_api.client(), "#helpline-queue") == QUEUE_CHANNEL


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        pytest.param({"is_private": False}, "is public", id="public"),
        pytest.param({"is_archived": True}, "is archived", id="archived"),
        pytest.param({"is_ext_shared": True}, "shared with another", id="shared"),
    ],
)
def test_start_is_refused_when_concerns_would_not_be_confidential(
    web_api: WebApi, changed: dict[str, bool], sentence: str
) -> None:
    has_channel(web_api, **changed)

    with pytest.raises(NotReady, match=sentence):
        workspace.queue_channel(web_api.client(), QUEUE_CHANNEL)


def test_start_is_refused_when_there_is_no_such_channel(web_api: WebApi) -> None:
    web_api.fails("conversations.info", an_error("channel_not_found"))
    web_api.answers["conversations.list"] = {"channels": []}

    with pytest.raises(NotReady, match="HELPLINE_QUEUE_CHANNEL"):
        workspace.queue_channel(web_api.client(), "helpline-queue")


def test_advisers_are_those_named_who_are_in_the_channel(web_api: WebApi) -> None:
    has_members(web_api, ADVISER, "U0GUEST", "U0HELPLINE")

    assert advisers(web_api, ADVISER, COLLEAGUE) == {ADVISER: "Ash Sample"}


def test_with_nobody_named_everybody_in_the_channel_is_an_adviser(web_api: WebApi) -> None:
    has_members(web_api, ADVISER, COLLEAGUE, "U0HELPLINE")

    assert sorted(advisers(web_api)) == [ADVISER, COLLEAGUE]


def test_advisers_are_those_of_the_group_who_are_in_the_channel(web_api: WebApi) -> None:
    has_members(web_api, ADVISER, COLLEAGUE)
    web_api.answers["usergroups.users.list"] = {"users": [COLLEAGUE, "U0AWAY"]}

    assert list(advisers(web_api, group="S0STAFF")) == [COLLEAGUE]


@pytest.mark.parametrize(
    ("user", "takes"),
    [
        pytest.param({"is_restricted": True}, [ADVISER], id="a guest"),
        pytest.param({"is_restricted": True, "is_ultra_restricted": True}, [ADVISER], id="of one"),
    ],
)
def test_guest_takes_cases_only_by_name(
    web_api: WebApi, user: dict[str, bool], takes: list[str]
) -> None:
    has_members(web_api, ADVISER, **user)

    assert list(advisers(web_api, ADVISER)) == takes


def test_stranger_takes_no_cases_even_by_name(web_api: WebApi) -> None:
    has_members(web_api, ADVISER, is_stranger=True)

    with pytest.raises(NotReady, match="No adviser"):
        advisers(web_api, ADVISER)


@pytest.mark.parametrize(
    ("members", "user"),
    [
        pytest.param(["U0HELPLINE"], {}, id="only ourselves"),
        pytest.param([ADVISER], {"deleted": True}, id="only who has left"),
        pytest.param([ADVISER], {"is_bot": True}, id="only bots"),
        pytest.param([ADVISER], {"is_stranger": True}, id="only people of another organisation"),
        pytest.param([ADVISER], {"is_restricted": True}, id="only guests"),
        pytest.param([ADVISER], {"is_ultra_restricted": True}, id="only guests of one channel"),
    ],
)
def test_start_is_refused_when_a_concern_would_reach_nobody(
    web_api: WebApi, members: list[str], user: dict[str, bool]
) -> None:
    has_members(web_api, *members, **user)

    with pytest.raises(NotReady, match="No adviser"):
        advisers(web_api)


def test_advisers_on_file_are_those_in_the_channel(web_api: WebApi, database: Database) -> None:
    has_members(web_api, ADVISER)
    beats = Heartbeats(database, FrozenClock())
    client, itself = web_api.client(), "U0HELPLINE"
    watch = StaffWatch(client, database, a_policy(), (), itself, beats, lambda: True)

    n = watch.read()

    with database.read() as tx:
        assert [one.address for one in people.advisers(tx)] == [ADVISER]
    assert n == 1


def test_last_resort_tells_the_person_the_phone_number(web_api: WebApi) -> None:
    last_resort = LastResort(web_api.client(), PHONE)

    last_resort._post("U0MEMBER1")

    (message,) = web_api.messages
    assert message["text"] == wording.NOT_KEPT.format(phone=PHONE)
    assert PHONE in message["text"]


@pytest.mark.parametrize("fault", [an_error("invalid_auth"), Fault(resets=True), Fault(500)])
def test_last_resort_that_fails_holds_nothing_up(web_api: WebApi, fault: Fault) -> None:
    web_api.fails("chat.postMessage", fault)

    LastResort(web_api.client(), PHONE)._post("U0MEMBER1")

    assert web_api.messages == []
