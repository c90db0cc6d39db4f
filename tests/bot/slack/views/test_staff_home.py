"""An adviser's Home tab: how its menus read."""

from __future__ import annotations

from bot.outbound import StaffHome
from bot.slack.views import render
from tests.bot.slack.views.samples import SCENE, elements


def test_menu_offers_each_nation_as_it_is_written() -> None:
    home = StaffHome(3, (), 0, 0, 0, 0, "all", None, None, on=False, on_duty=(), drawn_at=SCENE.now)

    menu = next(
        one for one in elements(render(home, SCENE).blocks) if one["action_id"] == "show_nation"
    )

    offered = [option["text"]["text"] for option in menu["options"]]
    assert offered == ["Any nation", "England", "Wales", "Northern Ireland"]
