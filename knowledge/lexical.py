"""Which passages share words with a question, and how rare those words are: BM25."""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any, Self

import bm25s
import numpy as np
import Stemmer
from numpy.typing import NDArray

from knowledge.errors import IndexDamagedError
from knowledge.vectors.protocol import Mask

LANGUAGE = "english"


class Lexical:
    """BM25 statistics of all passages of an index version."""

    def __init__(self, statistics: Any) -> None:
        """Keep the statistics as bm25s holds them."""
        self._statistics = statistics

    @classmethod
    def build(cls, texts: Sequence[str]) -> Self:
        """
        Count the words of passages; text n answers to place n.

        Args:
            texts: n texts, n at least 1.
        """
        statistics = bm25s.BM25()
        statistics.index([_words(text) for text in texts], show_progress=False)
        return cls(statistics)

    @classmethod
    def read(cls, folder: Path) -> Self:
        """
        Read what `write` wrote.

        Raises:
            IndexDamagedError: a file is missing or cannot be read.
        """
        try:
            return cls(bm25s.BM25.load(folder, allow_pickle=False, show_progress=False))
        except (OSError, ValueError, KeyError) as error:
            raise IndexDamagedError(f"{folder.name} cannot be read: {error}") from error

    def write(self, folder: Path) -> None:
        """Write the statistics into a folder, without pickle."""
        self._statistics.save(folder, allow_pickle=False, show_progress=False)

    def search(self, question: str, k: int, allowed: Mask) -> list[tuple[int, float]]:
        """
        Find the passages that share words with a question.

        Args:
            question: Any text.
            k: How many at most.
            allowed: bool [n], which passages may be found.

        Returns:
            (place, BM25) pairs with BM25 above 0, best first; ties in order of place.
        """
        scores = np.where(allowed, self._scores(_words(question)), 0.0)
        order = np.argsort(-scores, kind="stable")[:k]
        return [(int(n), float(scores[n])) for n in order if scores[n] > 0]

    def coverage(self, question: str, text: str) -> float:
        """
        Weigh how much of a question's words a text holds.

            sum of rarity(w) over shared words / sum of rarity(w) over the question's words

        with rarity(w) = ln(1 + n / (1 + passages holding w)), so that a word the guidance
        never uses counts most.

        Args:
            question: Any text.
            text: Usually a passage with its title.

        Returns:
            Between 0 and 1; 0 when the question has no words that count.
        """
        asked = set(_words(question))
        total = sum(self._rarity(word) for word in asked)
        held = sum(self._rarity(word) for word in asked & set(_words(text)))
        return held / total if total else 0.0

    def _scores(self, words: list[str]) -> NDArray[np.float32]:
        known = [word for word in words if word in self._statistics.vocab_dict]
        if not known:
            return np.zeros(self._n, dtype=np.float32)
        scores: NDArray[np.float32] = self._statistics.get_scores(known)
        return scores

    def _rarity(self, word: str) -> float:
        place = self._statistics.vocab_dict.get(word)
        held_by = 0 if place is None else int(self._held_by[place])
        return math.log(1 + self._n / (1 + held_by))

    @property
    def _n(self) -> int:
        return int(self._statistics.scores["num_docs"])

    @cached_property
    def _held_by(self) -> NDArray[np.int64]:
        """How many passages hold each word, [words]."""
        bounds: NDArray[np.int64] = self._statistics.scores["indptr"].astype(np.int64)
        return np.diff(bounds)


def _words(text: str) -> list[str]:
    """Stemmed words without the commonest; a stemmer is not safe to share between threads."""
    words: list[list[str]] = bm25s.tokenize(
        [text],
        stopwords="en",
        stemmer=Stemmer.Stemmer(LANGUAGE),
        return_ids=False,
        show_progress=False,
    )
    return words[0]
