"""
What Bolt calls: only gestures that need an answer while their trigger lives, 3 seconds.

Everything else is dealt with when it is kept.  The order of LISTENERS is behaviour:
only the first that matches runs.
"""

from __future__ import annotations

from bot.slack.listeners.forms import OPENS_A_FORM, FormOpener

__all__ = ["LISTENERS", "OPENS_A_FORM"]

LISTENERS = ((OPENS_A_FORM, FormOpener),)
