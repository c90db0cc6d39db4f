"""`helpline chat`: the same pipeline in the terminal, as a member and as an adviser."""

from __future__ import annotations

import argparse

from bot import logs
from bot.settings import Settings, read_settings

EXAMPLES = """\
in the conversation:
  what time should inspectors finish      you write as the member
  /helpline urgent they are in early      the command
  #2                                      press the button numbered 2
  a: I am ringing you now                 you write as the adviser, in the case's thread
  a: // ring the school first             a note among advisers
  quit
"""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command."""
    parser = subparsers.add_parser(
        "chat",
        help="the same pipeline in the terminal, as a member and as an adviser",
        description="Try the assistant without Slack. Nothing leaves this machine.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.set_defaults(func=run)


def run(args: argparse.Namespace) -> int:  # noqa: ARG001
    """
    Talk until `quit` or the end of input.

    Returns:
        Exit status 0.
    """
    settings = read_settings()
    logs.configure("ERROR")
    return talk(settings)


def talk(settings: Settings) -> int:
    """Open the conversation in the terminal."""
    from bot.terminal import Conversation

    print(EXAMPLES)
    with Conversation(settings) as conversation:
        conversation.run()
    return 0
