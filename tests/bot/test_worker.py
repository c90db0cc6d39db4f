"""After the acknowledgement: sent in order, tried again, and brought to a person at the last."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot import outbox
from bot.conversation import concerns, intake, notices
from bot.conversation.exchanges import MAX_ATTEMPTS as ANSWER_ATTEMPTS
from bot.inbound import Deed
from bot.inbox import MAX_ATTEMPTS
from bot.outbound import (
    AdviserPaged,
    AdviserTold,
    AnswerGiven,
    CaseCard,
    CasePaged,
    CaseStatus,
    CrisisReply,
    Guidepost,
)
from bot.sending import MAX_FAILURES
from bot.worker import NotNow, Refused
from tests.bot.factories import (
    ADVISER,
    COLLEAGUE,
    DISTRESS,
    GENERAL,
    LIVE,
    OTHER_MEMBER,
    QUESTION,
    a_mention,
    a_message,
    a_press,
)
from tests.bot.guidance import an_answer
from tests.bot.stage import Stage
from tests.waiting import eventually

WAIT = NotNow(timedelta(seconds=5), "ratelimited")


def fails(*args: object, **named: object) -> None:
    raise RuntimeError("a fault of ours")


def sent(stage: Stage) -> list[str]:
    return [row.key for row in stage.rows("outbox") if row.state == "sent"]


def delivered(stage: Stage) -> list[type]:
    return [type(due.message) for due in stage.office.delivered]


def state(stage: Stage, key: str) -> tuple[str, str | None]:
    return next((row.state, row.error) for row in stage.rows("outbox") if row.key == key)


def retry_until_dead(stage: Stage) -> None:
    for _ in range(MAX_ATTEMPTS):
        stage.clock.go_on(minutes=2)
        stage.worker.sweep()


# --- sending --------------------------------------------------------------------------


def test_distress_is_answered_before_the_receipt_and_the_card(stage: Stage) -> None:
    stage.receives(a_message(DISTRESS))

    stage.sends()

    assert delivered(stage)[:3] == [CrisisReply, CaseStatus, CaseCard]


def test_receipt_waits_for_the_reply_to_distress_when_slack_makes_that_wait(
    stage: Stage,
) -> None:
    stage.receives(a_message(DISTRESS))
    stage.office.says["in:1:crisis"] = WAIT

    stage.sends()
    assert CaseStatus not in delivered(stage)
    del stage.office.says["in:1:crisis"]
    stage.clock.go_on(seconds=5)
    stage.sends()

    assert sent(stage)[:2] == ["in:1:crisis", "case:1:status:1"]
    assert [kind for kind in delivered(stage) if kind in (CrisisReply, CaseStatus)] == [
        CrisisReply,
        CrisisReply,
        CaseStatus,
    ]


def test_card_is_not_held_back_by_the_members_conversation(stage: Stage) -> None:
    stage.receives(a_message(DISTRESS))
    stage.office.says["in:1:crisis"] = WAIT

    stage.sends()

    assert CaseCard in delivered(stage)


def test_live_messages_overtake_answers(stage: Stage) -> None:
    stage.receives(a_mention(QUESTION))
    stage.guidance.says = an_answer()
    stage.worker.answer_waiting()
    stage.receives(a_message(LIVE, OTHER_MEMBER))

    stage.sends()

    kinds = delivered(stage)
    assert kinds.index(CaseCard) < kinds.index(AnswerGiven)


def test_line_of_the_thread_waits_for_its_card(stage: Stage) -> None:
    stage.office.says["case:1:card"] = WAIT
    stage.receives(a_message(LIVE), a_message("in the hall"))
    stage.sends()
    assert "in:2:relay:1" not in sent(stage)

    stage.office.says.clear()
    stage.clock.go_on(seconds=6)
    stage.sends()

    assert {"case:1:card", "in:2:relay:1"} <= set(sent(stage))


def test_failure_of_our_own_is_tried_again_as_one_that_may_have_been_posted(
    stage: Stage,
) -> None:
    stage.receives(a_message(LIVE))
    stage.office.says["case:1:card"] = RuntimeError()

    stage.sends()

    assert state(stage, "case:1:card") == ("ambiguous", "RuntimeError")
    assert state(stage, "case:1:status:1") == ("sent", None)


def test_card_that_can_never_be_posted_pages_each_adviser(stage: Stage) -> None:
    stage.receives(a_message(LIVE))
    stage.office.says["case:1:card"] = RuntimeError()

    for _ in range(MAX_FAILURES):
        stage.sends()
        stage.clock.go_on(seconds=3)

    assert state(stage, "case:1:card") == ("dead", "RuntimeError")
    page = AdviserPaged(1, 0, "immediate", LIVE)
    assert [stage.said_to(adviser) for adviser in (ADVISER, COLLEAGUE)] == [[page], [page]]


def test_waiting_for_slack_is_never_counted_as_a_failure(stage: Stage) -> None:
    stage.receives(a_message(LIVE))
    stage.office.says["case:1:card"] = WAIT

    for _ in range(MAX_FAILURES * 4):
        stage.sends()
        stage.clock.go_on(seconds=6)

    assert state(stage, "case:1:card") == ("pending", "ratelimited")


def test_failure_after_a_long_wait_is_the_first_failure(stage: Stage) -> None:
    stage.receives(a_message(LIVE))
    stage.office.says["case:1:card"] = WAIT
    for _ in range(MAX_FAILURES * 4):
        stage.sends()
        stage.clock.go_on(seconds=6)

    stage.office.says["case:1:card"] = RuntimeError()
    stage.sends()

    assert state(stage, "case:1:card") == ("ambiguous", "RuntimeError")


def test_card_that_slack_refused_is_tried_again_while_nobody_has_the_case(stage: Stage) -> None:
    stage.receives(a_message(LIVE))
    stage.office.says["case:1:card"] = Refused("not_in_channel")
    stage.sends()

    stage.office.says.clear()  # the assistant is back in the channel
    stage.clock.go_on(minutes=1)
    stage.worker.sweep()
    stage.sends()

    assert state(stage, "case:1:card") == ("sent", None)


def test_adviser_whose_words_slack_refuses_is_told(stage: Stage) -> None:
    stage.opens_a_case()
    message = stage.in_card_thread("I am ringing you.", ADVISER)
    stage.receives(message)
    stage.office.says[f"relay:1:{message.ts}:1"] = Refused("is_archived")

    stage.sends()

    assert stage.said_to(ADVISER) == [AdviserTold(1, "refused")]


def test_message_revised_while_it_is_sent_is_edited_afterwards(stage: Stage) -> None:
    stage.opens_a_case()
    stage.receives(a_press(Deed.CLAIM, 1, ADVISER))

    stage.sends()

    cards = [due for due in stage.office.delivered if isinstance(due.message, CaseCard)]
    assert [due.ts is not None for due in cards] == [False, True]


# --- gestures that fail ---------------------------------------------------------------


def test_failing_gesture_is_tried_again_and_has_its_effect_once(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as broken:
        broken.setattr(notices, "announce_opened", fails)
        stage.receives(a_message(LIVE))

    stage.clock.go_on(seconds=4)
    stage.worker.sweep()

    assert [row.state for row in stage.rows("inbox")] == ["done"]
    assert [type(m) for m in stage.in_queue()] == [CaseCard]


def test_gesture_that_fails_on_every_try_becomes_a_case_with_its_words(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = dict(intake.HANDLERS)
    monkeypatch.setattr(intake, "HANDLERS", broken | dict.fromkeys(broken, fails))
    stage.receives(a_message(QUESTION))

    retry_until_dead(stage)

    assert [row.state for row in stage.rows("inbox")] == ["dead"]
    assert QUESTION in stage.case().concern.words
    assert CaseStatus in [type(m) for m in stage.said_to()]


def test_gesture_that_cannot_even_become_a_case_keeps_nobody_from_being_paged(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.opens_a_case(LIVE, OTHER_MEMBER)
    with monkeypatch.context() as broken:
        broken.setattr(concerns, "raise_concern", fails)
        broken.setattr(notices, "announce_opened", fails)
        stage.receives(a_message(LIVE), a_mention(LIVE))

        retry_until_dead(stage)

    pages = [m.minutes for m in stage.in_queue() if isinstance(m, CasePaged)]
    assert pages == [2, 10]
    assert {row.state for row in stage.rows("inbox")[1:]} == {"waiting"}


# --- questions that fail ------------------------------------------------------------------


def test_question_that_cannot_be_answered_is_given_up_in_words(stage: Stage) -> None:
    mention = a_mention(QUESTION)
    stage.receives(mention)
    stage.guidance.says = RuntimeError()

    for _ in range(ANSWER_ATTEMPTS):
        stage.worker.answer_waiting()
        stage.clock.go_on(seconds=5)
    stage.worker.answer_waiting()

    trouble = [where for where, message in stage.said() if message == Guidepost("trouble")]
    assert [(w.channel, w.thread) for w in trouble] == [  # type: ignore[union-attr]
        (GENERAL.channel, mention.ts)
    ]
    assert len(stage.guidance.asked) == ANSWER_ATTEMPTS


def test_failing_question_leaves_the_others_alone(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    stage.receives(a_message("bad"), a_message(QUESTION))
    look_up = stage.guidance.look_up
    stage.guidance.says = an_answer()
    monkeypatch.setattr(
        stage.guidance, "look_up", lambda q: fails() if q.text == "bad" else look_up(q)
    )

    stage.worker.answer_waiting()

    assert [row.state for row in stage.rows("exchanges")] == ["waiting", "answered"]


# --- the loops ------------------------------------------------------------------------------


def test_worker_takes_up_what_a_crash_cut_off(stage: Stage) -> None:
    stage.receives(a_message(LIVE))
    with stage.database.write() as tx:
        assert outbox.begin(tx, outbox.due(tx, stage.clock.now())[0])

    stage.worker.start()
    # Until both stand: an answer found meanwhile sends the card once more.
    eventually(lambda: set(sent(stage)) == {"case:1:card", "case:1:status:1"})
    stage.worker.stop()
