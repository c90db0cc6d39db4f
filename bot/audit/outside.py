"""
A sign of life to somewhere else: what notices when we are too broken to say so ourselves.

The address belongs to a monitor that raises an alarm when it hears nothing for a
while, such as healthchecks.io.  Nothing is sent but the request.
"""

from __future__ import annotations

import logging
import threading
import urllib.request
from http.client import HTTPException

log = logging.getLogger(__name__)

TIMEOUT_S = 5.0


class OutsideMonitor:
    """Pings an address, never more than once at a time and never in the caller's time."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._busy = threading.Lock()

    def ping(self) -> None:
        """Say that all is well; a monitor that does not answer changes nothing for us."""
        if self._url and self._busy.acquire(blocking=False):
            threading.Thread(target=self._ping, name="ping", daemon=True).start()

    def _ping(self) -> None:
        try:
            with urllib.request.urlopen(self._url, timeout=TIMEOUT_S):  # noqa: S310 - settings
                pass
        except (OSError, HTTPException, ValueError) as error:  # URLError and timeouts are OSErrors
            log.warning("the outside monitor was not reached: %s", type(error).__name__)
        finally:
            self._busy.release()
