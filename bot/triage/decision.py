"""
What is done, from what the phrase rules found and what the classifier thinks likely.

The rules are certain or in doubt; the classifier adds what they do not know.  What the rules are
certain of, distress first, is never lowered: it has been acted on before the classifier is asked.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from bot.triage.assessment import Action, Assessment, Category, Urgency

# What the classifier adds to the reasons; they read as names of rules.
SURE, PERHAPS, UPSET = "likely-needs-a-person", "perhaps-needs-a-person", "likely-distress"
_EVEN = 0.5


@dataclass(frozen=True, slots=True)
class Likelihood:
    """What the classifier thinks of one message; each a calibrated probability, 0 to 1."""

    needs_a_person: float
    immediate: float  # provided that it needs a person
    live: float
    distress: float
    category: Category


@dataclass(frozen=True, slots=True)
class Thresholds:
    """
    From which probability something is done, chosen by cross-validation on the examples.

    escalate_from: that a person is needed, for a case at once.
    ask_from: the same, for the question; below, a doubt of the rules is settled too.
    distress_from: of distress, for the reply that comes first.
    """

    escalate_from: float
    ask_from: float
    distress_from: float


def decide(rules: Assessment, likely: Likelihood, thresholds: Thresholds) -> Assessment:
    """
    Put rules and classifier together.

    Returns:
        The rules' assessment, raised or, where they only doubted, settled.
    """
    distress = rules.distress or likely.distress >= thresholds.distress_from
    action = _action(rules, likely, thresholds, distress)
    return replace(
        rules,
        action=action,
        urgency=_urgency(rules, likely, action),
        live=_is_live(rules, likely),
        category=_category(rules, likely, action),
        distress=distress,
        reasons=_reasons(rules, likely, thresholds),
    )


def _action(
    rules: Assessment, likely: Likelihood, thresholds: Thresholds, distress: bool
) -> Action:
    needs = likely.needs_a_person
    if distress or rules.action is Action.ESCALATE or needs >= thresholds.escalate_from:
        return Action.ESCALATE
    return Action.ASK if needs >= thresholds.ask_from else Action.NONE


def _urgency(rules: Assessment, likely: Likelihood, action: Action) -> Urgency:
    if action is Action.NONE:
        return Urgency.NONE
    certain = rules.action is Action.ESCALATE and rules.urgency is Urgency.IMMEDIATE
    if certain or likely.immediate >= _EVEN:
        return Urgency.IMMEDIATE
    return Urgency.TODAY


def _is_live(rules: Assessment, likely: Likelihood) -> bool:
    certain = rules.action is Action.ESCALATE and rules.live
    return certain or likely.live >= _EVEN


def _category(rules: Assessment, likely: Likelihood, action: Action) -> Category:
    if rules.safeguarding_pupil or action is Action.NONE:
        return rules.category
    return likely.category


def _reasons(rules: Assessment, likely: Likelihood, thresholds: Thresholds) -> tuple[str, ...]:
    added = []
    if likely.needs_a_person >= thresholds.escalate_from:
        added.append(SURE)
    elif likely.needs_a_person >= thresholds.ask_from:
        added.append(PERHAPS)
    if likely.distress >= thresholds.distress_from:
        added.append(UPSET)
    return (*rules.reasons, *added)
