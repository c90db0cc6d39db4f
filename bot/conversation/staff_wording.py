"""Every sentence that advisers read of themselves: their duty and their Home tab."""

from __future__ import annotations

# --- duty -------------------------------------------------------------------------------

DUTY_YOU_ARE = {True: "*You are on duty.*", False: "*You are off duty.*"}
DUTY_UNTIL = "You said so yourself; it holds until {time}, then your week counts."
DUTY_NOW = "On duty now: {names}."
DUTY_NOBODY = "Nobody is on duty now, so every adviser is called."
DUTY_WEEK = "Your week: {week}."
DUTY_SWAPPED = "{day}, {hours}: *{holder}* in place of *{owner}*."
DUTY_NO_WEEK = "Your week holds no hours."
SWAP_OFFERED = "*{adviser}* asks you to take their duty on *{day}*, {hours}."
DUTY_TOLD = {
    "swap_asked": "I have asked *{other}* to take your duty on {day}. It is yours until they do.",
    "swap_taken": "You have *{other}*'s duty on {day}.",
    "swap_given": "*{other}* has taken your duty on {day}.",
    "swap_over": "That day's duty cannot be taken any more, so I did nothing.",
    "swap_not_yours": "That was asked of somebody else, so I did nothing.",
    "no_such_swap": "I could not ask for that swap: choose a day that is yours, and a colleague.",
    "week_unreadable": (
        "I could not read that week, so yours is as it was. Write it like this: "
        "*mon-fri 08:00-12:00, mon 13:00-18:00*, without hours that overlap."
    ),
}
FORM_WEEK = "The hours you are on duty"
FORM_WEEK_HINT = (
    "Such as: mon-fri 08:00-12:00, mon 13:00-18:00. Leave it empty for no hours. "
    "In local time; you can go on and off duty by hand at any time."
)
FORM_DAY = "Which day"
FORM_DAY_OF = "{day} ({owner}'s)"
FORM_TAKER = "Who shall take it"
FORM_NO_SWAP = "There is nothing to swap: no duty of yours is ahead, or there is no colleague yet."

# --- an adviser's Home tab ----------------------------------------------------------------

HOME_TITLE = "Helpline queue"
HOME_COUNTS = "*{unclaimed} unclaimed* · {overdue} overdue · {mine} yours · {today} opened today"
HOME_SHOWS = {
    "all": "All cases",
    "unclaimed": "Unclaimed",
    "mine": "Mine",
    "overdue": "Overdue",
    "today": "Opened today",
}
HOME_ANY_URGENCY = "Any urgency"
HOME_ANY_NATION = "Any nation"
HOME_LISTS = {
    "unclaimed": "Unclaimed",
    "mine": "Yours",
    "overdue": "Overdue",
    "today": "Opened today",
    "others": "Opened today, held by others or closed",
}
HOME_LIST = "*{title}* · {n}"
HOME_MORE = "And {n} more: choose this list, or narrow it, above."
HOME_CASE = "*Case {case}*"
HOME_CASE_DISTRESS = "*possible distress*"
HOME_CASE_DRILL = "*drill*, no member is waiting"
HOME_DRILL = "Last drill: {when}. *{by}* answered after {took}."
HOME_DRILL_NOBODY = (
    "*Last drill: {when}. Nobody answered in time*, so members' Home tab asks them to ring until "
    "somebody does: press *Claim* on it."
)
HOME_OPENED = "opened {time}"
HOME_DUE = "first response due {time}"
HOME_OVERDUE = "*overdue, was due {time}*"
HOME_STATES = {"open": "seen by nobody yet", "claimed": "*{holder}* has it", "resolved": "closed"}
HOME_DRAWN = "As it stood at {time}. Drawn again within seconds when a case changes."
CASE_TITLE = "Case {case}"
