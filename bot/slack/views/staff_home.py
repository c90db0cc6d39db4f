"""An adviser's Home tab: counts, filters, the cases with Claim and Open, who is on duty."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.conversation import in_words, queue_wording, staff_wording
from bot.inbound import NOT_SET, Deed
from bot.outbound import CaseLine, CasesListed, DrillLine, StaffHome
from bot.slack.escape import escape, name, one_line
from bot.slack.views.blocks import (
    actions,
    button,
    context,
    divider,
    header,
    joined,
    prose,
    select,
)
from bot.slack.views.card import urgency
from bot.slack.views.duty import who
from bot.slack.views.limits import cut
from bot.slack.views.scene import Block, Rendered, Scene

WORDS_IN_A_LINE = 160  # characters of the member's words


def staff_home(message: StaffHome, scene: Scene) -> Rendered:
    """What waits stands first, then one's own, then the rest of the day."""
    said = staff_wording.HOME_COUNTS.format(
        unclaimed=message.unclaimed,
        overdue=message.overdue,
        mine=message.mine,
        today=message.today,
    )
    blocks = [
        header(staff_wording.HOME_TITLE),
        prose(said),
        _filters(message),
        *[block for n, one in enumerate(message.lists) for block in _list(n, one, scene)],
        divider(),
        prose(f"{staff_wording.DUTY_YOU_ARE[message.on]} {who(message.on_duty)}"),
        _duty(message),
        *_drill(message.drill, scene),
        context(staff_wording.HOME_DRAWN.format(time=scene.moment(message.drawn_at))),
    ]
    return Rendered(said.replace("*", ""), blocks)


def _drill(last: DrillLine | None, scene: Scene) -> list[Block]:
    """When the last drill was, who answered it and how soon; or that nobody did."""
    if last is None:
        return []
    when = scene.moment(last.at)
    if last.took_s is None:
        return [prose(staff_wording.HOME_DRILL_NOBODY.format(when=when))]
    by, took = name(last.by or queue_wording.AN_ADVISER), in_words.duration(last.took_s)
    return [context(staff_wording.HOME_DRILL.format(when=when, by=by, took=took))]


def _filters(message: StaffHome) -> Block:
    """Three menus; a choice of one is kept until it is changed."""
    urgencies = _or_any(staff_wording.HOME_ANY_URGENCY, in_words.URGENCIES)
    nations = {one: in_words.NATIONS[one] for one in in_words.SCHOOL_NATIONS}
    every_nation = _or_any(staff_wording.HOME_ANY_NATION, nations)
    return actions(
        "filters",
        select(Deed.SHOW_CASES, staff_wording.HOME_SHOWS, message.show),
        select(Deed.SHOW_URGENCY, urgencies, message.urgency or NOT_SET),
        select(Deed.SHOW_NATION, every_nation, message.nation or NOT_SET),
    )


def _or_any(label: str, options: Mapping[str, str]) -> dict[str, str]:
    return {
        NOT_SET: label,
        **{value: said[:1].upper() + said[1:] for value, said in options.items()},
    }


def _list(number: int, listed: CasesListed, scene: Scene) -> list[Block]:
    """One list; of an empty one only the first is worth a line."""
    if number and not listed.n:
        return []
    title = staff_wording.HOME_LISTS.get(listed.name, listed.name)
    blocks = [divider(), prose(staff_wording.HOME_LIST.format(title=name(title), n=listed.n))]
    for n, case in enumerate(listed.cases):
        blocks += [prose(_line(case, scene)), _buttons(case, f"case:{number}:{n}")]
    more = listed.n - len(listed.cases)
    if more > 0:
        blocks.append(context(staff_wording.HOME_MORE.format(n=more)))
    return blocks


def _line(case: CaseLine, scene: Scene) -> str:
    """Number, urgency, since when, who has it or by when somebody should; and the words."""
    holder = name(case.holder or queue_wording.SOMEBODY)
    state = staff_wording.HOME_STATES.get(case.state, "{state}").format(
        holder=holder, state=name(case.state)
    )
    said = joined(
        (
            staff_wording.HOME_CASE.format(case=case.case_id),
            staff_wording.HOME_CASE_DRILL if case.drill else "",
            staff_wording.HOME_CASE_DISTRESS if case.distress else "",
            name(urgency(case.urgency)),
            staff_wording.HOME_OPENED.format(time=scene.moment(case.opened_at)),
            _due(case, scene),
            state,
        )
    )
    return f"{said}\n{escape(cut(one_line(case.words), WORDS_IN_A_LINE))}"


def _due(case: CaseLine, scene: Scene) -> str:
    if case.due_at is None:
        return ""
    late = case.due_at <= scene.now
    sentence = staff_wording.HOME_OVERDUE if late else staff_wording.HOME_DUE
    return sentence.format(time=scene.moment(case.due_at))


def _buttons(case: CaseLine, block_id: str) -> Block:
    number = str(case.case_id)
    row: list[dict[str, Any]] = [button(Deed.OPEN_CASE, number)]
    if case.state == "open":
        row.insert(0, button(Deed.CLAIM, number, "primary"))
    return actions(block_id, *row)


def _duty(message: StaffHome) -> Block:
    person = str(message.person_id)
    other = Deed.DUTY_OFF if message.on else Deed.DUTY_ON
    deeds = (other, Deed.ROTA, Deed.SWAP)
    return actions("duty", *(button(deed, person) for deed in deeds))
