"""What a member is answered, from hits written by hand."""

from __future__ import annotations

from datetime import date

import pytest

from knowledge.answer import (
    MAX_QUOTES,
    NATION_QUESTION,
    QUOTE_WORDS,
    Answer,
    Clarify,
    Declined,
    compose,
    further_quotes,
)
from tests.knowledge.records import UNSURE, a_hit, a_question, a_retrieval


def composed_answer(*args: object, **kwargs: object) -> Answer:
    outcome = compose(a_question(), a_retrieval(*args, **kwargs))  # type: ignore[arg-type]
    assert isinstance(outcome, Answer)
    return outcome


def test_telling_sentence_is_the_one_nearest_to_the_question() -> None:
    hit = a_hit("Inspectors arrive at eight. They stop by six. Lunch is at noon.")

    answer = composed_answer(hit, scores=((0.1, 0.9, 0.2),))

    assert answer.quotes[0].telling == "They stop by six."


def test_quote_stands_word_for_word_in_its_passage() -> None:
    hit = a_hit("Inspectors arrive  at eight.\nThey stop by six. Lunch is at noon.")

    quote = composed_answer(hit).quotes[0]

    assert quote.text in hit.passage.text
    assert quote.telling in quote.text


def test_long_passage_is_cut_to_the_telling_sentence_and_its_neighbours() -> None:
    sentences = [f"Sentence {n} has exactly six words." for n in range(30)]
    hit = a_hit(" ".join(sentences))
    scores = tuple(0.9 if n == 15 else 0.1 for n in range(30))

    quote = composed_answer(hit, scores=(scores,)).quotes[0]

    assert quote.telling == sentences[15]
    assert len(quote.text.split()) == QUOTE_WORDS  # ten sentences of six words


def test_quote_ends_with_its_paragraph() -> None:
    first = " ".join(f"Sentence {n} has exactly six words." for n in range(7))
    hit = a_hit(f"{first}\n\nAnother matter is this.")

    quote = composed_answer(hit).quotes[0]

    assert quote.text == first


def test_sentence_that_asks_is_quoted_with_its_reply() -> None:
    hit = a_hit("May a deputy attend? Yes. Tell the team beforehand.")

    quote = composed_answer(hit, scores=((0.9, 0.1, 0.1),)).quotes[0]

    assert quote.telling == "May a deputy attend? Yes."


def test_answer_quotes_at_most_three_sections() -> None:
    hits = [a_hit(heading=f"Section {n}") for n in range(5)]

    answer = composed_answer(*hits)

    assert len(answer.quotes) == MAX_QUOTES


def test_answer_quotes_each_section_once() -> None:
    hits = [a_hit("Work ends by six."), a_hit("It may end sooner."), a_hit(heading="Other")]

    answer = composed_answer(*hits)

    assert [q.passage.citation.heading for q in answer.quotes] == ["The limit", "Other"]


def test_answer_leaves_out_hits_far_below_the_best() -> None:
    answer = composed_answer(a_hit(score=1.0), a_hit(score=0.3, heading="Far away"))

    assert len(answer.quotes) == 1


def test_answer_never_mixes_nations() -> None:
    hits = [
        a_hit(document="notice-wales", nation="wales"),
        a_hit(document="notice-england", nation="england"),
        a_hit(document="phone", nation="uk"),
    ]

    answer = composed_answer(*hits)

    assert [q.passage.citation.nation for q in answer.quotes] == ["wales", "uk"]


def test_further_quotes_hold_the_sections_not_quoted_yet() -> None:
    retrieval = a_retrieval(*(a_hit(heading=f"Section {n}") for n in range(5)))
    answer = compose(a_question(), retrieval)
    assert isinstance(answer, Answer)

    further = further_quotes(answer, retrieval)

    assert [q.passage.citation.heading for q in further] == ["Section 3", "Section 4"]


def test_member_is_told_when_the_guidance_holds_no_answer() -> None:
    titles = ["Hours", "Hours", "Notice", "Grades", "Appeals"]
    hits = [a_hit(document=f"d{n}", title=title) for n, title in enumerate(titles)]

    outcome = compose(a_question(), a_retrieval(*hits, signals=UNSURE))

    assert isinstance(outcome, Declined)
    assert [citation.title for citation in outcome.nearest] == ["Hours", "Notice", "Grades"]


def test_question_is_declined_when_nothing_is_in_force() -> None:
    outcome = compose(a_question(), a_retrieval())

    assert outcome == Declined(nearest=(), confidence=0.0, hits=())


def test_member_is_asked_for_the_nation_when_nations_are_equally_near() -> None:
    retrieval = a_retrieval(a_hit(), rivals={"england": 0.62, "wales": 0.60})

    outcome = compose(a_question(nation=None), retrieval)

    assert isinstance(outcome, Clarify)
    assert (outcome.question, outcome.nations) == (NATION_QUESTION, ("england", "wales"))


def test_another_nations_page_is_not_quoted_to_somebody_whose_nation_is_not_known() -> None:
    retrieval = a_retrieval(a_hit(nation="wales"), rivals={"wales": 0.9, "england": 0.2})

    outcome = compose(a_question(nation=None), retrieval)

    assert isinstance(outcome, Clarify)
    assert outcome.nations == ("wales", "england")


@pytest.mark.parametrize(
    ("nation", "rivals"),
    [
        pytest.param("england", {"england": 0.62, "wales": 0.60}, id="nation known"),
        pytest.param(None, {"england": 0.62, "wales": 0.30}, id="only one nation has it"),
        pytest.param(None, {"england": 0.62}, id="no other nation at all"),
    ],
)
def test_member_is_not_asked_for_the_nation_needlessly(nation, rivals) -> None:  # type: ignore[no-untyped-def]
    outcome = compose(a_question(nation=nation), a_retrieval(a_hit(), rivals=rivals))

    assert isinstance(outcome, Answer)


def test_pages_that_disagree_stand_newest_first_and_are_said_to() -> None:
    older = a_hit(
        "Work ends in school by 6pm every day.", document="old", valid_from=date(2020, 1, 1)
    )
    newer = a_hit(
        "Work in school ends by 5pm each day.", document="new", valid_from=date(2026, 1, 1)
    )

    answer = composed_answer(older, newer)

    assert answer.disagree
    assert [quote.passage.citation.document for quote in answer.quotes] == ["new", "old"]


def test_pages_that_agree_stand_in_the_order_they_were_found() -> None:
    answer = composed_answer(
        a_hit("Work ends by 6pm.", document="old"), a_hit("Work ends by 6pm.", document="new")
    )

    assert not answer.disagree
