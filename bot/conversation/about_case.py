"""Whether new words are about a case that was closed.  Pure; in doubt they are."""

from __future__ import annotations

import re

from bot.helpline.case import CaseId

# Said of a matter that an adviser has had in hand.
PHRASES = (
    "my case",
    "the case",
    "the adviser",
    "an adviser said",
    "you told me",
    "you said",
    "what you said",
    "happened again",
    "happening again",
    "done it again",
    "at it again",
    "same again",
    "same thing",
    "same inspector",
    "came back",
    "come back",
    "back again",
    "still here",
    "still going",
    "still waiting",
    "not sorted",
    "no better",
    "got worse",
    "getting worse",
    "as i said",
    "since we spoke",
    "when we spoke",
)


def is_about(text: str, case_id: CaseId) -> bool:
    """Say whether the words speak of the case: by its number, or as of a matter known."""
    words = " " + " ".join(re.findall(r"\w+", text.casefold())) + " "
    if f" case {case_id} " in words:
        return True
    return any(f" {phrase} " in words for phrase in PHRASES)
