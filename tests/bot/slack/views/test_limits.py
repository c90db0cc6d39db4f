"""Slack's limits, and what is cut to keep them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.slack.escape import escape
from bot.slack.views.blocks import actions, context, prose
from bot.slack.views.limits import cut, cut_mrkdwn, fit, portions, size

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=200)


@given(text=WORDS, room=st.integers(5, 100))
def test_cut_words_fit_even_once_escaped(text: str, room: int) -> None:
    shown = cut(text, room)

    assert size(shown) <= room
    assert shown == text or shown.endswith("…")


@given(text=WORDS, room=st.integers(5, 100))
def test_portions_hold_every_word_in_order(text: str, room: int) -> None:
    split = portions(text, room)

    assert "".join(split) == text
    assert all(size(portion) <= room for portion in split)


@given(text=WORDS, room=st.integers(8, 100))
def test_cut_mrkdwn_never_halves_an_entity(text: str, room: int) -> None:
    shown = cut_mrkdwn(escape(text), room)

    assert len(shown.encode("utf-16-le")) // 2 <= room
    for piece in shown.split("&")[1:]:
        assert piece.startswith(("amp;", "lt;", "gt;"))


def test_way_to_a_person_is_never_what_is_cut() -> None:
    blocks = [prose(f"{n}") for n in range(80)]
    last = [actions("choices"), context("Ring.")]

    shown = fit([*blocks, *last])

    assert len(shown) == 50
    assert shown[-2:] == last
    assert shown[0] == blocks[0]


def test_empty_text_is_said_to_be_empty() -> None:
    assert fit([prose(" ")])[0]["text"]["text"] == "(no words)"
