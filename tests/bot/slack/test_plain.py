"""What a person typed, from what Slack sends."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.slack.plain import REPLACEMENT, mentions, plain, storable, text_of_blocks


@pytest.mark.parametrize(
    ("sent", "typed"),
    [
        pytest.param("a &lt;b&gt; &amp;c", "a <b> &c", id="escapes"),
        pytest.param("<@U0HELPLINE> hello", "hello", id="our own name"),
        pytest.param("<@U0HELPLINE|helpline> hello", "hello", id="our own name with a label"),
        pytest.param("ask <@U0MEMBER2|robin>", "ask @robin", id="a person"),
        pytest.param("ask <@U0MEMBER2>", "ask @somebody", id="a person without a label"),
        pytest.param("in <#C0GENERAL|general>", "in #general", id="a channel"),
        pytest.param("in <#C0GENERAL>", "in #channel", id="a channel without a label"),
        pytest.param("<!channel> look", "@channel look", id="everybody"),
        pytest.param("<!subteam^S1|@staff>", "@staff", id="a group"),
        pytest.param("<!subteam^S1>", "@subteam", id="a group without a label"),
        pytest.param("<https://a.example|here>", "here (https://a.example)", id="a link"),
        pytest.param("<https://a.example>", "https://a.example", id="a bare link"),
        pytest.param(
            "<https://a.example|https://a.example>", "https://a.example", id="labelled as itself"
        ),
        pytest.param("&amp;lt;", "&lt;", id="unescaped once"),
        pytest.param("a\x00b\ud800", f"a{REPLACEMENT}b{REPLACEMENT}", id="not storable"),
        pytest.param("&#xD800;", REPLACEMENT, id="surrogate by its number"),
        pytest.param("1 < 2 > 0", "1 < 2 > 0", id="plain brackets"),
    ],
)
def test_markup_is_read_back_into_words(sent: str, typed: str) -> None:
    assert plain(sent, without="U0HELPLINE") == typed


@given(st.text(st.characters(categories=None) | st.sampled_from("<>|@!#&;")))
def test_any_text_becomes_one_that_can_be_stored(text: str) -> None:
    read = plain(text)

    assert "\x00" not in read
    read.encode()


def test_forty_thousand_opening_brackets_are_read_at_once() -> None:
    """A pattern that backtracks would take minutes here, while Slack waits three seconds."""
    text = "<" * 40_000

    assert plain(text) == text


@pytest.mark.parametrize(
    ("text", "names_us"),
    [
        ("<@U1> hi", True),
        ("hi <@U1|helpline>", True),
        ("<@U12> hi", False),
        ("@U1", False),
        ("", False),
    ],
)
def test_mention_is_recognised_by_the_whole_id(text: str, *, names_us: bool) -> None:
    assert mentions(text, "U1") is names_us


def test_nobody_is_mentioned_while_our_id_is_not_known() -> None:
    assert mentions("<@> hi", "") is False


def test_words_in_blocks_are_read_in_order() -> None:
    blocks = [
        {"type": "section", "text": {"type": "mrkdwn", "text": "one"}},
        {"type": "context", "elements": [{"type": "mrkdwn", "text": "two"}, {"type": "image"}]},
        {"type": "section", "fields": [{"type": "plain_text", "text": "three"}]},
    ]

    assert text_of_blocks(blocks) == "one two three"


@pytest.mark.parametrize("odd", [None, 7, "text", [None], {"text": None}])
def test_blocks_of_an_odd_shape_hold_no_words(odd: object) -> None:
    assert text_of_blocks(odd) == ""


def test_storable_text_stays_as_it_is() -> None:
    assert storable("naïve 🙂 text\n") == "naïve 🙂 text\n"
