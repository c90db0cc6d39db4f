"""Words that stand in a case for what a member did without words, or in a form.  Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

INSPECTOR_IS_HERE = "An inspector is here. (Pressed the button; no words yet.)"
URGENT_WITHOUT_WORDS = "Urgent. (Sent without words.)"
SAID_YES = "It is happening now. (Pressed the button; the words were deleted or changed.)"
ASKED_FOR_A_PERSON = "Asked to talk to a person."
WITHOUT_WORDS = (INSPECTOR_IS_HERE, URGENT_WITHOUT_WORDS, ASKED_FOR_A_PERSON)
SORTED_BY_MEMBER = "sorted, says the member"
NOT_NEEDED = "not needed, says the member"
NOT_HANDLED = "The assistant could not handle this message."
# What a card shows beside a case that came without words.
LOOK_UP = "How do I raise concerns with the lead inspector during an inspection?"

# What the guidance is asked for a case when the member's own words find nothing in it.
LOOK_UPS = {
    "conduct": "How should inspectors behave, and what is their code of conduct?",
    "judgement": "How do I put evidence to the lead inspector before the final feedback?",
    "access": "Can a senior leader sit in on discussions with inspectors?",
    "hours": "What can I do if inspectors are still in school after 6pm?",
    "safeguarding": "What should I do if safeguarding may be judged not met?",
    "wellbeing": "How do I ask for a pause because of a leader's well-being?",
    "deferral": "How do I ask for an inspection to be deferred or paused?",
    "equality": "What reasonable adjustments can I ask for during an inspection?",
    "confidentiality": "Whom may I tell about the provisional outcome?",
    "individual_staff": "Does inspection judge individual teachers?",
    "post_inspection": "How do I challenge a draft report or complain?",
    "notification": "What happens on the notification call?",
    "general": LOOK_UP,
}

DETAIL_FIELDS = {
    "text": "What is happening",
    "school": "School",
    "phone": "Phone",
    "next": "What happens next",
}


def phone_in(texts: Iterable[str]) -> str | None:
    """Return the number to ring that was filled into a form last, if there is one."""
    begins = f"{DETAIL_FIELDS['phone']}: "
    lines = (line for text in texts for line in text.splitlines())
    given = [line.removeprefix(begins) for line in lines if line.startswith(begins)]
    return given[-1] if given else None


def asked_for_a_person(question: str) -> str:
    """Return the words of a case that a member opened from an answer."""
    return f"{ASKED_FOR_A_PERSON} They had asked: {question}" if question else ASKED_FOR_A_PERSON


def detail(fields: Mapping[str, str]) -> str:
    """Return a filled-in form as words, a line a field; empty when nothing was filled in."""
    filled = ((label, fields.get(name, "").strip()) for name, label in DETAIL_FIELDS.items())
    return "\n".join(f"{label}: {text}" for label, text in filled if text)
