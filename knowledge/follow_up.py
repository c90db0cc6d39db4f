"""
What to search for when a question leans on what was said before.

Pure: words in, words out.
"""

from __future__ import annotations

import re

from knowledge.question import Question

SHORT_WORDS = 6  # words; a shorter question in a conversation leans on the turn before
LONGEST = 4_000  # characters; the encoder reads far fewer
_LEANING = re.compile(
    r"^\W*(?:and|but|so|or|also|then|what about|how about|what if|why|ok|okay|yes|no|thanks)\b"
    r"|\b(?:it|its|they|them|their|that|this|those|these|he|she|him|her|there|then|same|one|ones)\b",
    re.IGNORECASE,
)


def search_text(question: Question) -> str:
    """
    Put a question into words that can be searched for on their own.

    A question that is short or leans on earlier words ("and in Wales?", "can they do that?") is
    joined to the member's turn before it.

    Returns:
        At most LONGEST characters, free of characters that no encoder reads.
    """
    earlier = [turn.text for turn in question.context if turn.role == "user"]
    leans = len(question.text.split()) <= SHORT_WORDS or _LEANING.search(question.text)
    parts = [*earlier[-1:], question.text] if leans else [question.text]
    return _readable(" ".join(parts))


def _readable(text: str) -> str:
    """Lone surrogates and NUL become blanks."""
    clean = text[:LONGEST].encode("utf-8", "replace").decode("utf-8")
    return clean.replace("\x00", " ")
