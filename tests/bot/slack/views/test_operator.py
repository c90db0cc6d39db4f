"""What administrators read of alarms."""

from __future__ import annotations

from bot.conversation import operator_wording
from bot.outbound import AlarmShown, AlarmsTold
from bot.slack.views import render
from tests.bot.slack.views.samples import OPENED_AT, SCENE, said

CARDLESS = AlarmShown("case_without_card", "case 12", OPENED_AT)
STUCK = AlarmShown("message_stuck", "outbox 33", OPENED_AT)


def test_alarm_names_the_row_and_says_where_to_read_on() -> None:
    shown = render(AlarmsTold((CARDLESS,), (), 0), SCENE)

    assert said(shown) == [
        "*Alarm.* The helpline assistant needs somebody to look at it:\n"
        "• A case has no card in the helpline's channel: case 12.",
        operator_wording.WHAT_TO_DO,
    ]
    assert "case 12" in shown.text


def test_mended_and_raised_stand_apart() -> None:
    shown = render(AlarmsTold((CARDLESS,), (STUCK,), 3), SCENE)

    raised, mended, more, _ = said(shown)
    assert "case 12" in raised
    assert mended.startswith("Mended:")
    assert "outbox 33" in mended
    assert more == "And 3 more; the log names them all."


def test_mended_alone_is_no_alarm() -> None:
    shown = render(AlarmsTold((), (STUCK,), 0), SCENE)

    assert "Alarm" not in " ".join([shown.text, *said(shown)])
