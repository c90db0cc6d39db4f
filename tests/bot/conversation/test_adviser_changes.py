"""What an adviser changes afterwards: the member's copy follows, and remarks stay inside."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.inbound import Deed, Form, MessageWritten, Place
from bot.outbound import (
    AdviserTold,
    AdviserWrote,
    CaseLogged,
    ToCaseThread,
    ToHome,
    ToPerson,
    ToPlace,
    ToQueue,
)
from tests.bot.factories import (
    ADVISER,
    ADVISERS,
    COLLEAGUE,
    OTHER_MEMBER,
    QUEUE_CHANNEL,
    FrozenClock,
    a_deletion,
    a_file,
    a_form,
    a_message,
    a_press,
    an_edit,
)
from tests.bot.stage import Stage
from tests.databases import an_empty_database


def replies(stage: Stage) -> list[AdviserWrote]:
    return [one for one in stage.said_to() if isinstance(one, AdviserWrote)]


def written(stage: Stage, text: str, *files: str) -> MessageWritten:
    """Let an adviser write in the thread of a case's card."""
    place = Place(QUEUE_CHANNEL, stage.card_ts())
    message = a_message(text, ADVISER, place, files=files)
    stage.receives(message)
    stage.sends()
    return message


def test_edit_changes_the_members_copy_and_says_so(stage: Stage) -> None:
    stage.opens_a_case()
    message = written(stage, "ring 0300 111")

    stage.receives(an_edit(message, "ring 0300 222"))

    assert replies(stage) == [AdviserWrote(1, "Ash Sample", "ring 0300 222", change="edited")]


def test_edit_whose_thread_slack_does_not_name_changes_the_members_copy_too(stage: Stage) -> None:
    stage.opens_a_case()
    message = written(stage, "ring 0300 111")
    threadless = replace(an_edit(message, "ring 0300 222"), place=Place(QUEUE_CHANNEL))

    stage.receives(threadless)

    assert [one.text for one in replies(stage)] == ["ring 0300 222"]


def test_edit_that_changes_no_word_does_nothing(stage: Stage) -> None:
    stage.opens_a_case()
    message = written(stage, "see https://example.org")

    stage.receives(an_edit(message, "see https://example.org"))

    assert replies(stage) == [AdviserWrote(1, "Ash Sample", "see https://example.org")]


def test_longer_edit_adds_parts_and_a_shorter_one_withdraws_them(stage: Stage) -> None:
    stage.opens_a_case()
    long = ("advice " * 800).strip()
    message = written(stage, "short")

    stage.receives(an_edit(message, long))
    stage.sends()
    grown = replies(stage)
    stage.receives(an_edit(message, "short again"))

    assert "".join(one.text for one in grown) == long
    assert [(one.part, one.parts) for one in grown] == [(1, 3), (2, 3), (3, 3)]
    assert [(one.text, one.change) for one in replies(stage)] == [
        ("short again", "edited"),
        ("", "withdrawn"),
        ("", "withdrawn"),
    ]


def test_deletion_withdraws_the_members_copy_and_tells_the_thread(stage: Stage) -> None:
    stage.opens_a_case()
    message = written(stage, "wrong advice", "wrong.pdf")

    stage.receives(a_deletion(message))

    assert [(one.text, one.attached, one.change) for one in replies(stage)] == [
        ("", (), "withdrawn")
    ]
    assert CaseLogged(1, "withdrawn", "Ash Sample") in stage.in_thread()
    assert [line.text for line in stage.history() if line.deed == "replied"] == ["wrong advice"]


def test_edit_of_a_closed_case_still_corrects_the_members_copy(stage: Stage) -> None:
    stage.opens_a_case()
    message = written(stage, "wrong advice")
    stage.receives(a_form(Form.RESOLVE, 1, ADVISER, outcome="advised"))

    stage.receives(an_edit(message, "right advice"))

    assert [one.text for one in replies(stage)] == ["right advice"]


