"""Questions asked of a real index of ten sample pages."""

from __future__ import annotations

from datetime import date

import pytest

from knowledge.answer import Answer, Clarify, Declined, compose
from knowledge.index_store import IndexStore
from knowledge.passage import Nation
from knowledge.question import Question, Turn
from knowledge.retriever import Retriever
from tests.knowledge.records import TODAY

pytestmark = pytest.mark.encoder


@pytest.fixture(scope="module")
def retriever(store: IndexStore) -> Retriever:
    version = store.current()
    assert version is not None
    return Retriever(version)


def ask(
    retriever: Retriever, text: str, nation: Nation | None = None, as_of: date = TODAY
) -> Answer | Declined | Clarify:
    question = Question(text, as_of=as_of, nation=nation)
    return compose(question, retriever.retrieve(question))


def test_finishing_time_is_quoted_without_asking_for_the_nation(retriever: Retriever) -> None:
    outcome = ask(retriever, "what time should inspectors finish in school")

    assert isinstance(outcome, Answer)
    assert "6pm" in outcome.quotes[0].telling
    assert outcome.quotes[0].passage.citation.document == "onsite-hours"


def test_deputy_may_sit_in_with_a_subject_lead(retriever: Retriever) -> None:
    outcome = ask(retriever, "can my deputy sit in when they talk to the maths lead")

    assert isinstance(outcome, Answer)
    assert outcome.quotes[0].passage.citation.document == "leaders-alongside"


def test_past_day_finds_the_page_of_that_day(retriever: Retriever) -> None:
    text = "how many settings joined the attendance trial"

    outcome = ask(retriever, text, as_of=date(2022, 9, 1))

    assert isinstance(outcome, Answer)
    assert any("70 per cent" in quote.text for quote in outcome.quotes)


def test_superseded_page_is_not_found_today(retriever: Retriever) -> None:
    question = Question("how many settings joined the attendance trial", as_of=TODAY)

    documents = {hit.passage.citation.document for hit in retriever.retrieve(question).hits}

    assert documents.isdisjoint({"attendance-2022", "notice-2019"})


@pytest.mark.parametrize("text", ["who won the cricket", "", "\N{SLIGHTLY SMILING FACE}"])
def test_question_that_guidance_does_not_hold_is_declined(retriever: Retriever, text: str) -> None:
    outcome = ask(retriever, text)

    assert isinstance(outcome, Declined)
    assert len({citation.title for citation in outcome.nearest}) == 3


@pytest.mark.parametrize(("nation", "document"), [("wales", "estyn"), ("northern-ireland", "eti")])
def test_member_is_answered_from_the_guidance_of_the_nation(
    retriever: Retriever, nation: Nation, document: str
) -> None:
    outcome = ask(retriever, "how much notice of an inspection do we get", nation)

    assert isinstance(outcome, Answer)
    assert outcome.quotes[0].passage.citation.document == document


@pytest.mark.parametrize("nation", ["england", "wales", "northern-ireland"])
def test_guidance_of_other_nations_is_never_among_the_hits(
    retriever: Retriever, nation: Nation
) -> None:
    question = Question("how much notice do we get", as_of=TODAY, nation=nation)

    nations = {hit.passage.citation.nation for hit in retriever.retrieve(question).hits}

    assert nations <= {nation, "uk"}


def test_member_is_asked_for_the_nation_when_it_decides_the_answer(retriever: Retriever) -> None:
    outcome = ask(retriever, "how much notice do we get")

    assert isinstance(outcome, Clarify)
    assert set(outcome.nations) == {"england", "wales", "northern-ireland"}


def test_nation_named_in_the_question_is_enough(retriever: Retriever) -> None:
    outcome = ask(retriever, "how much notice does Estyn give us")

    assert isinstance(outcome, Answer)
    assert outcome.quotes[0].passage.citation.document == "estyn"


def test_follow_up_uses_the_turn_before_it(retriever: Retriever) -> None:
    question = Question(
        "and in Wales?",
        as_of=TODAY,
        context=(Turn("user", "how much notice of an inspection do we get?"),),
    )

    hits = retriever.retrieve(question).hits

    citation = hits[0].passage.citation
    assert (citation.document, citation.heading) == ("estyn", "Notice")


def test_at_most_k_hits_come_back_best_first(retriever: Retriever) -> None:
    hits = retriever.retrieve(Question("inspection", as_of=TODAY), k=4).hits

    assert len(hits) == 4
    assert [h.score for h in hits] == sorted((h.score for h in hits), reverse=True)


def test_day_before_all_guidance_finds_nothing(retriever: Retriever) -> None:
    retrieval = retriever.retrieve(Question("notice", as_of=date(1999, 1, 1), nation="wales"))

    assert retrieval.hits == ()
