"""Slack's payloads into what they mean; anything may be missing, and nothing raises."""

from __future__ import annotations

import copy
import json
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.inbound import (
    ButtonPressed,
    CommandGiven,
    Deed,
    FileLink,
    Form,
    FormSubmitted,
    HomeOpened,
    Inbound,
    MessageDeleted,
    MessageEdited,
    MessageWritten,
    Place,
    ShortcutUsed,
)
from bot.slack.parse import parse
from tests.bot.slack.payloads import (
    BOT,
    NAMES,
    Payload,
    a_direct_message,
    a_message_action,
    a_press,
    recorded,
)

MEMBER = "U0MEMBER1"
DIRECT = Place("D0MEMBER1", private=True)
WORDS = "can they see all books?"

READ_AS: dict[str, Inbound | None] = {
    "app_home_opened": HomeOpened("v:EvMWRB2AFG152", MEMBER),
    "app_mention": MessageWritten(
        "m:C0GENERAL:1795319812.000037",
        MEMBER,
        Place("C0GENERAL"),
        "1795319812.000037",
        WORDS,
        mentions=True,
    ),
    "block_actions_home": ButtonPressed(
        "a:U0MEMBER1::inspector_here:1795320005.211",
        MEMBER,
        Place("", private=True),
        Deed.INSPECTOR_HERE,
        "x",
    ),
    "block_actions_home_select": None,  # an action that is none of ours
    "block_actions_message": None,
    "file_shared": None,  # the message that shares it says the same
    "message_channel": MessageWritten(
        "m:C0GENERAL:1795319811.000036",
        MEMBER,
        Place("C0GENERAL"),
        "1795319811.000036",
        "nobody mentioned",
    ),
    "message_channel_mention": MessageWritten(
        "m:C0GENERAL:1795319812.000037",
        MEMBER,
        Place("C0GENERAL"),
        "1795319812.000037",
        WORDS,
        mentions=True,
    ),
    "message_deleted": MessageDeleted(
        "d:D0MEMBER1:1795319811.000033", MEMBER, DIRECT, "1795319811.000033"
    ),
    "message_direct": MessageWritten(
        "m:D0MEMBER1:1795319810.000032", MEMBER, DIRECT, "1795319810.000032", WORDS
    ),
    "message_direct_thread": MessageWritten(
        "m:D0MEMBER1:1795319811.000034",
        MEMBER,
        Place("D0MEMBER1", "1795319811.000033", private=True),
        "1795319811.000034",
        "follow up",
    ),
    "message_edited": MessageEdited(
        "e:D0MEMBER1:1795319811.000033:1795319812.000041",
        MEMBER,
        DIRECT,
        "1795319811.000033",
        "root, edited",
    ),
    "message_file": MessageWritten(
        "m:D0MEMBER1:1795319813.000044",
        MEMBER,
        DIRECT,
        "1795319813.000044",
        "",
        files=(
            FileLink("letter.txt", "http://localhost:3000/files/U0MEMBER1/FMWRB29Y4143/letter.txt"),
        ),
    ),
    "message_queue_thread": MessageWritten(
        "m:C0QUEUE:1795319812.000038",
        "U0ADVISER1",
        Place("C0QUEUE", "1.1"),
        "1795319812.000038",
        "note",
    ),
    "reaction_added": None,
    "slash_command": CommandGiven(
        "t:3198139043.3198139044.3e7daea582ec47118798d060",
        MEMBER,
        Place("C0GENERAL"),
        "urgent",
        "they are still here",
    ),
    "view_submission": FormSubmitted(
        "s:32000613229.32000613230.7a7e9caa841e47d082673fbf",
        MEMBER,
        Form.DETAIL,
        "pm",
        {"b1": "They are still here", "b2": "", "b3": "", "b4": ""},
    ),
}


def read(payload: Payload) -> Inbound | None:
    return parse(payload, BOT)


@pytest.mark.parametrize("name", NAMES)
def test_recorded_payload_is_read_as_what_it_means(name: str) -> None:
    assert read(recorded(name)) == READ_AS[name]


def test_mention_and_message_event_of_the_same_words_are_one_gesture() -> None:
    keys = {read(recorded(name)).key for name in ("app_mention", "message_channel_mention")}  # type: ignore[union-attr]

    assert len(keys) == 1


def test_button_is_read_with_its_row_and_thread() -> None:
    payload = a_press("claim", "12")
    payload["container"]["thread_ts"] = "1.1"

    found = read(payload)

    assert isinstance(found, ButtonPressed)
    assert (found.deed, found.value, found.place.thread) == (Deed.CLAIM, "12", "1.1")


def test_two_presses_of_one_button_are_two_gestures_and_one_press_twice_is_one() -> None:
    first, second = a_press("claim"), a_press("claim")

    keys = [read(payload).key for payload in (first, first, second)]  # type: ignore[union-attr]

    assert keys[0] == keys[1] != keys[2]


