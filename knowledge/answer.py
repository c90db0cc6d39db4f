"""
Compose the answer to a question from what was retrieved: quotes, a decline, or a question back.

Pure: no index, no model, no clock.  Nothing is written here that the guidance does not say.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from knowledge.confidence import confidence
from knowledge.contradiction import differ
from knowledge.passage import Citation, Hit, Nation, Passage
from knowledge.question import Question, Retrieval

#: Confidence below which we decline.  On the development set, 0.42 answers 0.77 of what has an
#: answer and declines 0.91 of what has none; docs/quality.md has the curve.
ANSWER_FROM = 0.42
#: Below that, but from here on, a question that nations answer differently is still asked back.
CLARIFY_FROM = 0.25
MAX_QUOTES = 3
QUOTE_WORDS = 60  # words; what a phone shows without scrolling
PARAGRAPH_WORDS = 30  # words; a shorter quote may reach into the next paragraph
ANSWER_CHARACTERS = 1150  # characters of all quotes together
CLOSE_TO_BEST = 0.75  # fused score relative to the best hit
NEAREST = 3
#: Fused score, relative to the best nation's, from which another nation's guidance deserves asking.
#: Of 183 questions that only England's pages answer, 7 in 100 are asked back; none for long, since
#: the nation is kept once it is told.
RIVAL_FROM = 0.65
#: Most members' nation: another's guidance is never quoted to somebody whose nation is not known.
USUAL_NATION: Nation = "england"
_PARAGRAPH = re.compile(r"(\S)[ \t]*\n\s*\n")  # captures what the paragraph ends with
_RULE = re.compile(r"^[ \t]*\|?[ \t:|]*-{3,}", re.MULTILINE)  # the line under a table's head
NATION_QUESTION = "Which nation is your school in? The guidance differs between them."


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of one passage, unchanged."""

    text: str
    #: The sentence that answers best; stands word for word in `text`.
    telling: str
    passage: Passage


@dataclass(frozen=True, slots=True)
class Answer:
    """The guidance answers: one to three quotes, best first."""

    quotes: tuple[Quote, ...]
    confidence: float
    hits: tuple[Hit, ...]
    #: Two of the quotes disagree; then the newest stands first, and whoever shows them says so.
    disagree: bool = False


@dataclass(frozen=True, slots=True)
class Declined:
    """The guidance holds no answer; the nearest titles say what it does hold."""

    nearest: tuple[Citation, ...]
    confidence: float
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class Clarify:
    """The answer differs between nations and the member's is not known."""

    question: str
    nations: tuple[Nation, ...]
    confidence: float
    hits: tuple[Hit, ...]


def compose(question: Question, retrieval: Retrieval) -> Answer | Declined | Clarify:
    """
    Decide between quoting, asking back and declining.

    Args:
        question: What was asked; its nation and words decide whether to ask back.
        retrieval: What was found, best first.

    Returns:
        Answer when confidence reaches ANSWER_FROM, Clarify when nations differ and none is
        known, else Declined.
    """
    sure = confidence(retrieval.signals) if retrieval.hits else 0.0
    nations = _differing_nations(retrieval) if question.nation is None else ()
    if nations and sure >= CLARIFY_FROM:
        return Clarify(NATION_QUESTION, nations, sure, retrieval.hits)
    if sure < ANSWER_FROM:
        return Declined(_nearest(retrieval.hits), sure, retrieval.hits)
    quotes = _quotes(retrieval)
    if _disagree(quotes):
        return Answer(_newest_first(quotes), sure, retrieval.hits, disagree=True)
    return Answer(quotes, sure, retrieval.hits)


def further_quotes(answer: Answer, retrieval: Retrieval) -> tuple[Quote, ...]:
    """
    Quote what else was found, for a member who wants to read on.

    Args:
        answer: What was quoted already; its sections are left out.
        retrieval: What the answer was composed from.

    Returns:
        One quote a section, best first; empty when all was quoted.
    """
    return tuple(q for _, q in _one_a_section(retrieval) if q not in answer.quotes)


def _disagree(quotes: Sequence[Quote]) -> bool:
    return any(
        one.passage.citation.document != other.passage.citation.document
        and differ(one.telling, other.telling)
        for one, other in itertools.combinations(quotes, 2)
    )


