"""`helpline ask`: one question, or a file of them, answered from the published guidance."""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, get_args

from rich.console import Console
from rich.text import Text

from bot.clock import SystemClock
from knowledge.answer import Answer, Clarify, Declined, Quote, compose
from knowledge.errors import KnowledgeError
from knowledge.index_store import IndexStore
from knowledge.passage import Citation, Hit, Nation, plain
from knowledge.question import Question, Turn
from knowledge.retriever import Retriever

OK, NOT_POSSIBLE, WRONG_USE = 0, 1, 2  # exit codes
INDEX_FOLDER = "index"
MEMBER_NATIONS = tuple(nation for nation in get_args(Nation) if nation != "uk")
OUTCOMES = {Answer: "answered", Declined: "declined", Clarify: "clarify"}
NO_INDEX = "no index version is published: run `guidance build`, then `guidance publish`"
EXAMPLES = """examples:
  helpline ask "what time should inspectors finish in school"
  helpline ask "how much notice do we get" --nation wales
  helpline ask "how many settings joined the attendance trial" --as-of 2022-09-01 --json
  helpline ask --batch questions.jsonl --out answers.jsonl

exit codes: 0 done, 1 no guidance to answer from, 2 wrong use"""

Outcome = Answer | Declined | Clarify


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add `ask` to the commands of `helpline`."""
    parser = subparsers.add_parser(
        "ask",
        help="answer a question in the terminal",
        description=__doc__,
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("question", nargs="?", help="in your own words")
    parser.add_argument("--nation", choices=MEMBER_NATIONS)
    parser.add_argument(
        "--as-of", type=date.fromisoformat, metavar="DATE", help="rules of that day: YYYY-MM-DD"
    )
    parser.add_argument("--json", action="store_true", help="one JSON object instead of text")
    parser.add_argument("--batch", type=Path, metavar="IN.jsonl", help="many questions, one a line")
    parser.add_argument("--out", type=Path, metavar="OUT.jsonl", help="where their answers go")
    parser.set_defaults(func=run)


def run(args: argparse.Namespace) -> int:
    """
    Answer what the arguments ask.

    Returns:
        0 done, 1 there is no guidance to answer from, 2 wrong use.
    """
    if (args.question is None) == (args.batch is None) or (args.batch and not args.out):
        return _complain("give one question, or --batch IN.jsonl with --out OUT.jsonl", WRONG_USE)
    try:
        version = IndexStore(_data_dir(args) / INDEX_FOLDER).current()
        if version is None:
            return _complain(NO_INDEX, NOT_POSSIBLE)
        retriever = Retriever(version)
    except KnowledgeError as error:
        return _complain(str(error), NOT_POSSIBLE)
    today = SystemClock().now().date()
    if args.batch:
        return _run_batch(retriever, args.batch, args.out, today)
    asked = Question(args.question, nation=args.nation, as_of=args.as_of or today)
    outcome, took_ms = _answer(retriever, asked)
    if args.json:
        print(json.dumps(as_json(outcome, version.id, took_ms), ensure_ascii=False))
    else:
        print_outcome(Console(soft_wrap=False), outcome)
    return OK


def as_json(outcome: Outcome, index_version: str, took_ms: float) -> dict[str, Any]:
    """
    Put an outcome into the form that scripts rely on.

    Args:
        outcome: What was composed.
        index_version: Id of the index version it comes from.
        took_ms: From question to outcome.
    """
    quotes = outcome.quotes if isinstance(outcome, Answer) else ()
    clarify = None
    if isinstance(outcome, Clarify):
        clarify = {"question": outcome.question, "nations": list(outcome.nations)}
    return {
        "outcome": OUTCOMES[type(outcome)],
        "confidence": round(outcome.confidence, 4),
        "quotes": [_quote_json(quote) for quote in quotes],
        "hits": [_hit_json(hit) for hit in outcome.hits],
        "clarify": clarify,
        "disagree": isinstance(outcome, Answer) and outcome.disagree,
        "index_version": index_version,
        "took_ms": round(took_ms, 2),
    }


def print_outcome(console: Console, outcome: Outcome) -> None:
    """Print an outcome for a person, the telling sentences in bold."""
    match outcome:
        case Answer(quotes=quotes):
            for quote in quotes:
                console.print(_quoted(quote))
                console.print(_source(quote.passage.citation), soft_wrap=True)
        case Clarify(question=question, nations=nations):
            console.print(question)
            console.print(f"Ask again with --nation {' or --nation '.join(nations)}.")
        case Declined(nearest=nearest):
            console.print("The guidance does not hold an answer to this.")
            for citation in nearest:
                console.print(Text(f"  nearest: {citation.title}"), soft_wrap=True)


def _run_batch(retriever: Retriever, source: Path, target: Path, today: date) -> int:
    try:
        questions = list(_read_batch(source, today))
    except (OSError, ValueError, KeyError, TypeError) as error:
        return _complain(f"{source} cannot be read: {error}", WRONG_USE)
    with target.open("w", encoding="utf-8") as out:
        for question_id, question in questions:
            outcome, took_ms = _answer(retriever, question)
            answer = as_json(outcome, retriever.version.id, took_ms)
            out.write(json.dumps({"id": question_id, **answer}, ensure_ascii=False) + "\n")
    return OK


def _read_batch(source: Path, today: date) -> Iterator[tuple[str, Question]]:
    with source.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                row = json.loads(line)
                day = row.get("as_of")
                yield (
                    row["id"],
                    Question(
                        row["text"],
                        context=tuple(Turn(t["role"], t["text"]) for t in row.get("context") or ()),
                        nation=row.get("nation"),
                        as_of=date.fromisoformat(day) if day else today,
                    ),
                )


def _answer(retriever: Retriever, question: Question) -> tuple[Outcome, float]:
    """The outcome, and how many milliseconds it took."""
    started = time.perf_counter()
    outcome = compose(question, retriever.retrieve(question))
    return outcome, (time.perf_counter() - started) * 1000


def _quote_json(quote: Quote) -> dict[str, Any]:
    citation = quote.passage.citation
    return {
        "text": quote.text,
        "telling": quote.telling,
        **_place_json(citation, quote.passage.id),
        "title": citation.title,
        "url": citation.url,
        "published": _day(citation.published),
        "revised": _day(citation.revised),
        "valid_from": _day(citation.valid_from),
        "valid_to": _day(citation.valid_to),
        "nation": citation.nation,
        "sample": citation.sample,
    }


def _hit_json(hit: Hit) -> dict[str, Any]:
    return {**_place_json(hit.passage.citation, hit.passage.id), "score": round(hit.score, 4)}


def _place_json(citation: Citation, passage: str) -> dict[str, str]:
    return {"document": citation.document, "heading": citation.heading, "passage": passage}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _quoted(quote: Quote) -> Text:
    before, telling, after = (plain(part) for part in quote.text.partition(quote.telling))
    return Text.assemble("“", before, (telling, "bold"), after, "”")


def _source(citation: Citation) -> Text:
    """Title, section, date, validity and address, and whether it is only for trying out."""
    dated = f"revised {citation.revised}" if citation.revised else f"published {citation.published}"
    ended = f"in force until {citation.valid_to}" if citation.valid_to else ""
    section = "" if citation.heading == citation.title else citation.heading
    parts = [citation.title, section, dated, ended, citation.url or ""]
    parts += ["sample guidance, for trying out"] if citation.sample else []
    return Text(f"  {' · '.join(part for part in parts if part)}\n", style="dim")


def _data_dir(args: argparse.Namespace) -> Path:
    given = getattr(args, "data_dir", None)
    if given is not None:
        return Path(given)
    from bot.settings import data_dir

    return data_dir()


def _complain(message: str, code: int) -> int:
    print(f"helpline ask: {message}", file=sys.stderr)
    return code
