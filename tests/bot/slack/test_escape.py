"""Foreign words, made inert."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.slack.escape import clean, escape, link, mention, name


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<!channel> <!here>", "&lt;!channel&gt; &lt;!here&gt;"),
        ("<!subteam^S0HELP> <@U0BOSS>", "&lt;!subteam^S0HELP&gt; &lt;@U0BOSS&gt;"),
        ("<https://evil.test|www.gov.uk>", "&lt;https://evil.test|www.gov.uk&gt;"),
        ("&lt;!channel&gt;", "&amp;lt;!channel&amp;gt;"),
        ("*b* ~s~ `c`", "∗b∗ ∼s∼ ˋcˋ"),
        ("_it_ but snake_case", "ˍitˍ but snake_case"),
        ("> quote\n >>> more\n6 > 5", "› quote\n ››› more\n6 &gt; 5"),
        ("Teaching & learning", "Teaching &amp; learning"),
    ],
    ids=["channel", "people", "link", "escaped", "marks", "underscores", "quotes", "ampersand"],
)
def test_escaped_words_neither_ping_nor_link_nor_format(text: str, expected: str) -> None:
    assert escape(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a\u202eb\u202dc", "a\N{REPLACEMENT CHARACTER}b\N{REPLACEMENT CHARACTER}c"),
        ("a\u200bb\u2066c\ufeffd\u00ade", "abcde"),
        ("a\x00b\ud83dc", "a\N{REPLACEMENT CHARACTER}b\N{REPLACEMENT CHARACTER}c"),
        ("Z" + "\u0301" * 200 + "a", "Z" + "\u0301" * 3 + "a"),
        ("one\r\ntwo\u2028three", "one\ntwo\nthree"),
        ("a" + "\n \n" * 50 + "b", "a\n\nb"),
        ("👩\u200d🏫 a\u200db", "👩\u200d🏫 ab"),
        ("naïve café, ŵ, 6pm–7pm", "naïve café, ŵ, 6pm–7pm"),
    ],
    ids=["override", "invisible", "control", "zalgo", "line-ends", "gaps", "joiner", "words"],
)
def test_cleaned_words_hide_nothing(text: str, expected: str) -> None:
    assert clean(text) == expected


@given(st.text())
def test_escaped_words_hold_no_control_character_of_slack(text: str) -> None:
    shown = escape(text)

    assert not re.search(r"[<>*~`]|&(?!amp;|lt;|gt;)", shown)


def test_very_long_words_are_escaped_in_time() -> None:
    text = "𝐀" * 40_000 + "<" * 40_000 + "a\u0301" * 40_000

    assert escape(text).count("&lt;") == 40_000


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("U0MEMBER1", "<@U0MEMBER1>"),
        ("W0MEMBER1", "<@W0MEMBER1>"),
        ("S0ADVISERS", "<!subteam^S0ADVISERS>"),
        ("C0GENERAL", ""),
        ("U0X> <!channel", ""),
        ("!channel", ""),
        ("U0X\n", ""),
        ("", ""),
    ],
)
def test_only_our_own_addresses_become_mentions(address: str, expected: str) -> None:
    assert mention(address) == expected


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://guidance.example/a", "<https://guidance.example/a|Hours &amp; more>"),
        ("https://guidance.example/a?b=1&c=2", None),
        ("https://guidance.example/a|b> <!channel>", None),
        ("javascript:alert(1)", "Hours &amp; more"),
        ("ftp://guidance.example", "Hours &amp; more"),
        (None, "Hours &amp; more"),
    ],
    ids=["page", "query", "hostile", "script", "other-scheme", "none"],
)
def test_only_web_pages_are_linked(url: str | None, expected: str | None) -> None:
    shown = link(url, "Hours & more")

    if expected:
        assert shown == expected
    assert re.fullmatch(r"(<https?://[^\s<>|*`~]+\|)?Hours &amp; more>?", shown)


def test_names_stay_on_one_line() -> None:
    assert name(" Asha\n*Khan* ") == "Asha ∗Khan∗"
