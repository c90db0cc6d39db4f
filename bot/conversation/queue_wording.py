"""Every sentence that advisers read of cases: cards, pages, a case's thread, refusals."""

from __future__ import annotations

CARD_TITLE = "Case {case} · {urgency}"
CARD_LIVE = "live"
CARD_REOPENED = "reopened"
CARD_DISTRESS = "*Possible distress: reply first.*"
CARD_RAISED = "*Raised from {before} to {urgency}* by the member's words, {time}."
CARD_WHOLE_TEXT = "Cut here: the whole text is in the thread."
CARD_OPENED = "Opened {time}, {ago}."
CARD_DUE = "First response due {time}."
CARD_OVERDUE = "*First response overdue by {span}*, due {time}."
CARD_ADDED = "{messages} added since, in the thread."
CARD_GUIDANCE = "*The guidance says*"
CARD_ANSWERED = "The member was sent this while waiting."
CARD_NOT_ANSWERED = "Not sent to the member."
CARD_TAKEN_OVER = {
    True: "The assistant answers no questions until it is closed.",
    False: "The assistant goes on answering questions from the guidance.",
}
CARD_EARLIER = "*Earlier cases of this school*"
CARD_EARLIER_CASE = "Case {case} · {time} · {outcome}"
EARLIER_STATES = {"open": "open", "claimed": "with an adviser", "resolved": "closed"}
TAKE_OVER_ASKED = (
    "The assistant has been answering this member from the guidance. *Take over*: it is silent "
    "until the case is closed. *Only send*: it goes on answering their questions. "
    "While you do neither, it is silent while somebody has the case."
)
TAKE_OVER_DECIDED = {
    "take_over": "*Taken over*: the assistant answers no questions until the case is closed.",
    "only_send": "*Only sending*: the assistant goes on answering from the guidance.",
}
CARD_LOOKING = "Looking up what the guidance says…"
CARD_NO_GUIDANCE = "The guidance holds no answer to this."
CARD_NEW = "A member needs a person."
CARD_OPEN = "*Seen by nobody yet.*"
CARD_WAITED = "*Nobody has claimed it for {minutes}.*"
CARD_REOPENED_STATE = "*Reopened. Nobody has it yet.*"
CARD_LAPSED = "*Back in the queue. Nobody has it now.*"
CARD_HELD = "*{holder}* has it."
CARD_OFFERED = "Offered to *{other}*."
CARD_CLOSED = "Closed: {outcome}"
NATION_UNKNOWN = "nation not known"
PHASE_UNKNOWN = "phase not known"
NEITHER_KNOWN = "nation and phase not known"
PAGED = "*Case {case}* · {urgency} · nobody has claimed it for {minutes}."
PAGED_LAPSED = "*Case {case}* · {urgency} · back in the queue: its holder was quiet. Nobody has it."
PAGED_LEFT = (
    "*Case {case}* · {urgency} · back in the queue: *{holder}* takes no cases any more. Nobody has "
    "it."
)
PAGED_HELD = (
    "*Case {case}* · {urgency} · became more urgent {minutes} ago, and nothing has been heard from "
    "*{holder}*, who has it. *Claim* takes it over."
)
PAGED_RAISED = "*Case {case}* · {urgency} · the member's new words make it more urgent."
PAGED_REOPENED = "*Case {case}* · {urgency} · reopened. Nobody has it yet."
MEMBER_WROTE = {
    "new": "*The member wrote*",
    "edited": "*The member changed a message. It now reads*",
    "deleted": "*The member deleted a message. What they had written stays in the case.*",
}
MEMBER_FILES = "With {files}: {links}"
MEMBER_FILES_HINT = (
    "Sent in a direct message, so Slack may not let you open it: ask the member what it shows."
)
LOGGED = {
    "claimed": "*{adviser}* has the case.",
    "said_yes": "Asked whether it is happening now, the member said *yes*.",
    "said_no": "Asked whether it is happening now, the member said *no*.",
    "replied": "*{adviser}* replied to the member:",
    "quoted": "*{adviser}* sent the member this quote, with its source:",
    "noted": "*Note, not sent to the member*, by *{adviser}*:",
    "offered": "*{adviser}* offers the case to *{other}*. *{adviser}* has it until then.",
    "offer_came_back": "*{other}* did not take the case in time: *{adviser}* still has it.",
    "on_the_phone": "*{adviser}* went on the phone with the member.",
    "lapsed": "*{adviser}* was quiet for too long: the case went back into the queue.",
    "holder_left": "*{adviser}* takes no cases any more: the case went back into the queue.",
    "resolved": "*{adviser}* closed the case.",
    "closed_by_member": "The member closed the case: sorted.",
    "not_needed": "The member closed the case: nobody is needed.",
    "marked_not_live": (
        "*{adviser}* marked this as *not live*: triage can learn from it. The case stays as it is."
    ),
    "marked_should_have_been_live": (
        "*{adviser}* marked this as *should have been live*: triage can learn from it. The case "
        "stays as it is."
    ),
    "reopened": "Reopened by the member's new words. Seen by nobody yet.",
    "reopened_by_adviser": "*{adviser}* reopened the case.",
    "unreachable": (
        "*The member cannot be reached here any more*: their account is closed. The number they "
        "gave to be rung on:"
    ),
    "not_received": "*The member has not received this*: Slack refused it. *{adviser}* had sent:",
    "not_changed": "*The member's copy reads as before*: Slack refused the change by *{adviser}*.",
    "words_brought": "Slack refused words of the member here. Sent directly to: {other}.",
    "not_paged": "*{adviser}* could not be paged directly: Slack refused the message.",
    "not_reminded": "*{adviser}* could not be asked whether they are on it: Slack refused it.",
    "withdrawn": (
        "*{adviser}* deleted a message. The member's copy now reads as withdrawn; they may have "
        "read it."
    ),
    "more_urgent": "More urgent by the member's new words: *{adviser}* is being called.",
    "paged_beside_holder": "Nothing was heard from *{adviser}* since: others were paged, too.",
    "paged_again": "Nobody has claimed it: advisers were paged again.",
    "second_channel_called": "The second channel was called, too: {other}.",
    "second_channel_failed": "*Second channel failed*: {other}. It is tried again.",
    "second_channel_given_up": "*Second channel failed*: {other}. This call is given up.",
    "drill_answered": "*{adviser}* answered this drill. It has closed itself.",
    "drill_missed": "Nobody has answered this drill in time. Paging stops here. Until "
    "somebody presses *Claim*, or a later drill is answered, the Home tab asks members to ring.",
    "drill_replaced": "Nobody answered this drill, and a later one takes its place.",
    "told_of_quiet_holder": (
        "The member was told that *{adviser}* has not answered yet, and given the phone number."
    ),
    "told_nobody_yet": "The member was told that nobody has it yet, and given the phone number.",
}
SECOND_CHANNELS = {"smtp": "e-mail", "webhook": "webhook"}
SECOND_CHANNEL = (
    "Helpline: case {case} waits",
    "Nobody is answering case {case} in the helpline's queue.\nPlease look into Slack now.\n",
)
SECOND_CHANNEL_TEST = (
    "Helpline: a test",
    "This is a test of the helpline's second channel.\nNobody is waiting.\n",
)
SUMMARY_WAITING = (
    "*{cases} came in together.* {cards} still to come, the most urgent first: Slack takes one a "
    "second. All are in the queue already."
)
SUMMARY_DONE = "*{cases} came in together.* All their cards are posted now."
SUMMARY_CASE = "Case {case}"
SUMMARY_DISTRESS = "possible distress"
SUMMARY_STANDS = "card posted"
SUMMARY_MORE = "And {n} more."
REACHED_NOBODY = (
    "*No member was sent this.* A summary's thread belongs to no case, so what you write here "
    "stays among you. To answer a member, write under {card} in this channel."
)
THEIR_CARD = "the card of their own case"
CARD_OF = "the card of case {cases}"
NO_NUMBER = "none in the case; ask the school."
IN_CASE = "Case {case}:"
CHANNEL_ALARMS = {
    "public": (
        "*The helpline's channel is public now: everybody in the workspace can read it.* Make it "
        "private again; what already stands there can be read until then."
    ),
    "shared": (
        "*The helpline's channel is shared with another organisation, or about to be.* End the "
        "sharing; what already stands there may be read by others."
    ),
    "archived": "*The helpline's channel is archived.* Somebody has to bring it back.",
    "gone": (
        "*I am not in the helpline's channel any more.* Somebody has to invite me again, or ask "
        "whoever runs me to name another channel."
    ),
    "fit": (
        "*The helpline's channel may hold members' words again.* What waited is being posted there "
        "now, in order."
    ),
}
CHANNEL_WITHHELD = (
    "Until that is mended I post no member's words there; they wait and are not lost. New cases "
    "and pages come to each of you here, and the case you claim, with its buttons, comes to you."
)
# A drill: its card, its pages and its thread say so, each time.
DRILL_WORDS = (  # triage has to be as sure of them as of a member's
    "This is a drill: no member is waiting. If it were real, it would say: the inspectors are "
    "here now and we need help."
)
CARD_DRILL_TITLE = "Drill"
CARD_DRILL = (
    "*This is a drill. No member is waiting.* Press *Claim*: it is timed and closes itself."
)
PAGED_DRILL = "*A drill, no member is waiting.* Press *Claim*: that is all."
DRILL_TOOK = "Answered after {took}."
DRILL_NOBODY = "Answered by nobody."
AN_ADVISER = "An adviser"
OFFERED = (
    "*{adviser}* offers you *case {case}*. {adviser} has it until you claim it, and keeps it if "
    "you have not within {within}."
)
REMINDED = (
    "You have *case {case}*, and nothing was heard from you on it for {minutes}. *Still on it?* "
    "Otherwise it goes back into the queue in {left}, and the member is told."
)
CALLED = (
    "*Case {case}*, which you have, is *{urgency}* now: see what the member wrote. If nothing is "
    "heard from you on it, colleagues are paged, and may take it over."
)
THE_NOTE = "*Note*"
THE_WORDS = "*The member's words*"
THE_PRESSING_WORDS = "*The member's words, {time}*"
THE_FIRST_WORDS = "*Their first words*"
TOLD = {
    "held": "*{holder}* already has case {case}. You do not need to do anything.",
    "already_yours": "You already have case {case}.",
    "taken": "*{holder}* has taken over case {case}. You do not need to do anything.",
    "offer_came_back": "{holder} did not take case {case} in time. You still have it.",
    "lapsed": (
        "Case {case} went back into the queue, because nothing was heard from you on it. The "
        "member was told. Claim it again if you are on it."
    ),
    "distress": (
        "*Case {case}*, which you have: possible distress in the member's words. *Reply to them "
        "first*: the words are in the case's thread. They were sent the numbers to ring, and told "
        "that you have their case."
    ),
    "old_card": (
        "That message is not about the case {case} of today, so nothing was done. Look for the "
        "case's card in the queue channel."
    ),
    "changed_meanwhile": (
        "Case {case} changed while you had the form open, so nothing was done: the member wrote, "
        "it was reopened, or a colleague took it. Words you typed are a note in its thread. Look "
        "at the card, and press again if it still holds."
    ),
    "not_held": "Nobody has case {case} yet. Claim it first, so that the member knows who you are.",
    "resolved": "Case {case} is closed. Reopen it first.",
    "not_resolved": "Case {case} is not closed.",
    "another_open": "The member has case {case} open already: go on there.",
    "not_an_adviser": "You are not on the helpline's list of advisers, so nothing was done.",
    "quote_sent": "That quote was sent to the member of case {case} already.",
    "under_a_page": (
        "*No member was sent this.* What you write to me stays here: claim case {case} if nobody "
        "has it, and write under its card in the helpline's channel."
    ),
    "to_oneself": "You have case {case} already: offer it to a colleague.",
    "off_duty": (
        "*{holder}* is not on duty, so you still have case {case}. They can go on duty with "
        "*/helpline duty on*."
    ),
    "not_delivered": "There were no words for the member of case {case} in that. Nothing was sent.",
    "refused": (
        "Slack refused what was sent to the member of case {case}, so they have *not* received it. "
        "The case's thread says what. Send it in other words, or ring."
    ),
    "words_lost": (
        "Slack refused to show you words that the member of case {case} wrote. They are kept, but "
        "you cannot read them here: ask the member, or ring."
    ),
    "member_not_told": (
        "Slack refused what I had to tell the member of case {case}, so they may not know where it "
        "stands. Write to them in the case's thread, or ring."
    ),
    "line_refused": "Slack refused a line of the thread of case {case}: colleagues do not see it.",
    "card_refused": "Slack refused the card of case {case}, so it may read as it did before.",
    "offer_refused": "*{holder}* could not be told that you offer case {case}. You still have it.",
    "unreachable": (
        "The member of case {case} cannot be reached here any more: their account is closed. The "
        "case's thread has the number they gave, if they gave one."
    ),
    "file_linked": (
        "I gave the member of case {case} a link to your file, but Slack may not let them open a "
        "file from this private channel. Say in words what it shows."
    ),
    "stays_a_note": (
        "Your edited message on case {case} held a note, so I did *not* send it on. If the member "
        "is to read it, write it again as a new message."
    ),
    "taken_back": (
        "Your edit on case {case} makes a note of words that the member had been sent. Their copy "
        "now reads as withdrawn, but they may have read it."
    ),
    "card_gone": "The card of case {case} was gone. I have posted it again.",
}
SOMEBODY = "Somebody"
OUTCOMES = {  # an adviser chooses one; the member reads it
    "advised": "An adviser gave advice",
    "raised_with_lead_inspector": "To be raised with the lead inspector",
    "referred_on": "Passed to a colleague who takes it further",
    "not_an_inspection_matter": "Not about an inspection; pointed to who can help",
    "member_did_not_need_us": "No help was needed any more",
}


def second_channel(case_id: int | None) -> tuple[str, str]:
    """Return subject and text of a call outside Slack; None for a test."""
    if case_id is None:
        return SECOND_CHANNEL_TEST
    subject, text = (part.format(case=case_id) for part in SECOND_CHANNEL)
    return subject, text
