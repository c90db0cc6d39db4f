"""From a question to its hits: encode, search both ways, fuse, and note how sure we may be."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import date
from functools import lru_cache

import numpy as np

from knowledge import word_evidence
from knowledge.applicability import day_meant, nation_named
from knowledge.confidence import Signals
from knowledge.follow_up import search_text
from knowledge.fusion import fuse
from knowledge.index_version import IndexVersion
from knowledge.listed_questions import ListedQuestions
from knowledge.passage import Hit, Nation
from knowledge.question import Question, Retrieval, Turn
from knowledge.vectors.protocol import Mask, Vectors
from knowledge.word_evidence import WordEvidence

__all__ = ["Question", "Retrieval", "Retriever", "Turn"]

POOL = 200  # candidates of each kind that are fused
HITS = 10
NEXT_BEST = 10  # candidates that the best is compared with
#: How far members' questions vote together for their section.  First hits that are right, of 260
#: questions that the guidance does not list: 0.808 by the nearest alone, 0.823 so.
ASKED_SOFTNESS = 0.1
OWN_QUESTIONS = 3  # of the first hit, the most alike
TELLING_HITS = 3  # first hits in which the best sentence is looked for

Found = list[tuple[int, float]]


class Retriever:
    """Finds passages in one index version."""

    def __init__(self, version: IndexVersion, listed: ListedQuestions | None = None) -> None:
        """
        Load what retrieval needs, so that the first question is as fast as the next.

        Args:
            version: Where passages are found.
            listed: Its listed questions, read otherwise than they are.
        """
        self.version = version
        self._passages = version.passages
        self._vectors = version.vectors
        self._lexical = version.lexical
        self._encoder = version.encoder
        self._reranker = version.reranker
        self._sentences = version.sentences
        self._asked = version.asked
        self._listed = listed or ListedQuestions(version)
        self._adapter = version.adapter
        self._in_force = lru_cache(maxsize=64)(self._compute_in_force)

    def retrieve(self, question: Question, k: int = HITS) -> Retrieval:
        """
        Find the passages in force that answer a question best.

        Args:
            question: With its day, and the member's nation if known.
            k: Hits at most.

        Returns:
            Hits best first, none when nothing is in force, with the signals of confidence.
        """
        text = search_text(question)
        nation = question.nation or nation_named(text)
        allowed = self._in_force(nation, day_meant(text, question.as_of))
        plain = self._encoder.encode_question(text)
        vector = self._adapter.adapt(plain) if self._adapter else plain
        dense = self._vectors.search(vector, POOL, allowed)
        lexical = self._lexical.search(text, POOL, allowed)
        asked = self._asked.nearest(vector, POOL, allowed, ASKED_SOFTNESS)
        places = {place for found in (dense, lexical, asked) for place, _ in found}
        sentence = self._sentences.best_of(places, vector)
        candidates = fuse(dense, sentence, lexical, asked)
        if not asked:
            candidates = self._by_words(text, candidates)
        fused = self._reordered(text, candidates[:k])
        sentences = self._sentence_scores([place for place, _ in fused], vector)
        signals = self._signals(candidates, dense, sentences)
        if fused:
            first = fused[0][0]
            signals = replace(signals, coverage=self._lexical.coverage(text, first))
            signals = self._with_questions(signals, text, plain, vector, first, allowed)
        rivals = self._rivals(candidates) if nation is None else {}
        return Retrieval(self._hits(fused, dense, lexical), sentences, signals, nation, rivals)

    def _compute_in_force(self, nation: Nation | None, as_of: date) -> Mask:
        return self._passages.in_force(nation, as_of)

    def _hits(self, fused: Found, dense: Found, lexical: Found) -> tuple[Hit, ...]:
        cosines, shared = dict(dense), dict(lexical)
        return tuple(
            Hit(self._passages[n], score, cosines.get(n, 0.0), shared.get(n, 0.0))
            for n, score in fused
        )

    def _by_words(self, text: str, found: Found) -> Found:
        """Where no members' questions are known; beside those, words added nothing."""
        read = [self._passages[place] for place, _ in found[: word_evidence.POOL]]
        return word_evidence.reorder(WordEvidence(self._lexical, text), found, read)

    def _reordered(self, text: str, found: Found) -> Found:
        if self._reranker is None:
            return found
        read = [self._passages[place].embedded_text for place, _ in found]
        return self._reranker.reorder(text, found, read)

    def _sentence_scores(
        self, places: Sequence[int], vector: Vectors
    ) -> tuple[tuple[float, ...], ...]:
        return tuple(tuple(s.tolist()) for s in self._sentences.scores_of_each(places, vector))

    def _rivals(self, candidates: Found) -> dict[Nation, float]:
        """The best fused score of each nation's own guidance."""
        best: dict[Nation, float] = {}
        for place, score in candidates:
            nation = self._passages.nation_of(place)
            if nation != "uk":
                best.setdefault(nation, score)
        return best

    def _signals(self, fused: Found, dense: Found, sentences: Sequence[Sequence[float]]) -> Signals:
        if not fused:
            return Signals()
        return Signals(
            dense=dense[0][1],
            sentence=max(max(scores) for scores in sentences[:TELLING_HITS]),
            margin=_lead(dense),
            lead=_lead(fused),
        )

    def _with_questions(
        self,
        signals: Signals,
        text: str,
        plain: Vectors,
        adapted: Vectors,
        first: int,
        allowed: Mask,
    ) -> Signals:
        """Add what the questions say that members ask, and ask in vain."""
        own = np.sort(self._asked.scores_of(first, adapted))[-OWN_QUESTIONS:]
        around = self._listed.around(text, plain, allowed)
        if around is None or not len(own):
            return signals  # that others list questions says nothing of a passage that lists none
        return replace(signals, own=float(own.mean()), **asdict(around))


def _lead(found: Found) -> float:
    """How far the best score lies above the mean of the next."""
    others = [score for _, score in found[1 : 1 + NEXT_BEST]]
    return found[0][1] - sum(others) / len(others) if others else 0.0
