"""Claims about what rules and classifier together lead to."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.triage import decision
from bot.triage.assessment import NOTHING_FOUND, Action, Category, Urgency
from bot.triage.decision import PERHAPS, SURE, UPSET, decide
from tests.bot.triage.factories import a_likelihood

DOUBT = replace(NOTHING_FOUND, action=Action.ASK, urgency=Urgency.TODAY, reasons=("call-came",))
CERTAIN = replace(
    NOTHING_FOUND,
    action=Action.ESCALATE,
    urgency=Urgency.IMMEDIATE,
    live=True,
    distress=True,
    reasons=("breakdown-words",),
)
shares = st.floats(0, 1)


@pytest.mark.parametrize(
    ("rules", "needs", "action"),
    [
        pytest.param(NOTHING_FOUND, 0.75, "escalate", id="sure"),
        pytest.param(NOTHING_FOUND, 0.74, "ask", id="perhaps"),
        pytest.param(NOTHING_FOUND, 0.09, "none", id="surely not"),
        pytest.param(DOUBT, 0.75, "escalate", id="doubt settled upward"),
        pytest.param(DOUBT, 0.10, "ask", id="doubt shared"),
        pytest.param(DOUBT, 0.09, "none", id="doubt settled downward"),
        pytest.param(CERTAIN, 0.0, "escalate", id="certain rules stand"),
    ],
)
def test_three_actions_follow_from_rules_and_probability(
    rules: object, needs: float, action: str
) -> None:
    found = decide(rules, a_likelihood(needs_a_person=needs))  # type: ignore[arg-type]

    assert found.action == action


@given(shares)
def test_what_is_done_costs_least_of_what_could_be_done(needs: float) -> None:
    calm = 1 - needs
    costs = {
        Action.ESCALATE: calm * decision.NEEDLESS_CASE,
        Action.ASK: calm + needs * decision.LATE,
        Action.NONE: needs * decision.MISSED,
    }

    found = decide(NOTHING_FOUND, a_likelihood(needs_a_person=needs))

    assert costs[found.action] <= min(costs.values()) + 1e-9


@given(shares, shares, shares, shares)
def test_what_the_rules_are_certain_of_is_never_lowered(
    needs: float, immediate: float, live: float, distress: float
) -> None:
    found = decide(CERTAIN, a_likelihood(needs, immediate, live, distress))

    assert (found.action, found.urgency, found.live, found.distress) == (
        Action.ESCALATE,
        Urgency.IMMEDIATE,
        True,
        True,
    )


def test_likely_distress_is_brought_to_a_person_at_once() -> None:
    found = decide(NOTHING_FOUND, a_likelihood(needs_a_person=0.0, distress=0.2))

    assert (found.distress, found.action, found.reasons) == (True, Action.ESCALATE, (UPSET,))


@pytest.mark.parametrize(("needs", "reason"), [(0.9, SURE), (0.5, PERHAPS)])
def test_reasons_say_what_the_classifier_added(needs: float, reason: str) -> None:
    found = decide(DOUBT, a_likelihood(needs_a_person=needs))

    assert found.reasons == ("call-came", reason)


def test_category_is_the_classifiers_unless_a_pupil_is_in_danger() -> None:
    likely = a_likelihood(needs_a_person=0.9, category=Category.HOURS)
    pupil = replace(CERTAIN, category=Category.SAFEGUARDING, safeguarding_pupil=True)

    found = [decide(rules, likely).category for rules in (DOUBT, pupil)]

    assert found == [Category.HOURS, Category.SAFEGUARDING]
