"""Long words in parts, in order, nothing lost."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.conversation.long_text import CARD_CHARS, is_cut_on_card, parts_of
from bot.slack.escape import clean
from bot.slack.views.card import WORDS_ON_CARD
from bot.slack.views.limits import size


@given(st.text(), st.integers(min_value=1, max_value=20))
def test_parts_join_to_the_text_and_none_is_too_long(text: str, limit: int) -> None:
    parts = parts_of(text, limit)

    assert "".join(parts) == text
    assert max(map(len, parts)) <= limit


def test_parts_end_at_line_ends_or_spaces_where_there_are_any() -> None:
    assert parts_of("one\ntwo three", limit=8) == ["one\ntwo ", "three"]


def test_card_holds_what_is_said_to_be_held() -> None:
    assert CARD_CHARS == WORDS_ON_CARD


@given(st.text(st.characters() | st.sampled_from("&<>🙂"), min_size=200).map(lambda text: text * 6))
def test_whatever_a_card_cuts_stands_in_the_thread(text: str) -> None:
    cut = size(clean(text)) > WORDS_ON_CARD

    assert is_cut_on_card(text) or not cut
