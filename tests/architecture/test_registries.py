"""Nothing that can reach the assistant, or that it can say, is missing from a registry."""

from __future__ import annotations

from collections import Counter
from typing import Literal, get_args, get_origin, get_type_hints

import pytest

from bot import inbound, outbound
from bot.conversation import (
    adviser_buttons,
    in_words,
    intake,
    member_buttons,
    member_forms,
    on_duty,
    queue_wording,
    quoting,
    refused,
    staff_home,
    staff_wording,
    sweeping,
    wording,
)
from bot.helpline.steps import Call
from bot.helpline.timers import Kind
from bot.inbound import Deed, Form, Inbound
from bot.slack.listeners import LISTENERS
from bot.slack.views import VIEWS
from bot.triage.assessment import Category, Urgency

MESSAGES = get_args(get_args(outbound.Message)[0])


def test_every_gesture_has_its_handler() -> None:
    gestures = set(Inbound.__subclasses__())

    assert set(intake.HANDLERS) == gestures


def test_every_gesture_is_named_in_inbound() -> None:
    elsewhere = [one for one in Inbound.__subclasses__() if one.__module__ != inbound.__name__]

    assert elsewhere == []


def test_every_button_has_exactly_one_deed() -> None:
    n = Counter(
        [
            *member_buttons.DEEDS,
            *adviser_buttons.DEEDS,
            *on_duty.DEEDS,
            *staff_home.DEEDS,
            *quoting.DEEDS,
        ]
    )

    assert n == Counter(Deed)


def test_every_form_is_dealt_with_exactly_once() -> None:
    n = Counter([*member_forms.FORMS, *adviser_buttons.FORMS, *on_duty.FORMS])

    assert n == Counter(Form)


def test_every_message_has_a_view() -> None:
    assert set(VIEWS) | {outbound.SecondChannelCalled} == set(MESSAGES)  # that is not for Slack


def test_every_message_is_told_when_slack_refuses_it_or_nobody_relies_on_it() -> None:
    assert Counter([*refused.WHEN_REFUSED, *refused.NOBODY]) == Counter(MESSAGES)


def test_every_record_that_names_its_kind_can_be_stored_and_read_back() -> None:
    records = {
        one for one in vars(outbound).values() if "kind" in getattr(one, "__annotations__", {})
    }

    assert records == set(MESSAGES) | set(get_args(get_args(outbound.Destination)[0]))


def test_every_step_of_the_ladder_has_its_call() -> None:
    assert set(sweeping.CALLS) == set(Call)


def test_every_kind_of_timer_has_its_deed() -> None:
    assert set(sweeping.DEEDS) == set(Kind)


def test_every_listener_is_for_buttons_that_are_not_claimed_by_another() -> None:
    n = Counter(deed for deeds, _ in LISTENERS for deed in deeds)

    assert set(n) <= set(Deed)
    assert set(n.values()) == {1}


@pytest.mark.parametrize(
    ("record", "field", "words"),
    [
        (outbound.Guidepost, "topic", wording.GUIDEPOSTS),
        (outbound.AdviserTold, "reason", queue_wording.TOLD),
        (outbound.CaseLogged, "deed", queue_wording.LOGGED),
        (outbound.DutyTold, "reason", staff_wording.DUTY_TOLD),
        (outbound.MemberWrote, "change", queue_wording.MEMBER_WROTE),
        (outbound.ChannelAlarm, "flaw", queue_wording.CHANNEL_ALARMS),
    ],
)
def test_everything_that_can_be_said_has_its_words(
    record: type, field: str, words: dict[str, str]
) -> None:
    hint = get_type_hints(record)[field]

    assert get_origin(hint) is Literal
    assert set(get_args(hint)) == set(words)


def test_triage_and_the_queue_speak_of_the_same_urgencies_and_categories() -> None:
    assert set(in_words.URGENCIES) == set(Urgency)
    assert set(in_words.CATEGORIES) == set(Category)
