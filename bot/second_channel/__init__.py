"""
The second channel: calls people outside Slack while nobody has a case.

What it says holds the case's number and nothing else: mail servers and receivers of
webhooks are no place for a member's words.
"""

from __future__ import annotations

from bot.second_channel.caller import SecondCaller
from bot.second_channel.channels import Channel, channels_of

__all__ = ["Channel", "SecondCaller", "channels_of"]
