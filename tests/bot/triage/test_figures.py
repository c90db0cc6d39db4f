"""Claims about how good triage is said to be."""

from __future__ import annotations

from dataclasses import replace

from bot.triage.assessment import NOTHING_FOUND, Action, Category, Urgency
from bot.triage.figures import figures
from tests.bot.triage.factories import an_example

ESCALATED = replace(
    NOTHING_FOUND,
    action=Action.ESCALATE,
    urgency=Urgency.IMMEDIATE,
    live=True,
    category=Category.CONDUCT,
)


def test_misses_and_false_alarms_are_counted_of_those_they_concern() -> None:
    examples = [
        an_example("caught"),
        an_example("missed", urgency=Urgency.TODAY, distress=True),
        an_example("alarm", urgency=Urgency.NONE, live=False),
    ]

    found = figures(examples, [ESCALATED, NOTHING_FOUND, replace(ESCALATED, distress=True)])

    assert {one.name: (one.n, one.of) for one in found} == {
        "missed": (1, 2),
        "immediate, escalated": (1, 1),
        "needing a person, escalated": (1, 2),
        "escalated needlessly": (1, 1),
        "asked needlessly": (0, 1),
        "urgency right": (1, 2),
        "distress found": (0, 1),
        "distress wrongly found": (1, 2),
        "live right": (1, 3),
        "category right": (1, 1),
    }


def test_share_of_nothing_is_nothing() -> None:
    assert {one.share for one in figures([], [])} == {0.0}