def _newest_first(quotes: Sequence[Quote]) -> tuple[Quote, ...]:
    """The newest page first; of the same day, that of the member's nation before the general."""

    def authority(quote: Quote) -> tuple[date, bool]:
        citation = quote.passage.citation
        day = citation.revised or citation.published or citation.valid_from or date.min
        return day, citation.nation != "uk"

    return tuple(sorted(quotes, key=authority, reverse=True))


def _nearest(hits: Sequence[Hit]) -> tuple[Citation, ...]:
    """The first citations with titles of their own."""
    by_title: dict[str, Citation] = {}
    for hit in hits:
        by_title.setdefault(hit.passage.citation.title, hit.passage.citation)
    return tuple(by_title.values())[:NEAREST]


def _differing_nations(retrieval: Retrieval) -> tuple[Nation, ...]:
    """The nations that each have guidance about as near as the best; none unless two do."""
    first = retrieval.hits[0].passage.citation.nation if retrieval.hits else "uk"
    if not retrieval.rivals or first == "uk":
        return ()
    best = max(retrieval.rivals.values())
    near = tuple(n for n, score in retrieval.rivals.items() if score >= RIVAL_FROM * best)
    if first != USUAL_NATION and USUAL_NATION not in near:
        near = (*near, USUAL_NATION)
    return near if len(near) > 1 else ()


def _quotes(retrieval: Retrieval) -> tuple[Quote, ...]:
    """Quotes of the first hit and of those close to it, each section once."""
    close = CLOSE_TO_BEST * retrieval.hits[0].score
    room, quotes = ANSWER_CHARACTERS, list[Quote]()
    for hit, quote in _one_a_section(retrieval):
        if len(quotes) == MAX_QUOTES or hit.score < close:
            break
        if len(quote.text) <= room or not quotes:
            quotes.append(quote)
            room -= len(quote.text)
    return tuple(quotes)


def _one_a_section(retrieval: Retrieval) -> Iterator[tuple[Hit, Quote]]:
    """The best hit of each section that may stand beside the first hit, with its quote."""
    nations = (retrieval.hits[0].passage.citation.nation, "uk")
    sections = set[tuple[str, str]]()
    for hit, scores in zip(retrieval.hits, retrieval.sentence_scores, strict=True):
        citation = hit.passage.citation
        section = (citation.document, citation.heading)
        if section not in sections and citation.nation in nations and scores:
            sections.add(section)
            yield hit, _quote(hit.passage, scores)


def _quote(passage: Passage, scores: Sequence[float]) -> Quote:
    """The telling sentence with as many neighbours as fit into QUOTE_WORDS."""
    best = max(range(len(scores)), key=lambda n: scores[n])
    last = _with_reply(passage, best)
    telling = _words(passage, best, last)
    first = best
    while (grown := _grow(passage, scores, first, last)) is not None:
        first, last = grown
    return Quote(_words(passage, first, last), telling, passage)


def _with_reply(passage: Passage, sentence: int) -> int:
    """A sentence that asks tells nothing without the one that replies."""
    asks = passage.sentences[sentence].endswith("?")
    has_reply = sentence + 1 < len(passage.spans) and _fits(_words(passage, sentence, sentence + 1))
    return sentence + 1 if asks and has_reply else sentence


def _words(passage: Passage, first: int, last: int) -> str:
    """The text from one sentence to another, both included."""
    return passage.text[passage.spans[first][0] : passage.spans[last][1]]


def _grow(
    passage: Passage, scores: Sequence[float], first: int, last: int
) -> tuple[int, int] | None:
    """The window one sentence wider on its better side, or None when none fits."""
    wider = [(first - 1, last), (first, last + 1)]
    fitting = [
        (scores[a if a < first else b], a, b)
        for a, b in wider
        if a >= 0 and b < len(scores) and _fits(_words(passage, a, b))
    ]
    return max(fitting)[1:] if fitting else None


def _fits(text: str) -> bool:
    """Whether a window reads well: short enough, no table's rule in it, few paragraphs."""
    breaks = _PARAGRAPH.findall(text)
    return (
        len(text.split()) <= QUOTE_WORDS
        and not _RULE.search(text)
        and (not breaks or len(text.split()) <= PARAGRAPH_WORDS or breaks == [":"])
    )
