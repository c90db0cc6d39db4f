"""Words are forgotten when their time is over: those, and nothing that is owed to anybody."""

from __future__ import annotations

from datetime import timedelta

import pytest
import sqlalchemy as sa

from bot import outbox
from bot.audit.auditor import in_tables
from bot.conversation import sweeping
from bot.helpline.case import CaseState
from bot.inbound import Deed, Form
from bot.keeping import forgetting, holds, overdue
from bot.keeping.holdings import FORGOTTEN
from bot.keeping.periods import Periods
from bot.keeping.rounds import AT_ONCE, EVERY, Rounds
from bot.outbound import Guidepost, ToPerson
from bot.tables import metadata, people, second_looks
from bot.worker import NotNow
from tests.bot.factories import (
    ADVISER,
    DIRECT,
    DOUBTFUL,
    LIVE,
    MEMBER,
    OTHER_MEMBER,
    QUESTION,
    a_form,
    a_message,
    a_press,
    an_edit,
)
from tests.bot.guidance import an_answer
from tests.bot.stage import Stage

PERIODS = Periods()
WORD = "quillwort"  # in no guidance, and in none of our own words


def forget(stage: Stage) -> dict[str, int]:
    """Forget what is over its time; return how much of each."""
    with stage.database.write() as tx:
        found = overdue.find(tx, PERIODS, stage.clock.now())
        forgetting.forget(tx, found)
    return {what: n for what, n in found.counted().items() if n}


def tables_with(stage: Stage, word: str) -> set[str]:
    """Return the tables in which a word stands, in any column."""
    return {
        table
        for table in metadata.tables
        for row in stage.rows(table)
        if any(word in _text(value) for value in row)
    }


def _text(value: object) -> str:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)


def goes_on(stage: Stage, days: float) -> None:
    stage.clock.go_on(days=days)


def asks(stage: Stage, words: str = f"can inspectors see all books, {WORD}?") -> None:
    """Let a member ask, and be answered."""
    stage.guidance.says = an_answer()
    stage.receives(a_message(words))
    stage.worker.answer_waiting()
    stage.sends()


def closed_case(stage: Stage, sender: str = MEMBER) -> None:
    """Let a case be claimed, talked about and resolved."""
    number = stage.opens_a_case(f"{LIVE}, says {WORD}", sender).id
    stage.receives(a_press(Deed.CLAIM, number, ADVISER))
    stage.sends()
    stage.receives(
        stage.in_card_thread(f"ring {WORD}", ADVISER, number),
        stage.in_card_thread(f"// a note on {WORD}", ADVISER, number),
        a_message(f"and {WORD} again", sender, DIRECT),
        a_form(Form.RESOLVE, number, ADVISER, kind="advice", text=WORD),
    )
    stage.worker.answer_waiting()
    stage.sends()
    assert stage.case(number).state is CaseState.RESOLVED


def test_payloads_go_first_then_questions(stage: Stage) -> None:
    asks(stage)

    goes_on(stage, 6.9)
    too_early = forget(stage)
    goes_on(stage, 0.2)
    payloads = forget(stage)
    goes_on(stage, 23)
    questions = forget(stage)

    assert too_early == {}
    assert payloads == {"gestures": 1}
    assert questions.keys() == {"questions", "messages"}
    assert tables_with(stage, WORD) == set()


def test_case_goes_a_year_after_it_was_resolved_with_all_that_belongs_to_it(stage: Stage) -> None:
    closed_case(stage)
    with stage.database.write() as tx:  # as one that the classifier fails on
        tx.execute(
            sa.insert(second_looks).values(event_id=1, inbox_id=1, next_at=stage.clock.now())
        )

    goes_on(stage, 364)
    forget(stage)
    before = tables_with(stage, WORD)
    goes_on(stage, 2)
    forget(stage)

    assert before >= {"cases", "case_events", "outbox"}
    assert tables_with(stage, WORD) == set()
    assert (stage.n("timers"), stage.n("labels"), stage.n("second_looks")) == (0, 0, 0)


def test_case_that_is_forgotten_can_still_be_counted_and_names_nobody(stage: Stage) -> None:
    closed_case(stage)
    goes_on(stage, 366)
    forget(stage)

    case = stage.case()
    nobody = next(row for row in stage.rows("people") if row.id == case.person_id)

    assert (case.state, case.concern.urgency, case.concern.live) == ("resolved", "immediate", True)
    assert (case.concern.words, case.outcome, case.holder_id) == ("", None, None)
    assert nobody.address == "nowhere:forgotten"
    assert {happened.person_id for happened in stage.history()} == {None}


