"""The sentences themselves: plain, true and within reach of a person."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args, get_type_hints

import pytest

from bot.conversation import (
    app_wording,
    home_wording,
    in_words,
    queue_wording,
    staff_wording,
    wording,
)
from bot.helpline.support_lines import SupportLines
from bot.inbound import Deed, Form
from bot.outbound import AdviserTold, CaseLogged, Guidepost, MemberWrote

WITHOUT_A_LABEL = {  # menus
    Deed.SET_NATION,
    Deed.SET_PHASE,
    Deed.SHOW_CASES,
    Deed.SHOW_URGENCY,
    Deed.SHOW_NATION,
}


def sentences(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    if isinstance(value, dict):
        value = tuple(value.values())
    if isinstance(value, tuple):
        for item in value:
            yield from sentences(item)


ALL = [
    text
    for module in (wording, home_wording, queue_wording, staff_wording, app_wording)
    for name, value in vars(module).items()
    if name.isupper()
    for text in sentences(value)
]


@pytest.mark.parametrize(
    ("table", "kind", "field"),
    [
        (wording.GUIDEPOSTS, Guidepost, "topic"),
        (queue_wording.LOGGED, CaseLogged, "deed"),
        (queue_wording.TOLD, AdviserTold, "reason"),
        (queue_wording.MEMBER_WROTE, MemberWrote, "change"),
    ],
    ids=["guideposts", "logged", "told", "member-wrote"],
)
def test_everything_that_can_be_said_has_words(
    table: dict[str, str], kind: type, field: str
) -> None:
    assert set(table) == set(get_args(get_type_hints(kind)[field]))


def test_every_button_and_form_has_a_label() -> None:
    assert set(wording.BUTTONS) == set(Deed) - WITHOUT_A_LABEL
    assert set(wording.FORM_TITLES) == set(Form)


def test_numbers_that_save_lives_are_those_published() -> None:
    for reply in (wording.CRISIS, wording.CRISIS_ABOUT_A_PUPIL):
        words = SupportLines().in_words(" ".join(reply))
        assert all(number in words for number in ("999", "116 123", "08000 562 561"))


def test_reply_to_distress_claims_no_reader_and_asks_nothing_back() -> None:
    words = " ".join((*wording.CRISIS, *wording.CRISIS_ABOUT_A_PUPIL)).lower()

    for false_or_cold in ("has read", "has seen", "are you sure", "risk", "?"):
        assert false_or_cold not in words
    assert "in our helpline advisers' queue now" in words


@pytest.mark.parametrize("word", ["escalated", "ticket", "chatbot", "please be advised"])
def test_no_sentence_uses_words_that_are_untrue_or_not_ours(word: str) -> None:
    assert not [text for text in ALL if word in text.lower()]


def test_urgencies_and_categories_have_words() -> None:
    assert set(in_words.URGENCIES) == {"immediate", "today", "routine", "none"}
    assert len(in_words.CATEGORIES) == 13


@pytest.mark.parametrize(
    ("kind", "text", "expected"),
    [
        ("advised", "", "An adviser gave advice"),
        ("advised", " Ring again. ", "An adviser gave advice. Ring again."),
        ("rang the school", "", "rang the school"),
    ],
    ids=["kind", "kind-and-words", "words"],
)
def test_outcome_is_said_in_words(kind: str, text: str, expected: str) -> None:
    assert in_words.outcome(kind, text) == expected
