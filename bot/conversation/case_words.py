"""Words that stand in a case for what a member did without words, or in a form.  Pure."""

from __future__ import annotations

from collections.abc import Mapping

INSPECTOR_IS_HERE = "An inspector is here. (Pressed the button; no words yet.)"
URGENT_WITHOUT_WORDS = "Urgent. (Sent without words.)"
ASKED_FOR_A_PERSON = "Asked to talk to a person."
SORTED_BY_MEMBER = "sorted, says the member"
NOT_HANDLED = "The assistant could not handle this message."
# What a card shows beside a case that came without words.
LOOK_UP = "How do I raise concerns with the lead inspector during an inspection?"

DETAIL_FIELDS = {
    "text": "What is happening",
    "school": "School",
    "phone": "Phone",
    "next": "What happens next",
}


def asked_for_a_person(question: str) -> str:
    """Return the words of a case that a member opened from an answer."""
    return f"{ASKED_FOR_A_PERSON} They had asked: {question}" if question else ASKED_FOR_A_PERSON


def detail(fields: Mapping[str, str]) -> str:
    """Return a filled-in form as words, a line a field; empty when nothing was filled in."""
    filled = ((label, fields.get(name, "").strip()) for name, label in DETAIL_FIELDS.items())
    return "\n".join(f"{label}: {text}" for label, text in filled if text)
