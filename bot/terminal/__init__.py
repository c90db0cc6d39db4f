"""
A conversation in the terminal: one member, one adviser, the real pipeline between them.

What is typed is made into the payload Slack would send; what would be posted is
printed, with its buttons numbered so that they can be pressed.
"""

from __future__ import annotations

from bot.terminal.conversation import Conversation

__all__ = ["Conversation"]
