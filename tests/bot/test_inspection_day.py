"""
A whole inspection day, from the call to the morning after: what people read, and when.

The clock stands still until it is told to go on; the worker sweeps every half minute.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest

from bot.inbound import Deed, Form
from tests.bot.days import LONDON, a_stage, goes_on_until, jumps_to, read_by, stands
from tests.bot.factories import ADVISER, COLLEAGUE, MEMBER, a_form, a_message, a_press
from tests.bot.stage import Stage
from tests.databases import an_empty_database

NOTIFIED = "we have just had the notification call, they come tomorrow"
SHOUTING = "the inspector is here and shouting at my staff"
EVENING = "its 6.40 and they're still here"
MORNING = "they are here now and the lead inspector is shouting at my staff"
#: The first sentence of the member's status message, and what the card says, at each turn.
STANDS = (
    (
        "10:42",
        "Sent to the helpline at 10:42. Seen by nobody yet.",
        "Opened 10:42, just now. First response due 10:44. *Seen by nobody yet.*",
    ),
    (
        "10:44",
        "Sent to the helpline at 10:42. Nobody has picked it up yet, after 2 minutes.",
        "Opened 10:42, 2 min ago. First response due 10:44. *Nobody has claimed it for 2 minutes.*",
    ),
    (
        "10:46",
        "Sent to the helpline at 10:42. Nobody has picked it up yet, after 4 minutes.",
        "Opened 10:42, 4 min ago. *First response overdue by 2 min*, due 10:44. *Nobody has "
        "claimed it for 4 minutes.*",
    ),
    (
        "10:53",
        "Sent to the helpline at 10:42. Nobody has picked it up yet, after 10 minutes.",
        "Opened 10:42, 11 min ago. *First response overdue by 9 min*, due 10:44. *Nobody has "
        "claimed it for 10 minutes.*",
    ),
    (
        "10:54",
        "Ash Sample has it. What you write here goes to the helpline.",
        "Opened 10:42, 12 min ago. *Ash Sample* has it.",
    ),
    (
        "11:08",
        "Back in the helpline's queue since 11:08. Nobody has it now.",
        "Opened 10:42, 26 min ago. First response due 11:10. *Back in the queue. Nobody has it "
        "now.*",
    ),
    (
        "11:35",
        "Bex Sample has it. What you write here goes to the helpline.",
        "Opened 10:42, 53 min ago. *Bex Sample* has it. Offered to *Ash Sample*.",
    ),
    (
        "18:40",
        "Back in the helpline's queue since 18:40. Nobody has it now.",
        "Opened 10:42, 7 h 58 min ago. 1 message added since, in the thread. First response "
        "due 18:42. *Reopened. Nobody has it yet.*",
    ),
    (
        "08:10",
        "Back in the helpline's queue since 08:10. Nobody has it now.",
        "Opened Tuesday 24 November, 10:42, 21 h 28 min ago. 2 messages added since, in the "
        "thread. First response due 08:12. *Reopened. Nobody has it yet.*",
    ),
)


@dataclass
class Day:
    """One day, and what stood in Slack at its turning points."""

    stage: Stage
    stood: dict[str, tuple[str, str]] = field(default_factory=dict)

    def look(self) -> None:
        """Note what stands now."""
        self.stage.worker.sweep()
        clock = self.stage.clock.now().astimezone(LONDON)
        self.stood[f"{clock:%H:%M}"] = stands(self.stage)


@pytest.fixture(scope="module")
def day() -> Iterator[Day]:
    """Tuesday 24 November 2026, from the call to the morning after."""
    database = an_empty_database()
    lived = Day(a_stage(database, "2026-11-24 08:00"))
    for chapter in CHAPTERS:
        chapter(lived)
    yield lived
    database.close()


def the_call(day: Day) -> None:
    day.stage.receives(a_message(NOTIFIED))
    day.stage.receives(a_press(Deed.NOT_NOW, 1))
    day.stage.sends()


def nobody_for_11_minutes(day: Day) -> None:
    jumps_to(day.stage, "2026-11-24 10:42")
    day.stage.receives(a_message(SHOUTING))
    for clock in ("10:42", "10:44", "10:46", "10:53"):
        goes_on_until(day.stage, clock)
        day.look()


def a_quiet_adviser(day: Day) -> None:
    day.stage.receives(a_press(Deed.CLAIM, 1, ADVISER))
    goes_on_until(day.stage, "10:54")
    day.look()
    goes_on_until(day.stage, "11:08")
    day.look()
    goes_on_until(day.stage, "11:11")


def handed_over(day: Day) -> None:
    stage, other = day.stage, str(day.stage.person_id(ADVISER))
    stage.receives(a_press(Deed.CLAIM, 1, COLLEAGUE))
    stage.receives(stage.in_card_thread("I am ringing you now.", COLLEAGUE))
    stage.receives(a_press(Deed.ON_THE_PHONE, 1, COLLEAGUE))
    goes_on_until(stage, "11:35")
    stage.receives(a_form(Form.HAND_OVER, 1, COLLEAGUE, adviser=other, text="my shift ends"))
    day.look()
    goes_on_until(stage, "11:38")
    stage.receives(a_press(Deed.CLAIM, 1, ADVISER))
    goes_on_until(stage, "11:40")
    stage.receives(a_form(Form.RESOLVE, 1, ADVISER, outcome="advised"))
    stage.sends()


def the_evening(day: Day) -> None:
    jumps_to(day.stage, "2026-11-24 18:40")
    day.stage.receives(a_message(EVENING))
    day.look()
    goes_on_until(day.stage, "18:43")
    day.stage.receives(a_press(Deed.CLAIM, 1, COLLEAGUE))
    form = a_form(Form.RESOLVE, 1, COLLEAGUE, outcome="advised", text="Ring tomorrow.")
    day.stage.receives(form)
    day.stage.sends()


def the_morning_after(day: Day) -> None:
    jumps_to(day.stage, "2026-11-25 08:10")
    day.stage.receives(a_message(MORNING))
    day.look()
    goes_on_until(day.stage, "08:11")
    day.stage.receives(a_press(Deed.CLAIM, 1, ADVISER))
    day.stage.sends()


CHAPTERS = (
    the_call,
    nobody_for_11_minutes,
    a_quiet_adviser,
    handed_over,
    the_evening,
    the_morning_after,
)


def test_member_reads_at_each_turn_what_is_true(day: Day) -> None:
    from_the_concern_on = read_by(day.stage, MEMBER)[1:]

    assert from_the_concern_on == [
        "10:52 Nobody has picked your concern up yet, after 10 minutes. I am still alerting "
        "advisers.",
        "10:53 Ash Sample from the helpline has your concern. You can write to Ash Sample here.",
        "11:08 Ash Sample has been quiet for 15 minutes, so your case is back in the helpline's "
        "queue. Nobody has it now. Advisers are being alerted again.",
        "11:11 Bex Sample from the helpline has your concern. You can write to Bex Sample here.",
        "11:11 Bex Sample: I am ringing you now.",
        "11:38 Ash Sample from the helpline has your concern. You can write to Ash Sample here.",
        "11:40 Ash Sample has closed your case. Outcome: An adviser gave advice. If there is more, "
        "write here again.",
        "18:40 Your case is open again. Your new words are in the helpline's queue, seen by "
        "nobody yet.",
        "18:43 Bex Sample from the helpline has your concern. You can write to Bex Sample here.",
        "18:43 Bex Sample has closed your case. Outcome: An adviser gave advice. Ring tomorrow. "
        "If there is more, write here again.",
        "08:10 Your case is open again. Your new words are in the helpline's queue, seen by "
        "nobody yet.",
        "08:11 Ash Sample from the helpline has your concern. You can write to Ash Sample here.",
    ]


@pytest.mark.parametrize(("clock", "status", "card"), STANDS, ids=[one[0] for one in STANDS])
def test_status_message_and_card_say_what_stands(
    day: Day, clock: str, status: str, card: str
) -> None:
    assert day.stood[clock] == (status, card)


def test_queue_channel_is_paged_by_the_ladder(day: Day) -> None:
    assert read_by(day.stage, "queue") == [
        "10:44 Case 1 · immediate · nobody has claimed it for 2 minutes.",
        "10:52 Case 1 · immediate · nobody has claimed it for 10 minutes.",
        "11:08 Case 1 · immediate · back in the queue: its holder was quiet. Nobody has it.",
        "11:10 Case 1 · immediate · nobody has claimed it for 2 minutes.",
        "18:40 Case 1 · immediate · reopened. Nobody has it yet.",
        "18:42 Case 1 · immediate · nobody has claimed it for 2 minutes.",
        "08:10 Case 1 · immediate · reopened. Nobody has it yet.",
    ]


def test_advisers_are_told_directly_what_concerns_them(day: Day) -> None:
    assert read_by(day.stage, ADVISER) == [
        "10:47 Case 1 · immediate · nobody has claimed it for 5 minutes.",
        "11:03 You have case 1, and nothing was heard from you on it for 10 minutes. Still on it? "
        "Otherwise it goes back into the queue in 5 minutes, and the member is told.",
        "11:08 Case 1 went back into the queue, because nothing was heard from you on it. The "
        "member was told. Claim it again if you are on it.",
        "11:35 Bex Sample offers you case 1. Bex Sample has it until you claim it, and keeps it "
        "if you have not within 5 minutes.",
    ]
    assert read_by(day.stage, COLLEAGUE) == [
        "10:47 Case 1 · immediate · nobody has claimed it for 5 minutes."
    ]


def test_second_channel_is_called_once_with_the_number_alone(day: Day) -> None:
    assert read_by(day.stage, "second channel") == ["10:52 case 1"]


def test_history_of_the_day_is_told_in_the_past_tense(day: Day) -> None:
    told = [f"{line.at.astimezone(LONDON):%H:%M} {line.deed}" for line in day.stage.history()]

    assert told == [
        *("10:42 opened", "10:44 paged:queue_again", "10:47 paged:on_duty", "10:52 paged:member"),
        *("10:53 claimed", "11:03 reminded", "11:08 lapsed", "11:10 paged:queue_again"),
        *("11:11 claimed", "11:11 replied", "11:11 on_the_phone", "11:35 offered"),
        *("11:38 claimed", "11:40 resolved"),
        *("18:40 reopened", "18:40 member_wrote", "18:42 paged:queue_again"),
        *("18:43 claimed", "18:43 resolved"),
        *("08:10 reopened", "08:10 member_wrote", "08:11 claimed"),
    ]


def test_several_messages_and_two_reopenings_are_one_case(day: Day) -> None:
    assert [(row.id, row.round) for row in day.stage.rows("cases")] == [(1, 3)]