def test_open_case_is_kept_however_old_with_its_question(stage: Stage) -> None:
    stage.receives(a_message(DOUBTFUL), a_press(Deed.HAPPENING_NOW, 1))
    stage.worker.answer_waiting()
    stage.sends()
    before = {table: stage.rows(table) for table in ("cases", "case_events", "exchanges")}

    goes_on(stage, 4000)
    forgotten = forget(stage)

    assert forgotten.keys() <= {"gestures", "messages"}
    assert {table: stage.rows(table) for table in before} == before


def test_claimed_case_is_kept_however_old(stage: Stage) -> None:
    stage.opens_a_case()
    stage.receives(a_press(Deed.CLAIM, 1, ADVISER))
    stage.sends()

    goes_on(stage, 4000)

    assert forget(stage).keys() <= {"gestures", "messages"}


def test_case_on_hold_is_kept_until_it_is_released(stage: Stage) -> None:
    closed_case(stage)
    with stage.database.write() as tx:
        holds.hold(tx, 1, "legal claim", stage.clock.now())
    goes_on(stage, 4000)
    on_hold = forget(stage)
    held = tables_with(stage, WORD)

    with stage.database.write() as tx:
        holds.release(tx, 1)
    released = forget(stage)

    assert ("cases" in on_hold, "cases" in released) == (False, True)
    assert held >= {"cases", "case_events", "outbox"}
    assert tables_with(stage, WORD) == set()


@pytest.mark.parametrize("kind", ["answer_given", "case_closed", "guidepost"])
def test_message_that_is_not_sent_is_kept_however_old(stage: Stage, kind: str) -> None:
    asks(stage)
    closed_case(stage)
    with stage.database.write() as tx:
        waits = sa.text(
            "UPDATE outbox SET state = 'pending', sent_at = NULL "
            "WHERE json_extract(message, '$.kind') = :kind"
        )
        assert tx.execute(waits, {"kind": kind}).rowcount == 1

    goes_on(stage, 4000)
    forget(stage)

    assert [kind in row.message for row in stage.rows("outbox") if row.state == "pending"] == [True]


def test_question_that_waits_is_kept_however_old(stage: Stage) -> None:
    stage.receives(a_message(f"{QUESTION} {WORD}"))

    goes_on(stage, 4000)
    forget(stage)

    assert "exchanges" in tables_with(stage, WORD)


def test_question_whose_silence_still_counts_is_kept_however_old(stage: Stage) -> None:
    stage.receives(a_message(f"{DOUBTFUL} {WORD}"))
    stage.worker.answer_waiting()
    stage.sends()

    goes_on(stage, 4000)
    forget(stage)
    with stage.database.write() as tx:
        sweeping.sweep(tx, stage.policy, stage.clock.now())

    assert WORD in stage.case().concern.words


def test_gesture_that_waits_is_kept_however_old(stage: Stage) -> None:
    asks(stage)
    with stage.database.write() as tx:
        tx.execute(sa.text("UPDATE inbox SET state = 'waiting'"))

    goes_on(stage, 4000)

    assert forget(stage).keys() & {"gestures", "keys"} == set()


def test_edit_of_a_refused_reply_is_not_sent_though_its_payload_was_forgotten(
    stage: Stage,
) -> None:
    closed_case(stage)
    late = stage.in_card_thread("this comes too late", ADVISER)
    stage.receives(late)
    goes_on(stage, 8)
    forget(stage)
    stage.receives(a_press(Deed.REOPEN, 1, ADVISER))

    stage.receives(an_edit(late, "this comes too late, still"))

    assert "too late" not in str(stage.said_to())


def test_key_that_names_a_place_in_slack_goes_a_year_after_its_gesture(stage: Stage) -> None:
    asks(stage)
    goes_on(stage, 364)
    forget(stage)
    before = [row.key[:2] for row in stage.rows("inbox")]

    goes_on(stage, 2)
    forget(stage)

    assert (before, [row.key for row in stage.rows("inbox")]) == (["m:"], ["forgotten:1"])


