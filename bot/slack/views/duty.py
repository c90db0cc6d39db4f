"""What advisers read about duty: who is on, a day to take, what came of a change."""

from __future__ import annotations

from bot.conversation import in_words, queue_wording, staff_wording
from bot.inbound import Deed
from bot.outbound import DaySwapped, DutyShown, DutyTold, SwapOffered
from bot.slack.escape import name
from bot.slack.views.blocks import CHOICES, actions, button, context, notification, prose
from bot.slack.views.limits import NOTIFICATION
from bot.slack.views.scene import Block, Rendered, Scene

SEPARATOR = ", "


def duty_shown(message: DutyShown, scene: Scene) -> Rendered:
    """Whether you are on duty, who is, and your week."""
    said = staff_wording.DUTY_YOU_ARE[message.on]
    if message.until is not None:
        said += " " + staff_wording.DUTY_UNTIL.format(time=scene.moment(message.until))
    week = staff_wording.DUTY_NO_WEEK
    if message.week:
        week = staff_wording.DUTY_WEEK.format(week=name(message.week))
    blocks = [prose(said), prose(who(message.on_duty)), context(week)]
    if message.swapped:
        blocks.append(context("\n".join(map(_swapped, message.swapped))))
    blocks.append(duty_buttons(message))
    return Rendered(_unmarked(said), blocks)


def _swapped(swapped: DaySwapped) -> str:
    return staff_wording.DUTY_SWAPPED.format(
        day=in_words.weekday(swapped.day),
        hours=name(swapped.hours),
        holder=name(swapped.holder),
        owner=name(swapped.owner),
    )


def who(names: tuple[str, ...]) -> str:
    """Who is on duty, or that nobody is."""
    if not names:
        return staff_wording.DUTY_NOBODY
    return staff_wording.DUTY_NOW.format(names=SEPARATOR.join(map(name, names)))


def duty_buttons(message: DutyShown) -> Block:
    """Go on or off, my week, swap a day."""
    person = str(message.person_id)
    other = Deed.DUTY_OFF if message.on else Deed.DUTY_ON
    return actions(CHOICES, *(button(deed, person) for deed in (other, Deed.ROTA, Deed.SWAP)))


def swap_offered(message: SwapOffered, _scene: Scene) -> Rendered:
    """A colleague asks you to take a day."""
    said = staff_wording.SWAP_OFFERED.format(
        adviser=name(message.adviser),
        day=in_words.weekday(message.day),
        hours=name(message.hours),
    )
    take = actions(CHOICES, button(Deed.TAKE_SWAP, str(message.swap_id), "primary"))
    return Rendered(notification(_unmarked(said), room=NOTIFICATION), [prose(said), take])


def duty_told(message: DutyTold, _scene: Scene) -> Rendered:
    """What came of a change to the rota."""
    said = staff_wording.DUTY_TOLD[message.reason].format(
        other=name(message.other or queue_wording.AN_ADVISER),
        day=in_words.weekday(message.day) if message.day else "",
    )
    return Rendered(notification(_unmarked(said), room=NOTIFICATION), [prose(said)])


def _unmarked(text: str) -> str:
    return text.replace("*", "")
