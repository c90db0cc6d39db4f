"""
Merge dense and lexical scores of the same question into one ranking.

Scores are scaled and averaged, not ranked: that beats reciprocal rank fusion on every public set
we measured.  Pure: no index, no model, no clock.
"""

from __future__ import annotations

from collections.abc import Sequence

#: Questions are put in the member's words, not the guidance's: two thirds dense found more than
#: half and half, nDCG@10 0.551 against 0.511 on 82 labelled questions over the sample guidance
#: and 0.863 against 0.855 on 600 questions over public rules.
DENSE_SHARE = 2 / 3


def fuse(
    dense: Sequence[tuple[int, float]], lexical: Sequence[tuple[int, float]]
) -> list[tuple[int, float]]:
    """
    Rank places by the mean of their two scaled scores.

        score(p) = DENSE_SHARE · scaled_dense(p) + (1 - DENSE_SHARE) · scaled_lexical(p)
        scaled(p) = (s(p) - min) / (max - min), 0 where p was not found

    Args:
        dense: (place, cosine) pairs in any order, each place once.
        lexical: (place, BM25) pairs in any order, each place once.

    Returns:
        (place, score) pairs, best first, score in [0, 1]; ties in order of place.

    >>> [(place, round(score, 2)) for place, score in fuse([(7, 0.9), (8, 0.4)], [(8, 3.0)])]
    [(7, 0.67), (8, 0.33)]
    """
    scaled_dense, scaled_lexical = _scaled(dense), _scaled(lexical)
    fused = {
        place: DENSE_SHARE * scaled_dense.get(place, 0.0)
        + (1 - DENSE_SHARE) * scaled_lexical.get(place, 0.0)
        for place in scaled_dense.keys() | scaled_lexical.keys()
    }
    return sorted(fused.items(), key=lambda pair: (-pair[1], pair[0]))


def _scaled(found: Sequence[tuple[int, float]]) -> dict[int, float]:
    """Stretch scores to [0, 1]; equal scores all count in full."""
    if not found:
        return {}
    low = min(score for _, score in found)
    width = max(score for _, score in found) - low
    return {place: (score - low) / width if width else 1.0 for place, score in found}
