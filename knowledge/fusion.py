"""
Merge the scores that a question gives its candidates into one ranking.

Scores are scaled and averaged, not ranked: that beats reciprocal rank fusion on every public set
we measured.  Pure: no index, no model, no clock.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Shares:
    """What each kind of score counts; they add up to 1."""

    dense: float
    sentence: float
    lexical: float
    asked: float = 0.0


#: Where members' questions are known.  Chosen on 260 questions that the guidance does not list;
#: docs/quality.md has the figures.
WITH_ASKED = Shares(dense=0.25, sentence=0.05, lexical=0.3, asked=0.4)
#: Where none are; learnt on three public sets together with `word_evidence`, which follows.
WITHOUT_ASKED = Shares(dense=0.37, sentence=0.4, lexical=0.23)

Found = Sequence[tuple[int, float]]


def fuse(
    dense: Found, sentence: Found, lexical: Found, asked: Found = ()
) -> list[tuple[int, float]]:
    """
    Rank places by the weighted mean of their scaled scores.

        score(p) = sum over kinds of  share(kind) · scaled_kind(p)
        scaled(p) = (s(p) - min) / (max - min), 0 where p was not found

    Args:
        dense: (place, cosine of the passage) pairs in any order, each place once.
        sentence: (place, cosine of its best sentence) pairs, likewise.
        lexical: (place, BM25) pairs, likewise.
        asked: (place, pooled cosine of the questions that members ask of it) pairs, likewise;
            empty where no such questions are known.

    Returns:
        (place, score) pairs, best first, score in [0, 1]; ties in order of place.

    >>> fuse([(7, 0.9), (8, 0.4)], [(7, 0.5), (8, 0.9)], [(8, 3.0)])
    [(8, 0.63), (7, 0.37)]
    """
    shares = WITH_ASKED if asked else WITHOUT_ASKED
    kinds = [
        (shares.dense, _scaled(dense)),
        (shares.sentence, _scaled(sentence)),
        (shares.lexical, _scaled(lexical)),
        (shares.asked, _scaled(asked)),
    ]
    fused: dict[int, float] = {}
    for share, scores in kinds:
        for place, score in scores.items():
            fused[place] = fused.get(place, 0.0) + share * score
    return sorted(fused.items(), key=lambda pair: (-pair[1], pair[0]))


def _scaled(found: Found) -> dict[int, float]:
    """Stretch scores to [0, 1]; equal scores all count in full."""
    if not found:
        return {}
    scores = [score for _, score in found]
    low = min(scores)
    width = max(scores) - low
    if not width:
        return dict.fromkeys((place for place, _ in found), 1.0)
    return {place: (score - low) / width for place, score in found}
