"""Claims about how thresholds are chosen."""

from __future__ import annotations

from collections.abc import Iterable

from bot.triage.assessment import Urgency
from bot.triage.thresholds import Judged, choose
from tests.bot.triage.factories import a_likelihood, an_example, judged


def _calm(likely: Iterable[float]) -> list[Judged]:
    example = an_example(urgency=Urgency.NONE, live=False)
    return [judged(example, a_likelihood(needs_a_person=one, distress=one)) for one in likely]


def _hurt(likely: Iterable[float]) -> list[Judged]:
    example = an_example(distress=True)
    return [judged(example, a_likelihood(needs_a_person=one, distress=one)) for one in likely]


def test_few_calm_messages_are_escalated_and_a_fifth_asked_about() -> None:
    judgements = _calm(n / 100 for n in range(100)) + _hurt([0.99] * 10)

    found = choose(judgements)

    # of 100 calm ones at 0.00 … 0.99, 3 may be escalated and 20 asked about
    assert (found.escalate_from, found.ask_from) == (0.9601, 0.7601)


def test_distress_is_found_as_often_as_wished_where_few_are_wrong() -> None:
    judgements = _calm([0.1] * 100) + _hurt(0.5 + n / 1000 for n in range(100))

    found = choose(judgements)

    # of 100, 3 may be missed: those at 0.500, 0.501 and 0.502
    assert found.distress_from == 0.503


def test_distress_is_found_as_often_as_allowed_where_many_would_be_wrong() -> None:
    judgements = _calm(n / 100 for n in range(100)) + _hurt([0.2] * 100)

    found = choose(judgements)

    assert found.distress_from == 0.9101  # 8 of the 100 calm ones reach it


def test_nothing_is_asked_of_what_is_escalated() -> None:
    found = choose(_calm([0.5] * 10) + _hurt([0.9] * 10))

    assert found.ask_from <= found.escalate_from
