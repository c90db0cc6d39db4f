"""Which passages share words with a question, rare words counting most: BM25."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Self

import bm25s
import numpy as np
import Stemmer
from bm25s.stopwords import STOPWORDS_EN
from numpy.typing import NDArray

from knowledge.errors import IndexDamagedError
from knowledge.ranking import best_places
from knowledge.vectors.protocol import Mask

LANGUAGE = "english"
_WORD = re.compile(r"(?u)\b\w\w+\b")
_COMMONEST = frozenset(STOPWORDS_EN)


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
        statistics.index(_words_of_each(texts), show_progress=False)
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
        scores = self._scores(words(question))
        # Most passages share no word with it: to rank their zeros, too, takes ten times as long.
        found = np.flatnonzero((scores > 0) & allowed)
        places = found[best_places(scores[found], k)]
        return list(zip(places.tolist(), scores[places].tolist(), strict=True))

    def coverage(self, question: str, place: int) -> float:
        """
        Say how much of what a question says stands in a passage, rare words counting most.

        Args:
            question: Any text; words that no passage knows count as the rarest.
            place: Of the passage.

        Returns:
            Between 0 and 1; 0 for a question without words.
        """
        asked = set(words(question))
        whole = sum(map(self.rarity, asked))
        said = (word for word in asked if self._is_said(word, place))
        return sum(map(self.rarity, said)) / whole if whole else 0.0

    def overlap(self, question: str, other: str) -> float:
        """Say how alike two questions are in their words, rare ones counting most: 0 to 1."""
        one, two = set(words(question)), set(words(other))
        whole = sum(map(self.rarity, one | two))
        return sum(map(self.rarity, one & two)) / whole if whole else 0.0

    def rarity(self, word: str) -> float:
        """Inverse document frequency: log((n + 1) / (df + 1/2))."""
        found = self._statistics.vocab_dict.get(word)
        return math.log(
            (self._n + 1) / ((self._frequency(found) if found is not None else 0) + 0.5)
        )

    def _frequency(self, word_id: int) -> int:
        return len(self._places(word_id))

    def _is_said(self, word: str, place: int) -> bool:
        found = self._statistics.vocab_dict.get(word)
        return found is not None and bool((self._places(found) == place).any())

    def _places(self, word_id: int) -> NDArray[np.int32]:
        """Where the passages with a word stand: the scores are a sparse matrix by word."""
        scores = self._statistics.scores
        start, end = scores["indptr"][word_id : word_id + 2]
        places: NDArray[np.int32] = scores["indices"][start:end]
        return places

    def _scores(self, asked: list[str]) -> NDArray[np.float32]:
        known = [word for word in asked if word in self._statistics.vocab_dict]
        if not known:
            return np.zeros(self._n, dtype=np.float32)
        scores: NDArray[np.float32] = self._statistics.get_scores(known)
        return scores

    @property
    def _n(self) -> int:
        return int(self._statistics.scores["num_docs"])


def words(text: str) -> list[str]:
    """
    Stemmed words without the commonest, as bm25s splits them.

    Not by bm25s itself, which takes a millisecond to get ready.  A stemmer is not safe to share
    between threads.
    """
    found = [word for word in _WORD.findall(text.lower()) if word not in _COMMONEST]
    stemmed: list[str] = Stemmer.Stemmer(LANGUAGE).stemWords(found)
    return stemmed


def _words_of_each(texts: Sequence[str]) -> list[list[str]]:
    words: list[list[str]] = bm25s.tokenize(
        list(texts),
        stopwords="en",
        stemmer=Stemmer.Stemmer(LANGUAGE),
        return_ids=False,
        show_progress=False,
    )
    return words
