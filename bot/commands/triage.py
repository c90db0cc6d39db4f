"""
`helpline triage`: what the assistant would do with a message.

For staff who change phrases, and for measuring them.  Nothing is kept and nobody is told.  The
classifier has its say where an index version is published whose encoder it was trained on.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from bot.settings import data_dir
from bot.triage import Assessment, assess
from bot.triage.second_stage import published_triage

EXAMPLES = """\
examples:
  helpline triage "its 6.25 and they're still here"
  helpline triage --json "can my deputy sit in when they talk to the maths lead"
  helpline triage --batch messages.jsonl --out triaged.jsonl
  helpline triage --rules "can someone ring me"     what is decided before the classifier

Each line of the batch is {"id": …, "text": "…"}; each line written is one assessment.
Exit status: 0 done, 1 a line could not be read (named by number), 2 wrong usage.
"""

DONE, REFUSED, WRONG_USAGE = 0, 1, 2
_MS = 1000.0  # milliseconds in a second

INDEX_FOLDER = "index"

Line = dict[str, Any]
Assess = Callable[[str], Assessment]


class BadLineError(ValueError):
    """A line of the batch is no message."""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the subcommand to the `helpline` program."""
    parser = subparsers.add_parser(
        "triage",
        help="what the assistant would do with a message",
        description="Show what the assistant would do with a message: escalate, ask, or neither.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("text", nargs="?", metavar="MESSAGE", help="what a member writes")
    parser.add_argument("--json", action="store_true", help="print the assessment as one JSON line")
    parser.add_argument("--batch", type=Path, metavar="IN.jsonl", help="messages, one a line")
    parser.add_argument("--out", type=Path, metavar="OUT.jsonl", help="where assessments go")
    parser.add_argument("--rules", action="store_true", help="the phrase rules alone")
    parser.set_defaults(func=run)


def run(args: argparse.Namespace) -> int:
    """
    Assess one message, or a batch.

    Args:
        args: As `add_parser` describes them.

    Returns:
        The exit status.
    """
    if args.batch is not None and args.out is not None and args.text is None:
        return _assess_batch(args.batch, args.out, _stages(args))
    if args.text is not None and args.batch is None and args.out is None:
        line = _assessed(None, args.text, _stages(args))
        print(json.dumps(line, ensure_ascii=True) if args.json else _in_words(line))
        return DONE
    print("helpline triage: give either one MESSAGE, or --batch with --out", file=sys.stderr)
    return WRONG_USAGE


def _stages(args: argparse.Namespace) -> Assess:
    """Return the rules alone, or with the classifier where that can be had."""
    second = None if args.rules else published_triage(data_dir() / INDEX_FOLDER)
    return assess if second is None else second.assess


def _assess_batch(source: Path, target: Path, stages: Assess) -> int:
    """Write nothing unless every line can be read: half a batch looks like a whole one."""
    try:
        messages = list(_messages(source))
        lines = [_assessed(message["id"], message["text"], stages) for message in messages]
        target.write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    except (OSError, BadLineError) as error:
        print(f"helpline triage: {error}", file=sys.stderr)
        return REFUSED
    return DONE


def _messages(source: Path) -> Iterator[Line]:
    for number, written in enumerate(source.read_bytes().split(b"\n"), start=1):
        if written.strip():
            yield _message(written, f"{source.name}, line {number}")


def _message(written: bytes, where: str) -> Line:
    try:
        message = json.loads(written)
    except (ValueError, RecursionError) as error:
        raise BadLineError(f"{where}: not JSON") from error
    if not isinstance(message, dict) or not isinstance(message.get("text"), str):
        raise BadLineError(f'{where}: not an object with a "text"')
    if "id" not in message:
        raise BadLineError(f'{where}: no "id"')
    return message


def _assessed(message_id: object, text: str, stages: Assess) -> Line:
    started = time.perf_counter()
    found = stages(text)
    took_ms = (time.perf_counter() - started) * _MS
    return {"id": message_id, **_as_json(found), "took_ms": round(took_ms, 3)}


def _as_json(found: Assessment) -> Line:
    return {
        "action": found.action.value,
        "urgency": found.urgency.value,
        "live": found.live,
        "category": found.category.value,
        "distress": found.distress,
        "safeguarding_pupil": found.safeguarding_pupil,
        "reasons": list(found.reasons),
    }


def _in_words(line: Line) -> str:
    marks = [name for name in ("live", "distress", "safeguarding_pupil") if line[name]]
    first = " · ".join([line["action"], line["urgency"], line["category"], *marks])
    return "\n".join([first, *(f"  rule {name}" for name in line["reasons"])])
