"""Claims about features as numbers."""

from __future__ import annotations

import numpy as np
import pytest

from bot.triage.features import Features
from bot.triage.vocabulary import Vocabulary


def _message(words: str, signs: dict[str, float] | None = None) -> Features:
    return Features(frozenset(words.split()), frozenset(), signs or {})


def test_words_seen_once_are_chance_and_not_learnt() -> None:
    vocabulary = Vocabulary.learn([_message("here now"), _message("here")])

    assert vocabulary.names == ("word here",)


def test_rare_words_count_more_than_common_ones() -> None:
    messages = [_message("the inspector")] * 2 + [_message("the")] * 6

    vocabulary = Vocabulary.learn(messages)

    # 1 + ln(9 / 3) = 2.10 for two of eight; 1 + ln(9 / 9) = 1 for all
    assert dict(zip(vocabulary.names, vocabulary.rarity.tolist(), strict=True)) == {
        "word inspector": pytest.approx(2.10),
        "word the": pytest.approx(1.0),
    }


def test_long_messages_count_no_more_than_short_ones() -> None:
    vocabulary = Vocabulary(["word a", "word b", "word c"], np.ones(3, np.float32))

    _, short = vocabulary.place(_message("a"))
    _, long = vocabulary.place(_message("a b c"))

    assert np.linalg.norm(short) == pytest.approx(np.linalg.norm(long))


def test_unknown_words_and_signs_are_passed_over() -> None:
    vocabulary = Vocabulary(["sign length"], np.ones(1, np.float32))

    rows, values = vocabulary.place(_message("never seen", {"length": 0.5, "new": 1.0}))

    assert rows.tolist() == [0]
    assert values.tolist() == pytest.approx([0.2])  # 0.5 at the weight of signs, 0.4
