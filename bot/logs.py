"""
Log lines of ids and counts, never a member's words.

Our own lines are written with care; what libraries want to say is cut down to
where in their code it was said, because they like to print whole payloads.
"""

from __future__ import annotations

import logging
import sys

OURS = ("bot", "knowledge")


class WithholdForeignWords(logging.Filter):
    """Let a library's record say where it comes from and what class of error, no more."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite the record in place; every record passes."""
        if record.name.partition(".")[0] not in OURS:
            error = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else ""
            record.msg = f"{record.funcName}:{record.lineno} {error}".rstrip()
            record.args = ()
        record.exc_info = record.exc_text = record.stack_info = None
        return True


def configure(level: str) -> None:
    """Send log lines to standard error from this level on; libraries from WARNING on."""
    handler = logging.StreamHandler(sys.stderr)
    handler.addFilter(WithholdForeignWords())
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    for name in OURS:
        logging.getLogger(name).setLevel(level)
