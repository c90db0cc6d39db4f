"""
Every sentence a person reads.

British English, plain words, brief: a head teacher reads it on a phone with an
inspector in the room.  Nothing is promised that is not so: "a person has it" is said
only once a named person has.  `*…*` is bold; what stands in braces has been made safe
to show by whoever fills it in.
"""

from __future__ import annotations

# --- numbers that save lives ----------------------------------------------------

# The numbers themselves are settings; `helpline/support_lines.py` holds those of today.

SOMEONE_NOW = (
    "To talk to someone at any hour, free: *Samaritans {samaritans}*, or *Education Support "
    "{education_support}* for everyone who works in education."
)
CRISIS = (
    "I am glad you wrote. *If you or anyone else is in immediate danger, ring 999 now.*",
    "*Samaritans: {samaritans}*, free, day or night.\n"
    "*Education Support: {education_support}*, free, day or night, for everyone who works in "
    "education.",
    "Your message is in our helpline advisers' queue now, marked to be answered first. "
    "I am a machine; I will tell you here when a named person has it.",
)
CRISIS_ABOUT_A_PUPIL = (
    "Thank you for writing. *If anyone is in immediate danger, ring 999 now. Then tell your "
    "designated safeguarding lead, in person or by phone, straight away.*",
    "For you too, at any hour, free: *Samaritans {samaritans}*, *Education Support "
    "{education_support}*.",
    CRISIS[2],
)

CRISIS_HELD = (  # in place of the last part, once a named person has the case
    "*{holder}* from our helpline has your case, and I am alerting them to your message now. I am "
    "a machine; I cannot see whether they have read it yet."
)

# --- the way to a person ----------------------------------------------------------

PRESS_OR_RING = "To speak to a person, press *Talk to a person* or ring *{phone}*."
RING = "To speak to someone, ring the helpline: *{phone}*."
MACHINE = "I am a machine: I quote the union's guidance and can miss the point. Not legal advice."

# --- answers ------------------------------------------------------------------------

WHILE_WAITING = "While you wait, the guidance says:"
PAGES_DISAGREE = "*These pages do not agree.* The newest stands first; ask a person to be sure."
ANSWERED_FOR = "Answered for {nation}. Wrong nation?"
LOOKED_FOR = "I looked in the guidance for {nation}. Wrong nation?"
SAMPLE = "sample guidance, for trying out"
NOTHING_FOUND = "The guidance I hold does not answer this."
NOTHING_FOUND_MORE = "A person can. Or ask me again in other words."
NEAREST = "The nearest pages I have:"
NATION_ASKED = "Which nation is your school in?"
NATION_ASKED_WHY = "The guidance differs between them."
MORE = "More from the guidance:"
NO_MORE = "I found no further passages on this."
UNAVAILABLE = "I cannot read the guidance just now, so I cannot answer your question."
UNAVAILABLE_MORE = "People can still be reached, and your concerns still come through."
HAPPENING = "Is this happening now?"
HAPPENING_WHY = (
    "If inspectors are with you, or an inspection has been announced, press *Yes, now* and I pass "
    "it to the helpline's advisers at once. If I hear nothing from you within "
    "{within}, I pass it on to be safe."
)
HAPPENING_WHY_IN_CASE = (
    "Your case is with the helpline. If inspectors are with you, or an inspection has been "
    "announced, press *Yes, now* and it is marked to be answered first. If I hear nothing from "
    "you within {within}, I do so to be safe."
)
HAPPENING_ANSWERED = {  # what was said; where the case stands follows
    "yes": "You said *yes*.",
    "no": "You said *no*.",
    "silence": "I heard nothing from you, so I passed it on to be safe.",
    "passed_on": "I did not wait for your answer: I passed it on to be safe.",
    "withdrawn": "You changed or deleted that message, so I leave it at that.",
}
HAPPENING_CASE = {
    "none": "If that changes, write to me.",
    "for_this": "Nobody has your case yet. If nobody is needed, press *No* and I close it.",
    "waiting": "Your case is in the helpline's queue. Nobody has it yet.",
    "held": "*{holder}* has your case.",
    "closed": "Your case is closed. If there is more, write to me.",
}
PAGE_UNDATED = "undated"
PUBLISHED = "published {day}"
REVISED = "revised {day}"
NO_WORDS = "(no words)"
CUT_HERE = "(cut here)"
NO_OUTCOME = "no outcome was written down."

# --- the member's case ------------------------------------------------------------

