"""Where a question stands among those that are listed as answered and as unanswered."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pytest

from knowledge.keys import Keys
from knowledge.lexical import Lexical
from knowledge.listed_questions import UNLISTED, ListedQuestions
from knowledge.rows import Rows
from knowledge.vectors.protocol import Vectors

EAST, NORTH = (np.array(v, dtype=np.float32) for v in ([1.0, 0.0], [0.0, 1.0]))
BOTH = np.ones(2, dtype=bool)
TEXTS = ("Who pays for the coach?", "Which coach is cheapest?")


@dataclass
class Lists:
    """What is read of an index version: two passages with two questions and one."""

    asked: Keys = field(
        default_factory=lambda: Keys(
            Rows(np.array([[1.0, 0.0], [0.8, 0.6], [0.0, 1.0]], dtype=np.float32)), (2, 1)
        )
    )
    unanswered: Vectors = field(
        default_factory=lambda: np.array([[0.0, 1.0], [0.6, 0.8]], dtype=np.float32)
    )
    unanswered_questions: tuple[str, ...] = TEXTS
    lexical: Lexical = field(default_factory=lambda: Lexical.build(list(TEXTS)))


def listed(version: Lists, **how: bool) -> ListedQuestions:
    return ListedQuestions(version, **how)  # type: ignore[arg-type]


def test_question_like_those_with_an_answer_stands_nearer_to_them() -> None:
    around = listed(Lists()).around("When do they leave?", EAST, BOTH)

    assert around is not None
    assert around.asked > around.unanswered
    assert around.neighbours == pytest.approx(3 / 5)
    assert around.echo == 0.0


def test_words_shared_with_an_unanswered_question_are_an_echo() -> None:
    around = listed(Lists()).around("who pays for the coach", NORTH, BOTH)

    assert around is not None
    assert around.echo == pytest.approx(1.0)


def test_questions_of_passages_that_may_not_be_found_count_nothing() -> None:
    only_second = listed(Lists()).around("?", EAST, np.array([False, True]))
    none = listed(Lists()).around("?", EAST, np.array([False, False]))

    assert only_second is not None
    assert only_second.asked == pytest.approx(0.0)
    assert none is None


def test_without_a_list_of_unanswered_questions_nothing_is_held_against_a_question() -> None:
    version = Lists(unanswered=np.empty((0, 2), dtype=np.float32), unanswered_questions=())

    around = listed(version).around("?", EAST, BOTH)

    assert around is not None
    assert (around.unanswered, around.neighbours) == (UNLISTED.unanswered, UNLISTED.neighbours)


def test_listed_question_can_be_judged_as_if_it_were_not_listed() -> None:
    as_listed = listed(Lists()).around(TEXTS[0], NORTH, BOTH)
    without = listed(Lists(), but_not_itself=True).around(TEXTS[0], NORTH, BOTH)

    assert as_listed is not None
    assert without is not None
    assert without.unanswered < as_listed.unanswered
