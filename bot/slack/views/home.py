"""A member's Home tab: what this is and who reads it, the telephone, An inspector is here."""

from __future__ import annotations

from collections.abc import Mapping

from bot.conversation import home_wording, in_words, wording
from bot.inbound import NOT_SET, Deed
from bot.outbound import DrillShown, MemberHome
from bot.slack.views.blocks import (
    actions,
    button,
    context,
    divider,
    header,
    prose,
    select,
    way_to_a_person,
)
from bot.slack.views.member_case import case_lines
from bot.slack.views.scene import Block, Rendered, Scene


def member_home(message: MemberHome, scene: Scene) -> Rendered:
    """The tab's blocks; the way to a person stands first and last."""
    cases = case_lines(message.cases, scene) or [prose(home_wording.HOME_NO_CASES)]
    nations = {nation: in_words.NATIONS[nation] for nation in in_words.SCHOOL_NATIONS}
    blocks = [
        header(home_wording.HOME_TITLE),
        prose(home_wording.HOME_PHONE.format(phone=scene.phone)),
        *drill(message.drill, scene),
        prose(home_wording.HOME_INSPECTOR),
        actions("inspector", button(Deed.INSPECTOR_HERE, style="primary")),
        prose(home_wording.HOME_WHAT),
        prose(home_wording.HOME_WHO_READS),
        divider(),
        prose(f"*{wording.YOUR_CASES}*"),
        *cases,
        divider(),
        prose(f"*{home_wording.HOME_SETTINGS}*"),
        _setting(Deed.SET_NATION, home_wording.HOME_NATION, nations, message.nation),
        _setting(Deed.SET_PHASE, home_wording.HOME_PHASE, in_words.PHASES, message.phase),
        *way_to_a_person(scene, talk=""),
    ]
    return Rendered(home_wording.HOME_TITLE, blocks)


def drill(shown: DrillShown | None, scene: Scene) -> list[Block]:
    """What the last drill says of whether a person can be reached here."""
    if shown is None:
        return []
    if shown.took_s is None:
        day = in_words.day(shown.day)
        return [prose(home_wording.HOME_DRILL_MISSED.format(day=day, phone=scene.phone))]
    return [context(home_wording.HOME_DRILL.format(took=in_words.duration(shown.took_s)))]


def _setting(deed: Deed, sentence: str, options: Mapping[str, str], chosen: str | None) -> Block:
    """A setting said in words, because not every client shows what a menu is set to."""
    said = options.get(chosen or "", wording.NOT_SAVED)
    block = prose(sentence.format(nation=said, phase=said))
    menu = select(deed.value, {**options, NOT_SET: wording.NOT_SAVED.capitalize()}, chosen)
    return {**block, "block_id": deed.value, "accessory": menu}
