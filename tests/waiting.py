"""
Wait for something that another program is about to do.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

Found = TypeVar("Found")

PATIENCE_S = 20.0  # what takes longer is broken; a loaded machine needs some of it
LOOK_AGAIN_AFTER_S = 0.05


def eventually(
    look: Callable[[], Found | None], patience_s: float = PATIENCE_S, what: str = "this"
) -> Found:
    """
    Look again and again until there is something to see.

    Args:
        look: Returns what is awaited, or something false while it is not there.
        patience_s: How long to look, in seconds.
        what: What is awaited, in words, for the failure.

    Returns:
        The first thing that was not false.

    Raises:
        AssertionError: it never came.
    """
    deadline = time.monotonic() + patience_s
    while True:
        found = look()
        if found:
            return found
        if time.monotonic() > deadline:
            raise AssertionError(f"{what} did not come within {patience_s} s")
        time.sleep(LOOK_AGAIN_AFTER_S)