SENT = "*Sent to the helpline at {time}. Seen by nobody yet.*"
WAITED = "*Sent to the helpline at {time}. Nobody has picked it up yet, after {minutes}.*"
SENT_AGAIN = "*Back in the helpline's queue since {time}. Nobody has it now.*"
WAITED_AGAIN = (
    "*Back in the helpline's queue since {time}. Nobody has picked it up yet, after {minutes}.*"
)
IN_THE_QUEUE = (
    "It is in the helpline's queue and advisers are being alerted. I will tell you here when a "
    "named person has it."
)
CLOSED_HOURS = "The helpline's hours are {hours}. "
NOBODY_UNTIL = (
    "Nobody is on duty now; next opening: {opens}. Advisers are still being alerted, but they may "
    "not see it before then."
)
NOBODY_ON_DUTY = (
    "Nobody is on duty now. Advisers are still being alerted, but they may not see it soon."
)
WAITS_UNTIL = (
    "It is in the helpline's queue. It can wait until people are at work, from {opens}: they "
    "should have it by {due}. I will tell you here when a named person has it."
)
WAITS_LATE = (
    "It is in the helpline's queue, later than it should be. Advisers are called again from "
    "{opens}. I will tell you here when a named person has it."
)
IF_IT_IS_NOW = "If it is happening now, write that here: then they are called at once, at any hour."
HELD = "*{holder}* has it. What you write here goes to the helpline."
HELD_TAKEN_OVER = (
    "*{holder}* has it and answers you here. I answer no questions until your case is closed; "
    "what you write goes to the helpline."
)
HELD_ONLY_SENDS = (
    "*{holder}* has it. What you write here goes to the helpline, and I go on quoting the guidance."
)
CLOSED_AT = "Closed {time}: {outcome}"
CLOSED = "Closed: {outcome}"
ADDED_AT = "Your words from {time} have been added."
CLAIMED = "*{holder}* from the helpline has your concern. You can write to {holder} here."
LAPSED = (
    "*{holder}* has been quiet for {minutes}, so your case is back in the helpline's queue. "
    "*Nobody has it now.* Advisers are being alerted again."
)
NOBODY_YET = "Nobody has picked your concern up yet, after {minutes}. I am still alerting advisers."
HOLDER_LEFT = (
    "*{holder}* cannot go on with your case, so it is back in the helpline's queue. "
    "*Nobody has it now.* Advisers are being alerted again."
)
HOLDER_QUIET = (
    "*{holder}* has your case, but has not answered in the {minutes} since it became more urgent. "
    "I am alerting other advisers, too."
)
NOBODY_YET_RING = "Please do not wait for me: ring *{phone}* now."
CLOSED_BY = "*{by}* has closed your case. Outcome: {outcome}"
CLOSED_BY_YOU = "You have closed your case. Thank you for telling us."
WRITE_AGAIN = "If there is more, write here again."
REOPENED = (
    "Your case is open again. Your new words are in the helpline's queue, seen by nobody yet."
)
REOPENED_BY = (
    "*{by}* from the helpline has opened your case again. It is back in the helpline's queue, and "
    "nobody has it yet."
)
WORDS_ADDED = "Added to your case, which nobody has yet."
QUOTE_FROM_ADVISER = "*{adviser}*, helpline adviser, sends you this from the guidance:"
FROM_ADVISER = "*{adviser}*, helpline adviser"
FROM_ADVISER_EDITED = "edited"
FROM_ADVISER_WITHDRAWN = "*{adviser}* has withdrawn this message."
FILES = "With {files}: {links}"
UNNAMED_FILE = "a file"
MORE_FILES = "and {n} more"
FILES_HINT = "If Slack does not let you open it, ask here what it shows."
PART = ", part {part} of {parts}"
MOVED = "I have written to you in a direct message, away from this channel."

