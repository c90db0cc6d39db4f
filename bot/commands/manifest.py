"""`helpline manifest [--agent]`: print the Slack app manifest, ready to paste."""

from __future__ import annotations

import argparse
import json

from bot.slack.manifest import manifest


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command and its options."""
    about = "print the Slack app manifest to paste"
    parser = subparsers.add_parser("manifest", help=about, description=about)
    parser.add_argument(
        "--agent",
        action="store_true",
        help="with Slack's agent view; workspace guests cannot use the app then",
    )
    parser.set_defaults(func=run)


def run(args: argparse.Namespace) -> int:
    """
    Print the manifest as JSON.

    Returns:
        Exit status 0.
    """
    print(json.dumps(manifest(agent=args.agent), indent=2, ensure_ascii=False))
    return 0
