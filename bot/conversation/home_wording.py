"""What members read in the Home tab, around their cases."""

from __future__ import annotations

HOME_TITLE = "Inspection helpline"
HOME_WHAT = (
    "Ask me about your rights in an inspection: send me a message in your own words. I answer "
    "with the union's guidance, word for word, with its source and date."
)
HOME_WHO_READS = (
    "I am a machine, and what I quote is not legal advice. When you raise a concern or ask for a "
    "person, the helpline's advisers read what you write to me."
)
HOME_PHONE = "Helpline by phone: *{phone}*"
HOME_DRILL = "Today's test of this helpline: a person answered after {took}."
HOME_DRILL_MISSED = (
    "*The test of this helpline on {day} reached nobody. Please ring {phone}*, and do not rely on "
    "an answer here, until this line is gone."
)
HOME_INSPECTOR = "If inspectors are with you or on their way, one press puts you in the queue:"
HOME_NO_CASES = "None."
HOME_SETTINGS = "Your school"
HOME_NATION = "Nation: *{nation}*. The guidance differs between nations."
HOME_PHASE = "Phase: *{phase}*"