def test_note_that_loses_its_slashes_is_not_sent_and_the_adviser_is_told(stage: Stage) -> None:
    stage.opens_a_case()
    message = written(stage, "// she is upset")

    stage.receives(an_edit(message, "she is upset"))

    assert replies(stage) == []
    assert AdviserTold(1, "stays_a_note") in stage.said_to(ADVISER)


def test_words_edited_into_a_note_are_withdrawn_and_the_adviser_is_told(stage: Stage) -> None:
    stage.opens_a_case()
    message = written(stage, "she is upset")

    stage.receives(an_edit(message, "// she is upset"))
    stage.receives(an_edit(message, "she is upset"))

    assert [(one.text, one.change) for one in replies(stage)] == [("", "withdrawn")]
    told = [one.reason for one in stage.said_to(ADVISER) if isinstance(one, AdviserTold)]
    assert told == ["taken_back", "stays_a_note"]


def test_edit_that_comes_before_its_message_is_what_the_message_says(stage: Stage) -> None:
    stage.opens_a_case()
    message = stage.in_card_thread("she is upset", ADVISER)

    stage.receives(an_edit(message, "// she is upset"), message)

    assert replies(stage) == []


def test_message_whose_deletion_came_first_is_not_sent(stage: Stage) -> None:
    stage.opens_a_case()
    message = stage.in_card_thread("not this", ADVISER)

    stage.receives(a_deletion(message), message)

    assert replies(stage) == []


def test_edit_of_words_that_were_refused_is_not_sent_later(stage: Stage) -> None:
    stage.opens_a_case()
    stage.receives(a_form(Form.RESOLVE, 1, ADVISER, outcome="advised"))
    message = written(stage, "one more thing")
    stage.receives(a_press(Deed.REOPEN, 1, ADVISER))

    stage.receives(an_edit(message, "one more thing!"))

    assert replies(stage) == []


def test_stranger_changes_nothing(stage: Stage) -> None:
    stage.opens_a_case()
    message = stage.in_card_thread("hello", OTHER_MEMBER)

    stage.receives(message, an_edit(message, "hello again"), a_deletion(message))

    assert replies(stage) == []


def test_advisers_file_reaches_the_member_as_a_link_and_the_adviser_is_told_of_its_limits(
    stage: Stage,
) -> None:
    stage.opens_a_case()

    written(stage, "", "code.pdf")

    assert replies(stage) == [AdviserWrote(1, "Ash Sample", "", attached=(a_file("code.pdf"),))]
    assert AdviserTold(1, "file_linked") in stage.said_to(ADVISER)


def test_file_beside_a_note_stays_inside(stage: Stage) -> None:
    stage.opens_a_case()

    written(stage, "I am ringing you.\n// her file", "her-file.pdf")

    assert replies(stage) == [AdviserWrote(1, "Ash Sample", "I am ringing you.")]
    assert "her-file.pdf" not in repr(stage.said_to())


def test_words_under_a_page_reach_the_member_like_those_under_the_card(stage: Stage) -> None:
    stage.opens_a_case()
    stage.clock.go_on(minutes=2)
    stage.worker.sweep()
    stage.sends()
    page = next(row for row in stage.rows("outbox") if row.key.endswith(":queue"))

    stage.receives(a_message("I have it", ADVISER, Place(QUEUE_CHANNEL, page.ts)))

    assert [one.text for one in replies(stage)] == ["I have it"]


# --- remarks never reach the member, whatever advisers do -------------------------------

SECRET = "between colleagues"
BEFORE = st.sampled_from(("", " ", "\t", "\u200b", "\ufeff", "\u00a0\u2060", "> ", "• ", "*", "_"))
MARK = st.sampled_from(("//", "/\u200b/", "\uff0f\uff0f", "///", "//<!channel> "))
ORDINARY = st.sampled_from(("words", "", "\u200b", "see https://example.org", "word " * 700))
GESTURE = st.sampled_from(
    (
        "write",
        "write early edit",
        "edit",
        "lose the slashes",
        "gain slashes",
        "delete",
        "note form",
        "reply form",
        "resolve form",
        "reopen",
        "offer",
        "member",
    )
)


