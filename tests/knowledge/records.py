"""Factories for the records of guidance, with defaults for all that a test does not speak of."""

from __future__ import annotations

import re
from datetime import date

from knowledge.confidence import Signals
from knowledge.passage import Citation, Hit, Nation, Passage, passage_id
from knowledge.question import Question, Retrieval

TODAY = date(2026, 11, 22)
SURE = Signals(dense=0.8, sentence=0.8, margin=0.4, lead=0.6)
UNSURE = Signals(dense=0.1, sentence=0.1, margin=0.05, lead=0.1)


def a_citation(
    document: str = "hours",
    heading: str = "The limit",
    nation: Nation = "england",
    title: str | None = None,
    valid_from: date | None = None,
    valid_to: date | None = None,
) -> Citation:
    return Citation(
        document=document,
        title=title or document.title(),
        heading=heading,
        url=None,
        published=None,
        revised=None,
        valid_from=valid_from,
        valid_to=valid_to,
        superseded_by=None,
        nation=nation,
        sample=False,
    )


def a_passage(text: str = "Work ends by six.", citation: Citation | None = None) -> Passage:
    citation = citation or a_citation()
    spans = tuple(match.span() for match in re.finditer(r"[^.?\s][^.?]*[.?]", text))
    name = passage_id(citation.document, citation.heading, text)
    return Passage(name, text, citation, ordinal=0, spans=spans)


def a_hit(text: str = "Work ends by six.", score: float = 1.0, **citation: object) -> Hit:
    return Hit(a_passage(text, a_citation(**citation)), score, dense=score, lexical=score)  # type: ignore[arg-type]


def a_question(text: str = "When does it end?", nation: Nation | None = "england") -> Question:
    return Question(text, as_of=TODAY, nation=nation)


def a_retrieval(
    *hits: Hit,
    signals: Signals = SURE,
    scores: tuple[tuple[float, ...], ...] | None = None,
    rivals: dict[Nation, float] | None = None,
) -> Retrieval:
    even = tuple(tuple(0.5 for _ in hit.passage.spans) for hit in hits)
    return Retrieval(hits, scores or even, signals, nation=None, rivals=rivals or {})
