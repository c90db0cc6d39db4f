"""The command `helpline`: one file a subcommand in `bot/commands/`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from bot.commands import (
    ask,
    cases,
    chat,
    doctor,
    drill,
    erase,
    export,
    manifest,
    retention,
    run,
    triage,
    triage_model,
)
from bot.errors import HelplineError

COMMANDS = (
    run,
    chat,
    ask,
    triage,
    triage_model,
    cases,
    drill,
    doctor,
    retention,
    export,
    erase,
    manifest,
)

EXAMPLES = """\
examples:
  helpline run                                         the assistant; without tokens, a local Slack
  helpline ask "what time should inspectors finish"    one question, here
  helpline triage "its 6.25 and they're still here"    what would be done with a message

`helpline COMMAND --help` says more.  Settings are environment variables; the README lists them.
"""

DONE, REFUSED, INTERRUPTED = 0, 1, 130


def main(argv: Sequence[str] | None = None) -> int:
    """Run one subcommand; return 0 done, 1 refused with a sentence, 2 wrong usage."""
    parser = argparse.ArgumentParser(
        prog="helpline",
        description="A Slack assistant that quotes guidance and brings a helpline adviser.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    subparsers = parser.add_subparsers(metavar="COMMAND", required=True)
    for command in COMMANDS:
        command.add_parser(subparsers)
    args = parser.parse_args(argv)
    try:
        status: int = args.func(args)
    except HelplineError as error:
        print(f"helpline: {error}", file=sys.stderr)
        return REFUSED
    except KeyboardInterrupt:
        return INTERRUPTED
    return status


if __name__ == "__main__":
    sys.exit(main())
