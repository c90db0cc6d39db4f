"""What the questions that are listed as answered, or as unanswered, say of another one."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.index_version import IndexVersion
from knowledge.ranking import best_places, cosines
from knowledge.vectors.protocol import Mask, Vectors

SOFTNESS = 0.05  # of pooled cosines: a few near questions count beside the nearest
NEIGHBOURS = 15
ECHOES = 3  # nearest unanswered questions whose words are compared

Cosines = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Around:
    """A question's place among the listed ones."""

    #: Pooled cosine of the questions that members ask, about -1 to 1.5.
    asked: float
    #: Pooled cosine of the questions that are known to have no answer.
    unanswered: float
    #: Of the nearest of both kinds, the share that has an answer, 0 to 1.
    neighbours: float
    #: Overlap in words with the most alike of the nearest that have none, 0 to 1.
    echo: float


#: Unanswered questions where none are listed: the means of both kinds where they are.
UNLISTED = Around(asked=0.0, unanswered=0.64, neighbours=0.68, echo=0.14)


class ListedQuestions:
    """The questions of an index version that are listed with their answers, or as without one."""

    def __init__(self, version: IndexVersion, *, but_not_itself: bool = False) -> None:
        """
        Keep both lists.

        Args:
            version: Whose lists.
            but_not_itself: Judge a question that is listed as unanswered as if it were not.
        """
        self._asked = version.asked
        self._unanswered = version.unanswered
        self._texts = version.unanswered_questions
        self._lexical = version.lexical
        self._itself = {text: n for n, text in enumerate(self._texts)} if but_not_itself else {}

    def around(self, text: str, vector: Vectors, allowed: Mask) -> Around | None:
        """
        Say where a question stands among the listed ones.

        Args:
            text: The question.
            vector: float32 [d], unit length, not adapted.
            allowed: bool [n], which passages may be found; the questions of others count nothing.

        Returns:
            None where no question is listed that an allowed passage answers.
        """
        asked = cosines(self._asked.vectors, vector)[self._asked.keys_of(allowed)]
        if not len(asked):
            return None
        if not len(self._unanswered):
            return Around(_pooled(asked), UNLISTED.unanswered, UNLISTED.neighbours, UNLISTED.echo)
        unanswered = self._unanswered_cosines(text, vector)
        return Around(
            asked=_pooled(asked),
            unanswered=_pooled(unanswered),
            neighbours=_share(asked, unanswered),
            echo=self._echo(text, unanswered),
        )

    def _unanswered_cosines(self, text: str, vector: Vectors) -> Cosines:
        found = cosines(self._unanswered, vector)
        if text in self._itself:
            found[self._itself[text]] = -1.0
        return found

    def _echo(self, text: str, unanswered: Cosines) -> float:
        nearest = best_places(unanswered, ECHOES)
        return max(self._lexical.overlap(text, self._texts[n]) for n in nearest)


def _pooled(found: Cosines) -> float:
    """SOFTNESS · log( sum of exp(cos / SOFTNESS) )."""
    return float(SOFTNESS * np.logaddexp.reduce(found / SOFTNESS))


def _share(asked: Cosines, unanswered: Cosines) -> float:
    nearest = best_places(np.concatenate([asked, unanswered]), NEIGHBOURS)
    return float((nearest < len(asked)).mean())
