"""What a member changes afterwards: edits and deletions."""

from __future__ import annotations

from bot.inbound import Form
from bot.outbound import CaseCard, CrisisReply, Guidepost, MemberWrote
from tests.bot.factories import (
    ADVISER,
    DISTRESS,
    LIVE,
    OTHER_MEMBER,
    QUESTION,
    a_deletion,
    a_form,
    a_message,
    an_edit,
)
from tests.bot.stage import Stage


def relayed(stage: Stage) -> list[MemberWrote]:
    return [one for one in stage.in_thread() if isinstance(one, MemberWrote)]


def test_edited_question_is_asked_anew(stage: Stage) -> None:
    message = a_message(QUESTION)
    stage.receives(message)

    stage.receives(an_edit(message, "can inspectors see the register?"))

    asked = [(row.question, row.state) for row in stage.rows("exchanges")]
    assert asked == [("", "withdrawn"), ("can inspectors see the register?", "waiting")]


def test_edit_that_changes_no_word_does_nothing(stage: Stage) -> None:
    message = a_message(QUESTION)
    stage.receives(message)

    stage.receives(an_edit(message, QUESTION))

    assert stage.n("exchanges") == 1


def test_question_edited_into_a_live_concern_opens_a_case(stage: Stage) -> None:
    message = a_message(QUESTION)
    stage.receives(message)

    stage.receives(an_edit(message, LIVE))

    assert stage.case().concern.words == LIVE


def test_edit_of_words_of_a_case_is_relayed_beside_what_was_said_before(stage: Stage) -> None:
    message = a_message(LIVE)
    stage.receives(message)

    stage.receives(an_edit(message, "they have left now"))

    assert relayed(stage) == [MemberWrote(1, "they have left now", change="edited")]
    assert [line.text for line in stage.history()] == [LIVE, "they have left now"]
    assert stage.case().concern.words == LIVE


def test_edit_that_says_distress_is_answered_first(stage: Stage) -> None:
    message = a_message(LIVE)
    stage.receives(message)

    stage.receives(an_edit(message, DISTRESS))

    assert CrisisReply(1) in stage.said_to()
    assert next(m for m in stage.in_queue() if isinstance(m, CaseCard)).distress is True


def test_live_edit_of_words_of_a_closed_case_reopens_it(stage: Stage) -> None:
    message = a_message(LIVE)
    stage.receives(message)
    stage.receives(a_form(Form.RESOLVE, 1, ADVISER, outcome="advised"))

    stage.receives(an_edit(message, f"{LIVE}, again"))

    assert stage.case().is_open


def test_edit_of_a_direct_message_we_never_had_is_taken_as_new_words(stage: Stage) -> None:
    stage.receives(an_edit(a_message("unseen"), LIVE))

    assert stage.case().concern.words == LIVE


def test_deleted_question_is_forgotten(stage: Stage) -> None:
    message = a_message(QUESTION)
    stage.receives(message)

    stage.receives(a_deletion(message))

    assert [(row.question, row.state) for row in stage.rows("exchanges")] == [("", "withdrawn")]


def test_no_row_keeps_the_words_of_a_question_that_was_deleted(stage: Stage) -> None:
    message = a_message(QUESTION)
    other = a_message("may a deputy sit in?")
    stage.receives(message, an_edit(message, "can they see the register?"), other)

    stage.receives(a_deletion(message))

    bodies = [(row.kind, bool(row.body), row.state) for row in stage.rows("inbox")]
    assert bodies == [
        ("MessageWritten", False, "done"),
        ("MessageEdited", False, "done"),
        ("MessageWritten", True, "done"),
        ("MessageDeleted", False, "done"),
    ]


def test_deleted_words_of_a_case_stay_in_it_and_the_member_is_told(stage: Stage) -> None:
    message = a_message(LIVE)
    stage.receives(message)

    stage.receives(a_deletion(message))

    assert stage.case().concern.words == LIVE
    assert [line.deed for line in stage.history()] == ["opened", "member_deleted"]
    assert relayed(stage) == [MemberWrote(1, "", change="deleted")]
    assert stage.said_to()[-1] == Guidepost("deleted")


def test_words_can_be_changed_by_their_writer_only(stage: Stage) -> None:
    message = a_message(LIVE)
    stage.receives(message)
    theirs = a_message(LIVE, OTHER_MEMBER, message.place)

    stage.receives(a_deletion(theirs))

    assert [line.deed for line in stage.history()] == ["opened"]
    assert stage.case().is_open