def test_member_of_whom_nothing_else_is_kept_is_forgotten_after_a_year(stage: Stage) -> None:
    asks(stage)
    known = stage.person_id(MEMBER)
    goes_on(stage, 31)
    forget(stage)
    after_a_month = stage.person_id(MEMBER)

    goes_on(stage, 335)
    forget(stage)

    assert after_a_month == known
    assert tables_with(stage, MEMBER) == set()
    assert {row.address for row in stage.rows("people") if row.is_adviser} >= {ADVISER}


def test_member_who_is_forgotten_is_a_new_one_when_they_write_again(stage: Stage) -> None:
    asks(stage)
    goes_on(stage, 366)
    forget(stage)
    forget(stage)

    asks(stage, QUESTION)

    fresh = [row.id for row in stage.rows("people") if row.address == MEMBER]
    assert fresh == [max(row.id for row in stage.rows("people"))]
    assert [one for one in stage.said_to() if isinstance(one, Guidepost)] == [Guidepost("welcome")]


def test_number_of_what_was_forgotten_is_not_given_out_again(stage: Stage) -> None:
    closed_case(stage)
    asks(stage)
    goes_on(stage, 4000)
    forget(stage)

    asks(stage)
    closed_case(stage, OTHER_MEMBER)

    assert [row.id for row in stage.rows("cases")] == [1, 2]
    assert [row.state for row in stage.rows("exchanges")][:1] == [FORGOTTEN]
    assert len({row.id for row in stage.rows("exchanges")}) == stage.n("exchanges")


def test_button_under_an_answer_that_was_forgotten_says_so(stage: Stage) -> None:
    asks(stage)
    goes_on(stage, 31)
    forget(stage)

    stage.receives(a_press(Deed.MORE_PASSAGES, 1))

    assert stage.said_to()[-1] == Guidepost("forgotten")


def test_person_is_brought_from_under_an_answer_that_was_forgotten(stage: Stage) -> None:
    asks(stage)
    goes_on(stage, 31)
    forget(stage)

    stage.receives(a_press(Deed.TALK_TO_A_PERSON, 1))

    assert stage.case().state is CaseState.OPEN


def test_every_promise_holds_after_forgetting(stage: Stage) -> None:
    asks(stage)
    closed_case(stage)
    goes_on(stage, 4000)
    forget(stage)

    with stage.database.read() as tx:
        found = {one.invariant for one in in_tables(tx, stage.clock.now())}

    assert found == set()


def test_forgetting_twice_finds_nothing_the_second_time(stage: Stage) -> None:
    asks(stage)
    closed_case(stage)
    goes_on(stage, 4000)
    forget(stage)
    forget(stage)  # the member, now that nothing else of them is kept

    assert forget(stage) == {}


def test_running_assistant_forgets_once_an_hour_a_share_at_a_time(stage: Stage) -> None:
    with stage.database.write() as tx:
        crowd = [{"address": f"U0OLD{n}", "welcomed_at": stage.clock.now()} for n in range(250)]
        tx.execute(sa.insert(people), crowd)
    rounds = Rounds(stage.database, PERIODS)
    goes_on(stage, 366)

    shares = [rounds.turn(stage.clock.now()) for _ in range(4)]
    with stage.database.write() as tx:
        tx.execute(
            sa.insert(people).values(
                address="U0LATE", welcomed_at=stage.clock.now() - timedelta(days=400)
            )
        )
    too_soon = rounds.turn(stage.clock.now())
    stage.clock.at += EVERY

    assert (shares, too_soon) == ([AT_ONCE, AT_ONCE, 50, 0], 0)
    assert rounds.turn(stage.clock.now()) == 1


def test_sweep_forgets_and_goes_on_paging_when_it_cannot(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    asks(stage)
    goes_on(stage, 31)

    def fails(*args: object) -> None:
        raise RuntimeError

    with monkeypatch.context() as broken:
        broken.setattr("bot.keeping.forgetting.forget", fails)
        stage.worker.sweep()
        kept = tables_with(stage, WORD)
    stage.worker.sweep()

    assert kept != set()
    assert tables_with(stage, WORD) == set()


def test_message_to_be_sent_again_later_is_no_message_that_is_sent(stage: Stage) -> None:
    stage.office.says["late"] = NotNow(timedelta(days=50), "ratelimited")
    with stage.database.write() as tx:
        outbox.add(tx, "late", ToPerson(1), Guidepost("help"), stage.clock.now())
    stage.sends()

    goes_on(stage, 49)
    forget(stage)

    assert "late" in {row.key for row in stage.rows("outbox")}
