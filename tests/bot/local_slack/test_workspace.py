"""The sample workspace: who is in it, and who may read what."""

from __future__ import annotations

from bot.local_slack import workspace


def test_sample_workspace_has_two_members_two_advisers_and_an_admin() -> None:
    roles = [person.role for person in workspace.PEOPLE]

    assert roles == ["member", "member", "adviser", "adviser", "admin"]


def test_everybody_in_the_sample_workspace_is_plainly_invented() -> None:
    names = [person.name for person in workspace.PEOPLE]

    assert all(" Sample (" in name for name in names)


def test_helpline_channel_is_private_and_holds_no_member() -> None:
    channels = workspace.configuration()["channels"]

    queue = next(one for one in channels if one["id"] == workspace.QUEUE_CHANNEL.id)

    assert queue["is_private"] is True
    assert queue["members"] == ["U0ADVISER1", "U0ADVISER2", "U0ADMIN1", "U0HELPLINE"]


def test_assistant_is_in_every_channel() -> None:
    channels = workspace.configuration()["channels"]

    assert all(workspace.BOT_USER_ID in channel["members"] for channel in channels)
