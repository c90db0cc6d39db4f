"""
A Slack on this machine, for trying the assistant out and for its journeys.

It is the program `local-slack` (MIT), fetched with npm at one exact version: a
Slack-like server with a web page.  Everybody in it is invented.
"""

from __future__ import annotations

from bot.local_slack.errors import LocalSlackError
from bot.local_slack.installation import binary_for_this_platform, install
from bot.local_slack.server import LocalSlack, open_direct_messages, start
from bot.local_slack.welcome import three_things_to_try
from bot.local_slack.workspace import Channel, Person

__all__ = [
    "Channel",
    "LocalSlack",
    "LocalSlackError",
    "Person",
    "binary_for_this_platform",
    "install",
    "open_direct_messages",
    "start",
    "three_things_to_try",
]