def test_choice_in_a_menu_is_read_as_its_value() -> None:
    payload = recorded("block_actions_home_select")
    payload["actions"][0]["action_id"] = "set_nation"

    found = read(payload)

    assert isinstance(found, ButtonPressed)
    assert (found.deed, found.value) == (Deed.SET_NATION, "england")


def test_message_shortcut_is_read_as_the_words_of_its_message() -> None:
    found = read(a_message_action("<@U0HELPLINE> can they see &amp; keep books?"))

    assert isinstance(found, ShortcutUsed)
    assert (found.sender, found.text) == (MEMBER, "can they see & keep books?")


@pytest.mark.parametrize(
    "event",
    [
        pytest.param({"user": BOT}, id="its own"),
        pytest.param({"bot_id": "B0OTHER"}, id="another bot's"),
        pytest.param({"user": None}, id="nobody's"),
        pytest.param({"subtype": "channel_join"}, id="joining"),
        pytest.param({"subtype": "bot_message"}, id="a bot's by subtype"),
        pytest.param({"subtype": "channel_topic"}, id="a topic"),
    ],
)
def test_what_no_person_wrote_is_ignored_on_purpose(event: Payload) -> None:
    assert read(a_direct_message(**event)) is None


@pytest.mark.parametrize("name", ["message_edited", "message_deleted"])
def test_change_of_the_assistants_own_message_is_ignored(name: str) -> None:
    payload = recorded(name)
    for inner in ("message", "previous_message"):
        payload["event"].get(inner, {})["user"] = BOT

    assert read(payload) is None


def test_message_replaced_by_a_tombstone_is_a_deleted_one() -> None:
    payload = recorded("message_edited")
    payload["event"]["message"]["subtype"] = "tombstone"

    assert isinstance(read(payload), MessageDeleted)


def test_words_that_stand_only_in_blocks_are_read() -> None:
    rich = [{"type": "rich_text", "elements": [{"type": "text", "text": "they are here"}]}]

    found = read(a_direct_message("", blocks=rich))

    assert isinstance(found, MessageWritten)
    assert found.text == "they are here"


def test_tab_other_than_home_is_ignored() -> None:
    payload = recorded("app_home_opened")
    payload["event"]["tab"] = "messages"

    assert read(payload) is None


# --- mutilated payloads ----------------------------------------------------------------

JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.just("\ud800\x00"),
    lambda inner: (
        st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner, max_size=2)
    ),
    max_leaves=4,
)


def paths(node: Any, before: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Return the way to everything inside a payload."""
    inside = (
        node.items()
        if isinstance(node, dict)
        else enumerate(node)
        if isinstance(node, list)
        else ()
    )
    return [way for key, value in inside for way in [(*before, key), *paths(value, (*before, key))]]


def mutilate(payload: Payload, way: tuple[Any, ...], junk: Any, *, remove: bool) -> None:
    *to, last = way
    node: Any = payload
    for key in to:
        try:
            node = node[key]
        except (KeyError, IndexError, TypeError):
            return  # an earlier cut removed it
    if not isinstance(node, dict | list) or (isinstance(node, dict) and last not in node):
        return
    if isinstance(node, list) and not last < len(node):
        return
    if remove:
        del node[last]
    else:
        node[last] = junk


@settings(max_examples=400, deadline=None)
@given(st.data())
def test_mutilated_payload_is_read_or_ignored_and_never_raises(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from([*NAMES, "message_action"]))
    payload = a_message_action() if name == "message_action" else copy.deepcopy(recorded(name))
    for _ in range(data.draw(st.integers(1, 3))):
        way = data.draw(st.sampled_from(paths(payload) or [("type",)]))
        mutilate(payload, way, data.draw(JUNK), remove=data.draw(st.booleans()))

    found = parse(json.loads(json.dumps(payload)), BOT)

    assert found is None or isinstance(found, Inbound)
    if found is not None:
        for text in _texts(found):
            text.encode()  # no lone surrogate
            assert "\x00" not in text


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("2026-11-23T10:42:00+00:00", datetime(2026, 11, 23, 10, 42, tzinfo=UTC)),
        ("2026-11-23T10:42:00", None),
        ("case 1", None),
    ],
    ids=["moment", "without a zone", "no moment"],
)
def test_press_in_the_home_tab_says_when_the_tab_was_drawn(
    said: str, expected: datetime | None
) -> None:
    payload = {**recorded("block_actions_home"), "view": {"private_metadata": said}}

    found = parse(payload, BOT)

    assert isinstance(found, ButtonPressed)
    assert found.shown_at == expected


def _texts(found: Inbound) -> list[str]:
    values = list(vars(found).values())
    values += list(found.fields.values()) if isinstance(found, FormSubmitted) else []
    return [value for value in values if isinstance(value, str)]