GUIDEPOSTS = {
    "help": (
        "Ask me about your rights in an inspection, in your own words. I quote the guidance with "
        "its source and date.\n• */helpline urgent* and what is happening brings a person\n"
        "• */helpline ask* and your question\n• */helpline status* shows your cases"
    ),
    "help_adviser": (  # follows what everybody reads
        "For advisers:\n• */helpline duty on* and */helpline duty off* hold until midnight; "
        "*/helpline duty* says who is on\n• */helpline rota* has your week, and swaps a day"
    ),
    "welcome": (
        "I am the inspection helpline's assistant, a machine. Ask me about inspections and I quote "
        "the union's guidance. When you raise a concern or ask for a person, the helpline's "
        "advisers read what you write here."
    ),
    "no_words": "I can only read words. Tell me in a sentence what is happening.",
    "only_file": ("I cannot open files. Tell me in a sentence what it shows."),
    "deleted": (
        "You deleted words that are part of your case. Advisers may have read them, so they stay "
        "in the case, marked as deleted by you."
    ),
    "not_yours": "That button belongs to somebody else's conversation, so I did nothing.",
    "forgotten": "That question was forgotten, as all are in time. Please write it again.",
    "taken_over": (
        "An adviser answers you here now, so I answer no questions until your case is closed. "
        "Write your question as a message: it goes to the helpline."
    ),
    "not_open": "That case is closed, so I did nothing. Write here if you need us again.",
    "staff_only": "Only the helpline's advisers can use that button, so I did nothing.",
    "duty_staff_only": "Only the helpline's advisers go on duty, so I did nothing.",
    "ask_empty": "Write your question after it: */helpline ask when do inspectors finish?*",
    "trouble": (
        "Something went wrong on my side, and I could not do that. Please try once more, or go "
        "straight to a person."
    ),
    "thanks": "Thank you. The people who look after the guidance read this.",
    "no_case": "You have no case with the helpline.",
    "nation_saved": "Saved: your school is in {detail}.",
    "phase_saved": "Saved: {detail}.",
}
NOT_KEPT = (
    "Something is wrong on my side and *I could not keep what you just did*. Nobody at the "
    "helpline has seen it. Please ring *{phone}*."
)
NOT_SAVED = "not set"
YOUR_CASES = "Your cases with the helpline"
MORE_CASES = "And {n} more."
CASE_LINE = "*Case {case}*, {time}: {state}"
CASE_STATES = {"open": "seen by nobody yet", "claimed": "*{holder}* has it", "resolved": "closed"}

# --- buttons, forms, choices -----------------------------------------------------------

BUTTONS = {
    "helpful": "Helpful",
    "not_helpful": "Not helpful",
    "more_passages": "More passages",
    "talk_to_a_person": "Talk to a person",
    "happening_now": "Yes, now",
    "not_now": "No",
    "sorted": "Sorted, thanks",
    "not_needed": "Not needed",
    "inspector_here": "An inspector is here",
    "add_detail": "Add detail",
    "answer_for_england": "England",
    "answer_for_wales": "Wales",
    "answer_for_northern-ireland": "Northern Ireland",
    "claim": "Claim",
    "reply": "Reply",
    "note": "Note",
    "hand_over": "Hand over",
    "resolve": "Resolve",
    "reopen": "Reopen",
    "not_live": "Not live",
    "should_have_been_live": "Should have been live",
    "send_quote": "Send this quote",
    "take_over": "Take over",
    "only_send": "Only send",
    "duty_on": "Go on duty",
    "duty_off": "Go off duty",
    "rota": "My week",
    "swap": "Swap a day",
    "take_swap": "Take it",
    "still_on_it": "Still on it",
    "on_the_phone": "On the phone",
    "open_case": "Open",
}
FORM_TITLES = {  # 24 characters at most
    "reply": "Reply to the member",
    "note": "Add a note",
    "hand_over": "Hand over",
    "resolve": "Close the case",
    "not_helpful_reason": "What was wrong?",
    "detail": "Add detail",
    "rota": "My week on duty",
    "swap": "Swap a day",
}
SEND, SAVE, OFFER, CLOSE, CANCEL = "Send", "Save", "Offer", "Close case", "Cancel"
CLOSE_FORM = "Close"
CHOOSE = "Choose"
FORM_TEXT = "Your words"
FORM_REPLY_HINT = "The member reads this in their conversation, with your name."
FORM_NOTE_HINT = "Only advisers see it. It is never sent to the member."
FORM_TO = "To"
FORM_HAND_OVER_HINT = "What your colleague needs to know. You have the case until they claim it."
FORM_NOBODY = "No other adviser is on duty, so there is nobody to hand over to."
FORM_OUTCOME = "Outcome, shown to the member"
FORM_OUTCOME_TEXT = "In your words, shown to the member"
FORM_REASON = "Reason"
FORM_REASON_TEXT = "Anything else"
FORM_REASON_HINT = "To tell a person about a concern, write it in our conversation instead."
FORM_DETAIL = "Your message is already with the helpline. Fill in what helps, or nothing."
FORM_DETAIL_TEXT = "What is happening"
FORM_SCHOOL = "Your school"
FORM_PHONE = "A number to ring you on"
FORM_NEXT = "What happens next, and when"
