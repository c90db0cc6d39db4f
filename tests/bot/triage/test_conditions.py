"""Claims about when a rule fires."""

from __future__ import annotations

import pytest

from bot.triage.assessment import Action, Category, Urgency
from bot.triage.conditions import Condition, Rule, spoken, with_groups

A, B, NOT_LIVE, ELSEWHERE, HYPOTHETICAL, ON, INSPECTOR = (1 << at for at in range(7))


def a_rule(**changed: int) -> Rule:
    groups = {
        "certain_with": ON, "doubt_with": INSPECTOR, "unless": NOT_LIVE,
        "doubted_by": ELSEWHERE, "cancelled_by": HYPOTHETICAL,
    }  # fmt: skip
    return Rule(
        name="loud", action=Action.ESCALATE, urgency=Urgency.IMMEDIATE, category=Category.CONDUCT,
        said=Condition(all=A, any=0, none=0, scope="sentence"), live=True, distress=False,
        safeguarding_pupil=False, **(groups | changed),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("scope", "sentences", "expected"),
    [
        ("sentence", [A | B], True),
        ("sentence", [A, B], False),
        ("nearby", [A, B], True),
        ("nearby", [A, 0, B], False),
        ("message", [A, 0, B], True),
    ],
)
def test_groups_must_be_said_within_the_scope(
    scope: str, sentences: list[int], expected: bool
) -> None:
    condition = Condition(all=A | B, any=0, none=0, scope=scope)

    assert condition.places(spoken(sentences)) is expected


@pytest.mark.parametrize(
    ("sentences", "expected"),
    [
        ([A, ON], Action.ESCALATE),
        ([A, INSPECTOR], Action.ASK),
        ([A], None),
        ([ON], None),
        ([A | INSPECTOR, NOT_LIVE], None),
        ([A | ON, NOT_LIVE], Action.ESCALATE),
        ([A | INSPECTOR, ELSEWHERE], None),
        ([A | ON, ELSEWHERE], Action.ASK),
        ([A | INSPECTOR | HYPOTHETICAL], None),
        ([A | ON | HYPOTHETICAL], Action.ASK),
        ([A | ON, HYPOTHETICAL], Action.ESCALATE),
    ],
    ids=[
        "certain", "in doubt", "nothing of an inspection", "not said", "another time",
        "another time, yet surely on", "another visit", "another visit, yet surely on",
        "only supposed", "supposed, yet surely on", "something else supposed",
    ],
)  # fmt: skip
def test_certain_escalates_and_doubt_asks(sentences: list[int], expected: Action | None) -> None:
    said = spoken(sentences)

    assert a_rule().judge(said, strong=ON) is expected


def test_a_rule_that_needs_nothing_else_is_always_certain() -> None:
    rule = a_rule(certain_with=0)

    assert rule.judge(spoken([A]), strong=ON) is Action.ESCALATE


def test_a_sign_holds_for_the_whole_message() -> None:
    said = with_groups(spoken([A, B]), ON)

    assert said == {
        "sentence": {A | ON, B | ON},
        "nearby": {A | ON, B | ON, A | B | ON},
        "message": {A | B | ON},
    }


def test_a_long_message_of_one_sentence_repeated_costs_no_more_than_one() -> None:
    said = spoken([A] * 10_000)

    assert said["sentence"] == {A}
