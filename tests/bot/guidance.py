"""Outcomes of looking up, with defaults, for tests that need an answer and no index."""

from __future__ import annotations

from datetime import date

from bot.guidance import LookedUp
from knowledge.answer import Answer, Clarify, Declined, Quote
from knowledge.passage import Citation, Passage, passage_id

SENTENCE = "Inspectors should leave by 6pm."


def a_citation(title: str = "Hours on site") -> Citation:
    """Return where a passage comes from."""
    return Citation(
        document="onsite-hours",
        title=title,
        heading="The 6pm limit",
        url="https://guidance.example/onsite-hours",
        published=date(2020, 1, 20),
        revised=None,
        valid_from=None,
        valid_to=None,
        superseded_by=None,
        nation="england",
        sample=False,
    )


def a_quote(text: str = SENTENCE) -> Quote:
    """Return a quote of one sentence."""
    citation = a_citation()
    made = Passage(passage_id(citation.document, citation.heading, text), text, citation, 0)
    return Quote(text, text, made)


def an_answer(*further: str) -> LookedUp:
    """Return an answer, with these quotes for More passages."""
    answer = Answer((a_quote(),), 0.9, ())
    return LookedUp(answer, tuple(map(a_quote, further)), "england", "v1")


def a_decline() -> LookedUp:
    """Return that the guidance holds no answer."""
    return LookedUp(Declined((a_citation(),), 0.1, ()), (), "england", "v1")


def a_clarification() -> LookedUp:
    """Return that the answer depends on the nation."""
    clarify = Clarify("Which nation?", ("england", "wales"), 0.5, ())
    return LookedUp(clarify, (), None, "v1")
