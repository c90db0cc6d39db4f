"""What an adviser writes under a card: words for the member, or a note that never reaches them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.helpline.case import CaseState
from bot.inbound import Deed, Form, Inbound, Place
from bot.outbound import AdviserTold, AdviserWrote, CaseClaimed, CaseLogged
from tests.bot.factories import (
    ADVISER,
    COLLEAGUE,
    DIRECT,
    MEMBER,
    OTHER_MEMBER,
    FrozenClock,
    a_form,
    a_message,
    a_press,
    an_edit,
)
from tests.bot.stage import Stage
from tests.databases import an_empty_database


def replies(stage: Stage) -> list[AdviserWrote]:
    return [one for one in stage.said_to() if isinstance(one, AdviserWrote)]


def test_words_under_the_card_reach_the_member_with_the_advisers_name(stage: Stage) -> None:
    stage.opens_a_case()

    stage.receives(stage.in_card_thread("I am ringing you now.", ADVISER))

    assert replies(stage) == [AdviserWrote(1, "Ash Sample", "I am ringing you now.")]


def test_reply_on_an_unclaimed_case_claims_it_and_says_so_first(stage: Stage) -> None:
    stage.opens_a_case()

    stage.receives(stage.in_card_thread("I am ringing you now.", ADVISER))

    assert stage.case().holder_id == stage.person_id(ADVISER)
    said = stage.said_to()
    assert said.index(CaseClaimed(1, "Ash Sample")) < said.index(replies(stage)[0])


def test_colleague_may_reply_without_taking_the_case(stage: Stage) -> None:
    stage.opens_a_case()
    stage.receives(a_press(Deed.CLAIM, 1, ADVISER))

    stage.receives(stage.in_card_thread("I know the school.", COLLEAGUE))

    assert replies(stage) == [AdviserWrote(1, "Bex Sample", "I know the school.")]
    assert stage.case().holder_id == stage.person_id(ADVISER)


def test_reply_on_a_resolved_case_is_refused_and_the_adviser_told(stage: Stage) -> None:
    stage.opens_a_case()
    stage.receives(a_form(Form.RESOLVE, 1, ADVISER, outcome="advised"))

    stage.receives(stage.in_card_thread("one more thing", ADVISER))

    assert replies(stage) == []
    assert AdviserTold(1, "resolved") in stage.said_to(ADVISER)


def test_note_goes_nowhere_but_the_thread(stage: Stage) -> None:
    stage.opens_a_case()

    stage.receives(stage.in_card_thread("// she rang last week", ADVISER))

    assert CaseLogged(1, "noted", "Ash Sample", text="she rang last week") in stage.in_thread()
    assert "she rang last week" not in repr(stage.said_to())
    assert stage.case().state is CaseState.OPEN


def test_note_with_space_before_its_mark_is_a_note(stage: Stage) -> None:
    stage.opens_a_case()

    stage.receives(stage.in_card_thread("  \n//between us", ADVISER))

    assert "between us" not in repr(stage.said_to())


def test_stranger_in_the_thread_reaches_nobody_and_is_told(stage: Stage) -> None:
    stage.opens_a_case()

    stage.receives(stage.in_card_thread("hello", OTHER_MEMBER))

    assert replies(stage) == []
    assert stage.said_to(OTHER_MEMBER) == [AdviserTold(1, "not_an_adviser")]


def test_file_without_words_is_not_passed_on_and_the_adviser_told(stage: Stage) -> None:
    stage.opens_a_case()

    stage.receives(stage.in_card_thread("", ADVISER))

    assert AdviserTold(1, "not_delivered") in stage.said_to(ADVISER)


def test_long_reply_reaches_the_member_in_parts_that_join_to_the_whole(stage: Stage) -> None:
    stage.opens_a_case()
    text = ("advice " * 1000).strip()

    stage.receives(stage.in_card_thread(text, ADVISER))

    assert "".join(one.text for one in replies(stage)) == text


# --- notes never reach the member ------------------------------------------------------

WRITTEN = st.sampled_from(("thread note", "form note", "reply", "form reply", "offer", "member"))
DEEDS = st.lists(st.tuples(WRITTEN, st.sampled_from((ADVISER, COLLEAGUE))), max_size=12)
SECRET = "between colleagues"


def do(stage: Stage, deed: str, adviser: str, number: int) -> None:
    """Do one thing; what colleagues say among themselves carries SECRET."""
    secret = f"{SECRET} {number}"
    other = stage.person_id(COLLEAGUE if adviser == ADVISER else ADVISER)
    made: dict[str, Callable[[], Inbound]] = {
        "thread note": lambda: stage.in_card_thread(f"// {secret}", adviser),
        "form note": lambda: a_form(Form.NOTE, 1, adviser, text=secret),
        "reply": lambda: stage.in_card_thread(f"words {number}", adviser),
        "form reply": lambda: a_form(Form.REPLY, 1, adviser, text=f"words {number}"),
        "offer": lambda: a_form(Form.HAND_OVER, 1, adviser, adviser=str(other), text=secret),
        "member": lambda: a_message(f"more {number}"),
    }
    stage.receives(made[deed]())
    stage.sends()


@settings(max_examples=40, deadline=None)
@given(DEEDS)
def test_whatever_advisers_do_no_note_of_theirs_reaches_the_member(
    deeds: list[tuple[str, str]],
) -> None:
    stage = Stage(an_empty_database(), FrozenClock())
    stage.opens_a_case()

    for number, (deed, adviser) in enumerate(deeds):
        do(stage, deed, adviser, number)

    posted = [stage.said_to(MEMBER), stage.said_in(DIRECT), stage.said_in(Place("C0GENERAL"))]
    assert SECRET not in repr(posted)
    delivered = [due for due in stage.office.delivered if due.channel == DIRECT.channel]
    assert SECRET not in repr(delivered)
    stage.database.close()


def test_words_under_a_page_reach_no_member_and_their_writer_is_told_where_to_write(
    stage: Stage,
) -> None:
    stage.opens_a_case()
    stage.sends()
    stage.waits(5)
    stage.sends()
    ash = f'"person_id":{stage.person_id(ADVISER)},'
    (page,) = (row for row in stage.rows("outbox") if ash in row.destination)
    before = stage.said_to()

    written = a_message("I am here. Who is with her?", ADVISER, under(page))
    stage.receives(written)
    changed = "I am here. The inspectors are still here at 6.25. Who is with her?"
    stage.receives(an_edit(written, changed))

    assert stage.said_to(ADVISER)[-2:] == [AdviserTold(1, "under_a_page")] * 2
    assert stage.said_to() == before
    assert stage.n("cases") == 1
    assert {row.person_id for row in stage.rows("exchanges")} == {stage.person_id(MEMBER)}


def test_member_who_writes_under_what_they_were_told_of_their_case_adds_to_it(
    stage: Stage,
) -> None:
    stage.opens_a_case()
    stage.sends()
    told = next(row for row in stage.rows("outbox") if row.key == "case:1:status:1")

    stage.receives(a_message("now he is shouting", place=under(told)))

    assert [line.text for line in stage.history() if line.deed == "member_wrote"] == [
        "now he is shouting"
    ]


def under(row: Any) -> Place:
    """The thread of a message that we sent somebody directly."""
    return Place(row.channel, row.ts, private=True)
