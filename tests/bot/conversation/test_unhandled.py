"""A gesture that fails for good reaches a person, as urgently as it was meant."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from bot.conversation import home, intake, staff_home
from bot.helpline.case import CaseState
from bot.inbound import ButtonPressed, Deed, Form, Inbound, Place
from bot.outbound import AdviserPaged, CasePaged, CrisisReply, MemberHome
from tests.bot.days import at
from tests.bot.factories import (
    ADVISER,
    COLLEAGUE,
    DISTRESS,
    DOUBTFUL,
    LIVE,
    QUESTION,
    FrozenClock,
    a_command,
    a_form,
    a_message,
    a_policy,
    a_press,
)
from tests.bot.stage import Stage

NOT_HANDLED = "The assistant could not handle this message."


def fails(*args: object, **named: object) -> None:
    raise RuntimeError


@pytest.fixture
def night(stage: Stage) -> Stage:
    """Seven in the evening: whatever is not immediate stands still until eight."""
    clock = FrozenClock(at("2026-11-23 19:00"))
    return Stage(stage.database, clock, a_policy("mon-fri 08:00-18:00"))


def fails_for_good(stage: Stage, monkeypatch: pytest.MonkeyPatch, gesture: Inbound) -> None:
    """Let a gesture fail on every try, however it is handled."""
    with monkeypatch.context() as broken:
        broken.setitem(intake.HANDLERS, type(gesture), fails)
        stage.receives(gesture)
        stage.waits(3)


GESTURES: dict[str, tuple[Callable[[], Inbound], tuple[str, bool, bool], str]] = {
    # urgency, live, distress; and what the card shows of it
    "inspector here": (
        lambda: a_press(Deed.INSPECTOR_HERE),
        ("immediate", True, False),
        "An inspector is here. (Pressed the button; no words yet.)",
    ),
    "live words": (lambda: a_message(LIVE), ("immediate", True, False), LIVE),
    "doubtful words": (lambda: a_message(DOUBTFUL), ("immediate", True, False), DOUBTFUL),
    "a question": (lambda: a_message(QUESTION), ("today", False, False), QUESTION),
    "urgent": (lambda: a_command("urgent", "help"), ("immediate", True, False), "help"),
    "unknown verb": (
        lambda: a_command(*LIVE.split(maxsplit=1)),
        ("immediate", True, False),
        LIVE,
    ),
    "talk to a person": (lambda: a_press(Deed.TALK_TO_A_PERSON), ("today", False, False), ""),
    "detail": (
        lambda: a_form(Form.DETAIL, 1, text=LIVE),
        ("immediate", True, False),
        f"What is happening: {LIVE}",
    ),
}


@pytest.mark.parametrize("name", GESTURES)
def test_gesture_that_fails_for_good_is_a_case_as_urgent_as_it_was_meant(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    gesture, expected, words = GESTURES[name]

    fails_for_good(stage, monkeypatch, gesture())

    concern = stage.case().concern
    assert (concern.urgency, concern.live, concern.distress) == expected
    assert concern.words == f"{NOT_HANDLED} {words}".strip()


@pytest.mark.parametrize("deed", [Deed.TALK_TO_A_PERSON, Deed.HAPPENING_NOW])
def test_button_under_an_answer_that_fails_for_good_brings_the_question_along(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, deed: Deed
) -> None:
    stage.receives(a_message(QUESTION))

    fails_for_good(stage, monkeypatch, a_press(deed, 1))

    expected = "immediate" if deed is Deed.HAPPENING_NOW else "today"
    concern = stage.case().concern
    assert (concern.urgency, concern.words) == (expected, f"{NOT_HANDLED} {QUESTION}")


def test_question_of_somebody_else_is_not_brought_along(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.receives(a_message(QUESTION))

    fails_for_good(stage, monkeypatch, a_press(Deed.HAPPENING_NOW, 1, COLLEAGUE))

    assert stage.case().concern.words == NOT_HANDLED


def test_inspector_here_that_fails_for_good_pages_at_night(
    night: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    fails_for_good(night, monkeypatch, a_press(Deed.INSPECTOR_HERE))

    night.waits(6)

    assert [one.minutes for one in night.in_queue() if isinstance(one, CasePaged)] == [2]
    assert any(isinstance(one, AdviserPaged) for one in night.said_to(ADVISER))


def test_distress_that_fails_for_good_is_replied_to_first(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    fails_for_good(stage, monkeypatch, a_message(DISTRESS))

    assert isinstance(stage.said_to()[0], CrisisReply)


def test_words_on_which_triage_itself_fails_reach_a_person_at_once(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("member_words", "unhandled"):
        monkeypatch.setattr(f"bot.conversation.{module}.assess", fails)
    stage.receives(a_message(QUESTION))

    stage.waits(3)

    assert stage.case().concern.urgency == "immediate"


def test_home_tab_that_cannot_be_drawn_undoes_no_concern(
    night: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(home, "refresh", fails)

    night.receives(a_press(Deed.INSPECTOR_HERE))

    concern = night.case().concern
    assert (concern.urgency, concern.live) == ("immediate", True)
    assert NOT_HANDLED not in concern.words


def test_staff_home_that_cannot_be_drawn_undoes_no_claim(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.opens_a_case()
    monkeypatch.setattr(staff_home, "draw", fails)

    stage.receives(ButtonPressed("a:home", ADVISER, Place(""), Deed.CLAIM, "1"))

    assert stage.case().state is CaseState.CLAIMED


def test_home_tab_shows_the_case_that_was_raised_in_it(stage: Stage) -> None:
    stage.receives(a_press(Deed.INSPECTOR_HERE))

    drawn = [one for _, one in stage.said() if isinstance(one, MemberHome)]
    assert [[line.case_id for line in one.cases] for one in drawn] == [[1]]
