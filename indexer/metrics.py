"""
How good a ranking is, and how well a score tells two kinds apart.

Pure: ranked ids and grades in, a number out.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

Grades = Mapping[str, int]  # by id; 0 and absent both mean not relevant


def ndcg_at(k: int, ranked: Sequence[str], grades: Grades) -> float:
    """
    Compare the discounted gain of the first k with the best that was possible.

        DCG@k  = sum over ranks r = 1 … k of  grade(r) / log2(r + 1)
        nDCG@k = DCG@k / DCG@k of the ideal ranking

    The gain is the grade itself, as in the source and in trec_eval; the discount is trec_eval's,
    which also discounts the second rank.

    Args:
        k: Cut-off, at least 1.
        ranked: Ids, best first, each once.
        grades: Of the relevant ids, at least one above 0.

    Returns:
        Between 0 and 1.

    Source:
        Järvelin, Kekäläinen (2002), "Cumulated gain-based evaluation of IR techniques",
        ACM TOIS 20(4), doi:10.1145/582415.582418.

    >>> round(ndcg_at(10, ["x", "a"], {"a": 1}), 4)
    0.6309
    """
    ideal = sorted((grade for grade in grades.values() if grade > 0), reverse=True)
    return _dcg([grades.get(one, 0) for one in ranked[:k]]) / _dcg(ideal[:k])


def recall_at(k: int, ranked: Sequence[str], grades: Grades) -> float:
    """
    Return the share of the relevant ids that stand among the first k, 0 to 1.

    >>> recall_at(2, ["a", "x", "b"], {"a": 1, "b": 2})
    0.5
    """
    relevant = {one for one, grade in grades.items() if grade > 0}
    return len(relevant.intersection(ranked[:k])) / len(relevant)


def reciprocal_rank_at(k: int, ranked: Sequence[str], grades: Grades) -> float:
    """
    Return 1 / rank of the first relevant id, 0 when none stands among the first k.

    Its mean over questions is MRR@k (Voorhees 1999, TREC-8 question answering track).

    >>> reciprocal_rank_at(10, ["x", "a"], {"a": 1})
    0.5
    """
    first = (rank for rank, one in enumerate(ranked[:k], 1) if grades.get(one, 0) > 0)
    return 1 / next(first, math.inf)


def auroc(positive: Sequence[float], negative: Sequence[float]) -> float:
    """
    Say how often a positive's score lies above a negative's, ties counting half.

        AUROC = (R - p(p + 1)/2) / (p n),  R the sum of the positives' mid-ranks

    Args:
        positive: p scores, p at least 1.
        negative: n scores, n at least 1.

    Returns:
        1 when the two are told apart, 0.5 when the score says nothing.

    Source:
        Hanley, McNeil (1982), "The meaning and use of the area under a ROC curve",
        Radiology 143(1), doi:10.1148/radiology.143.1.7063747.

    >>> auroc([0.9, 0.5], [0.5, 0.1])
    0.875
    """
    ranks = _mid_ranks([*positive, *negative])
    p, n = len(positive), len(negative)
    return (sum(ranks[:p]) - p * (p + 1) / 2) / (p * n)


def _dcg(gains: Sequence[int]) -> float:
    return sum(gain / math.log2(rank + 1) for rank, gain in enumerate(gains, 1))


def _mid_ranks(scores: Sequence[float]) -> list[float]:
    """Ranks from 1 for the lowest score; equal scores share the mean of theirs."""
    order = sorted(range(len(scores)), key=lambda place: scores[place])
    ranks = [0.0] * len(scores)
    start = 0
    while start < len(order):
        end = start
        while end < len(order) and scores[order[end]] == scores[order[start]]:
            end += 1
        for place in order[start:end]:
            ranks[place] = (start + 1 + end) / 2
        start = end
    return ranks
