"""
Features as numbers: which of them the classifier knows, and how much each counts.

Rare words count more than common ones (inverse document frequency), and a long message counts no
more than a short one (unit length), so that one threshold fits all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from bot.triage.features import Features

WORD, KIND, SIGN = "word ", "kind ", "sign "  # what a name begins with

# A feature seen in fewer examples is chance.
_SEEN_IN_AT_LEAST = {WORD: 2, KIND: 3, SIGN: 6}
# How much a block weighs against the others, found by cross-validation on the examples.
_WEIGHTS = {WORD: 2.6, KIND: 2.6, SIGN: 0.4}

Placed = tuple[NDArray[np.intp], NDArray[np.float32]]


class Vocabulary:
    """The features that a classifier knows, in a fixed order."""

    def __init__(self, names: Sequence[str], rarity: NDArray[np.float32]) -> None:
        """
        Fix the features.

        Args:
            names: f names, each beginning with its block.
            rarity: [f]; inverse document frequency, 1 for signs.
        """
        self.names = tuple(names)
        self.rarity = rarity
        self._row = {name: row for row, name in enumerate(self.names)}

    @classmethod
    def learn(cls, messages: Sequence[Features]) -> Vocabulary:
        """
        Learn which features are worth knowing.

        rarity(feature) = 1 + ln((1 + n) / (1 + messages with it)), n messages in all.
        """
        seen = Counter(name for one in messages for name in _all_names(one))
        names = sorted(name for name, n in seen.items() if n >= _SEEN_IN_AT_LEAST[_block(name)])
        counts = np.array([seen[name] for name in names], np.float64)
        rarity = 1 + np.log((1 + len(messages)) / (1 + counts))
        is_sign = np.array([_block(name) == SIGN for name in names], bool)
        rounded = np.where(is_sign, 1.0, rarity).round(2)  # as the model file has it
        return cls(names, rounded.astype(np.float32))

    def place(self, features: Features) -> Placed:
        """
        Turn the features of one message into numbers.

        Returns:
            Rows of the features it shows and knows, and float32 values of the same length.
        """
        words, word_values = self._unit_length(WORD, sorted(features.words))
        kinds, kind_values = self._unit_length(KIND, sorted(features.kinds))
        signs = [(self._row.get(SIGN + name), value) for name, value in features.signs.items()]
        known = [(row, value * _WEIGHTS[SIGN]) for row, value in signs if row is not None]
        rows = [*words, *kinds, *(row for row, _ in known)]
        values = [*word_values, *kind_values, *(value for _, value in known)]
        return np.array(rows, np.intp), np.array(values, np.float32)

    def _unit_length(self, block: str, names: Iterable[str]) -> Placed:
        found = [self._row.get(block + name) for name in names]
        rows = np.array([row for row in found if row is not None], np.intp)
        values = self.rarity[rows]
        length = float(np.linalg.norm(values)) or 1.0
        return rows, (values * np.float32(_WEIGHTS[block] / length)).astype(np.float32)


def _all_names(features: Features) -> set[str]:
    return (
        {WORD + name for name in features.words}
        | {KIND + name for name in features.kinds}
        | {SIGN + name for name in features.signs}
    )


def _block(name: str) -> str:
    return name[: len(WORD)]
