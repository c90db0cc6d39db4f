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

# What a mistake costs, in questions asked needlessly.  Probabilities are calibrated, so what is
# done from when on follows from these alone.
LATE = 1  # a concern that is asked about first: a tap, or three minutes of silence
NEEDLESS_CASE = 4  # an adviser is called for nothing
MISSED = 10  # nobody is called and nobody asks
NEEDLESS_CARE = 1  # a kind reply, and a case, for somebody who is well
MISSED_DISTRESS = 4  # the reply that comes first does not come; the concern still counts as such

# Escalating costs (1 - p) NEEDLESS_CASE, asking p LATE + (1 - p), doing nothing p MISSED.
ESCALATE_FROM = (NEEDLESS_CASE - 1) / (NEEDLESS_CASE - 1 + LATE)
ASK_FROM = 1 / (1 + MISSED - LATE)
DISTRESS_FROM = NEEDLESS_CARE / (NEEDLESS_CARE + MISSED_DISTRESS)


@dataclass(frozen=True, slots=True)
class Likelihood:
    """What the classifier thinks of one message; each a calibrated probability, 0 to 1."""

    needs_a_person: float
    immediate: float  # provided that it needs a person
    live: float
    distress: float
    category: Category


def decide(rules: Assessment, likely: Likelihood) -> Assessment:
    """
    Put rules and classifier together.

    Returns:
        The rules' assessment, raised or, where they only doubted, settled.
    """
    distress = rules.distress or likely.distress >= DISTRESS_FROM
    action = _action(rules, likely, distress)
    return replace(
        rules,
        action=action,
        urgency=_urgency(rules, likely, action),
        live=_is_live(rules, likely),
        category=_category(rules, likely, action),
        distress=distress,
        reasons=_reasons(rules, likely),
    )


def _action(rules: Assessment, likely: Likelihood, distress: bool) -> Action:
    needs = likely.needs_a_person
    if distress or rules.action is Action.ESCALATE or needs >= ESCALATE_FROM:
        return Action.ESCALATE
    return Action.ASK if needs >= ASK_FROM else Action.NONE


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


def _reasons(rules: Assessment, likely: Likelihood) -> tuple[str, ...]:
    added = []
    if likely.needs_a_person >= ESCALATE_FROM:
        added.append(SURE)
    elif likely.needs_a_person >= ASK_FROM:
        added.append(PERHAPS)
    if likely.distress >= DISTRESS_FROM:
        added.append(UPSET)
    return (*rules.reasons, *added)
