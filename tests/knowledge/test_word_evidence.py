"""Words of the question that stand together in a passage lift it."""

from __future__ import annotations

import pytest

from knowledge.lexical import Lexical
from knowledge.word_evidence import COVERED, COVERED_BY_SENTENCE, PHRASES, WordEvidence, reorder
from tests.knowledge.records import a_passage

SCATTERED = "The draft came on Friday. Some report said so. A deadline passed."
TOGETHER = "The draft report has a deadline. Nothing came on Friday."


@pytest.fixture
def lexical() -> Lexical:
    return Lexical.build([SCATTERED, TOGETHER, "Nothing of the kind."])


def test_words_side_by_side_count_more_than_words_apart(lexical: Lexical) -> None:
    evidence = WordEvidence(lexical, "draft report deadline")

    scattered, together = (evidence.of(a_passage(text=text)) for text in (SCATTERED, TOGETHER))

    assert 0 < scattered < together <= COVERED + COVERED_BY_SENTENCE + PHRASES


def test_candidates_close_in_score_change_places_and_distant_ones_do_not(lexical: Lexical) -> None:
    evidence = WordEvidence(lexical, "draft report deadline")
    passages = [a_passage(text=SCATTERED), a_passage(text=TOGETHER)]

    close = reorder(evidence, [(4, 0.62), (7, 0.60)], passages)
    distant = reorder(evidence, [(4, 0.9), (7, 0.2)], passages)

    assert [place for place, _ in close] == [7, 4]
    assert [place for place, _ in distant] == [4, 7]


def test_candidates_beyond_those_read_keep_their_order_behind(lexical: Lexical) -> None:
    evidence = WordEvidence(lexical, "draft report deadline")

    found = reorder(evidence, [(4, 0.6), (5, 0.3), (6, 0.2)], [a_passage(text=TOGETHER)])

    assert [place for place, _ in found] == [4, 5, 6]


def test_question_without_words_finds_no_evidence(lexical: Lexical) -> None:
    assert WordEvidence(lexical, "?!").of(a_passage(text=TOGETHER)) == 0.0
