"""What holds for every message there is, whatever words are put into it."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot import outbound
from bot.slack.escape import link, mention
from bot.slack.views import HOMES, VIEWS, Scene, home, render
from bot.slack.views.answers import TITLE_ROOM
from bot.slack.views.limits import cut
from tests.bot.slack.views.samples import PHONE, SCENE, elements, text_objects

NOT_FOR_SLACK = (outbound.SecondChannelCalled,)
MESSAGES: tuple[type, ...] = tuple(
    kind for kind in get_args(get_args(outbound.Message)[0]) if kind not in NOT_FOR_SLACK
)
TO_ADVISERS = (
    outbound.CaseCard,
    outbound.CasePaged,
    outbound.AdviserPaged,
    outbound.MemberWrote,
    outbound.CaseLogged,
    outbound.TakeOverAsked,
    outbound.HandOverOffered,
    outbound.HolderReminded,
    outbound.HolderCalled,
    outbound.AdviserTold,
    outbound.AlarmsTold,
    outbound.StaffHome,
    outbound.DutyShown,
    outbound.SwapOffered,
    outbound.DutyTold,
    outbound.ChannelAlarm,
    outbound.QueueSummary,
    outbound.ReachedNobody,
)
TO_MEMBERS = tuple(message for message in MESSAGES if message not in TO_ADVISERS)
# With these a case is open already, or the message itself asks.
WITHOUT_A_TALK_BUTTON = (
    outbound.CrisisReply,
    outbound.CaseStatus,
    outbound.CaseClaimed,
    outbound.CaseLapsed,
    outbound.NobodyYet,
    outbound.CaseReopened,
    outbound.WordsAdded,
    outbound.AdviserWrote,
    outbound.QuoteSent,
)
HOSTILE = (
    "<!channel> <!here> <!everyone>",
    "<!subteam^S0HELP> <@U0BOSS>",
    "<https://evil.test|www.gov.uk>",
    "&lt;!channel&gt; &amp;lt;@U0BOSS&amp;gt;",
    "```\n*_~`>>> \n> quote\n*bold",
    "\u202eevil\u2066 a\u200bb\u200d \x00 \ud83d",
    "e" + "\u0301" * 200,
    "😀" * 4000,
    "<" * 4000,
    "{holder} {0} {}",
    "  \n \t ",
    "",
)
WORDS = st.one_of(
    st.sampled_from(HOSTILE), st.text(max_size=60), st.text("<>&|*_~`!@# \n", max_size=60)
)
MOMENTS = st.integers(946_684_800, 4_102_444_800).map(lambda s: datetime.fromtimestamp(s, UTC))
TOKEN = re.compile(r"<[^<>]*>")
FORMATTED = {"header": 150, "section": 3000}


def any_message(kind: type) -> st.SearchStrategy[Any]:
    """Messages of a kind with hostile words in every field that takes words."""
    st.register_type_strategy(str, WORDS)
    st.register_type_strategy(datetime, MOMENTS)
    return st.from_type(kind)


def length(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def allowed_tokens(node: Any) -> set[str]:
    """The mentions and links that a message's own addresses make."""
    if isinstance(node, outbound.SourceShown):
        title = node.title if node.heading in ("", node.title) else f"{node.title} › {node.heading}"
        return {link(node.url, cut(title, TITLE_ROOM))}
    if isinstance(node, tuple):
        return {token for item in node for token in allowed_tokens(item)}
    if is_dataclass(node):
        own = [getattr(node, f.name) for f in fields(node)]
        addresses = (*getattr(node, "mention", ()), getattr(node, "member", ""))
        found = {token for item in own for token in allowed_tokens(item)}
        return found | {mention(address) for address in addresses}
    return set()


def test_every_outbound_message_has_a_view() -> None:
    assert set(VIEWS) == set(MESSAGES)


@pytest.mark.parametrize("kind", MESSAGES, ids=lambda kind: kind.__name__)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_no_foreign_word_pings_links_or_formats(kind: type, data: st.DataObject) -> None:
    message = data.draw(any_message(kind))

    shown = render(message, SCENE)

    interpreted = [t["text"] for t in text_objects(shown.blocks) if t["type"] == "mrkdwn"]
    for text in (*interpreted, shown.text):
        assert set(TOKEN.findall(text)) <= allowed_tokens(message)
        rest = TOKEN.sub("", text)
        assert "<" not in rest
        assert not re.search(r"&(?!amp;|lt;|gt;)", rest)
        assert "`" not in rest
        assert "~" not in rest
    for text in text_objects(shown.blocks):
        assert not re.search("[\u202a-\u202e\u2066-\u2069\u200b\x00\ud800-\udfff]", text["text"])


@pytest.mark.parametrize("kind", MESSAGES, ids=lambda kind: kind.__name__)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_every_message_keeps_to_slacks_limits(kind: type, data: st.DataObject) -> None:
    message = data.draw(any_message(kind))

    shown = render(message, SCENE)

    assert 1 <= len(shown.blocks) <= (100 if kind in HOMES else 50)
    assert 1 <= length(shown.text) <= 4000
    assert "block_id" not in shown.blocks[0]
    ids = [block["block_id"] for block in shown.blocks if "block_id" in block]
    assert len(ids) == len(set(ids))
    for block in shown.blocks:
        if "text" in block:
            assert 1 <= length(block["text"]["text"]) <= FORMATTED[block["type"]]
    for text in text_objects(shown.blocks):
        assert text["text"].strip()
        assert length(text["text"]) <= 3000
    apart = kind in (outbound.StaffHome, outbound.CaseCard)  # a button for each case, each quote
    for row in [[block] for block in shown.blocks] if apart else [shown.blocks]:
        deeds = [element["action_id"] for element in elements(row)]
        assert len(deeds) == len(set(deeds))
    for element in elements(shown.blocks):
        assert len(element.get("text", {}).get("text", "")) <= 75
        assert 1 <= len(element.get("value", "1")) <= 2000


@pytest.mark.parametrize("kind", TO_MEMBERS, ids=lambda kind: kind.__name__)
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_every_message_to_a_member_ends_with_the_way_to_a_person(
    kind: type, data: st.DataObject
) -> None:
    message = data.draw(any_message(kind))

    shown = render(message, SCENE)

    last = shown.blocks[-1]
    assert last["type"] == "context"
    assert PHONE in last["elements"][0]["text"]
    deeds = [element["action_id"] for element in elements(shown.blocks[-2:])]
    settled = getattr(message, "state", "") == "resolved"
    if kind not in WITHOUT_A_TALK_BUTTON or settled:
        waiting = getattr(message, "while_waiting", False)
        in_case = getattr(message, "case", "none") in ("for_this", "waiting", "held")
        told = in_case or getattr(message, "topic", "") in ("deleted", "taken_over")
        assert ("talk_to_a_person" in deeds) is not (waiting or told)


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_home_is_a_view_slack_accepts(data: st.DataObject) -> None:
    message = data.draw(any_message(outbound.MemberHome))

    view = home(message, SCENE)

    assert view["type"] == "home"
    assert len(view["blocks"]) <= 100
    for element in elements(view["blocks"]):
        for option in element.get("options", ()):
            assert 1 <= len(option["value"]) <= 150
            assert 1 <= len(option["text"]["text"]) <= 75


def test_the_phone_number_is_the_organisations_own() -> None:
    scene = Scene("01632 960 001", "Europe/London", SCENE.now)

    shown = render(outbound.NobodyYet(12, 10), scene)

    assert "01632 960 001" in shown.blocks[0]["text"]["text"]