@st.composite
def texts(draw: st.DrawFn) -> str:
    """Lines, some of them remarks; what stands on or under a remark is secret."""
    lines, inside = [], False
    for ordinary in draw(st.lists(st.booleans(), min_size=1, max_size=3)):
        if not ordinary:
            inside = True
            lines.append(f"{draw(BEFORE)}{draw(MARK)} {SECRET}")
        else:
            lines.append(SECRET if inside else draw(ORDINARY))
    return "\n".join(lines)


class Advisers:
    """Two advisers under one card, doing what they are told."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.messages: list[MessageWritten] = []

    def do(self, gesture: str, adviser: str, text: str, pick: int) -> None:
        """Do one thing, and send what came of it."""
        if gesture.startswith("write"):
            self._write(adviser, text, early_edit="edit" in gesture)
        elif gesture in ("edit", "lose the slashes", "gain slashes", "delete"):
            if self.messages:
                self._change(gesture, self.messages[pick % len(self.messages)], text)
        else:
            self._elsewhere(gesture, adviser, text)
        self.stage.sends()

    def _write(self, adviser: str, text: str, *, early_edit: bool) -> None:
        files = (f"{SECRET}.pdf",) if SECRET in text else ("advice.pdf",)
        place = Place(QUEUE_CHANNEL, self.stage.card_ts())
        message = a_message(text, adviser, place, files=files)
        if early_edit:
            self.stage.receives(an_edit(message, f"// {SECRET}"))
        self.stage.receives(message)
        self.messages.append(message)

    def _change(self, gesture: str, message: MessageWritten, text: str) -> None:
        if gesture == "delete":
            self.stage.receives(a_deletion(message))
            return
        if gesture == "lose the slashes":
            text = message.text.replace("/", "") if SECRET in message.text else "words"
        elif gesture == "gain slashes":
            text = f"// {SECRET}"
        changed = replace(message, text=text)
        self.messages[self.messages.index(message)] = changed
        self.stage.receives(an_edit(message, text))

    def _elsewhere(self, gesture: str, adviser: str, text: str) -> None:
        other = self.stage.person_id(COLLEAGUE if adviser == ADVISER else ADVISER)
        made = {
            "note form": a_form(Form.NOTE, 1, adviser, text=f"<!channel> {SECRET}"),
            "reply form": a_form(Form.REPLY, 1, adviser, text=text),
            "resolve form": a_form(Form.RESOLVE, 1, adviser, outcome="advised", text=text),
            "reopen": a_press(Deed.REOPEN, 1, adviser),
            "offer": a_form(Form.HAND_OVER, 1, adviser, adviser=str(other), text=SECRET),
            "member": a_message("more"),
        }
        self.stage.receives(made[gesture])


GESTURES = st.lists(
    st.tuples(GESTURE, st.sampled_from(tuple(ADVISERS)), texts(), st.integers(0, 5)), max_size=10
)


@settings(max_examples=60, deadline=None)
@given(GESTURES)
def test_whatever_advisers_write_and_change_no_remark_reaches_the_member(
    gestures: list[tuple[str, str, str, int]],
) -> None:
    stage = Stage(an_empty_database(), FrozenClock())
    stage.opens_a_case()
    advisers = Advisers(stage)

    for gesture in gestures:
        advisers.do(*gesture)

    staff = [ToPerson(stage.person_id(one)) for one in ADVISERS]
    for due in stage.office.delivered:  # every version that was ever sent
        if isinstance(due.destination, ToPlace | ToPerson | ToHome) and (
            due.destination not in staff
        ):
            assert SECRET not in repr(due.message)
        else:
            assert isinstance(due.destination, ToQueue | ToCaseThread | ToPerson)
    stage.database.close()
