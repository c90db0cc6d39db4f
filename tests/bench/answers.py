"""
How long a question takes: from its words to the composed answer, and from being kept to the
outbox row that answers it.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from bot.clock import SystemClock
from bot.conversation import answering, exchanges
from bot.conversation.policy import Policy
from bot.db import Database
from bot.guidance import PublishedGuidance
from bot.helpline import people
from bot.helpline.hours import parse_hours
from bot.migrations import migrate
from bot.tables import outbox
from knowledge.question import Question
from tests.bench.figures import LARGEST, MEDIAN, P95, CannotMeasure, Figure, quantile
from tests.bench.workplace import Workplace

LIMIT_MS = 50.0
ANSWER_MEDIAN_MS, ANSWER_P95_MS = 6.0, 15.0
WARM_UP = 20  # questions that are asked first and not timed
ROUNDS = 3
QUESTIONS = Path(__file__).with_name("questions.txt")
NATIONS = ("england", "england", "england", "wales", "northern-ireland", None)
MS = 1_000


def questions() -> list[str]:
    """Return questions as members put them, each once."""
    return [line for line in QUESTIONS.read_text("utf-8").splitlines() if line]


def answers(place: Workplace) -> Sequence[Figure]:
    """Ask each question once, by members of all nations, as the worker answers them."""
    database = Database(f"sqlite:///{place.new_data_folder() / 'helpline.db'}")
    migrate(database)
    guidance = PublishedGuidance(place.index)
    started = time.perf_counter()
    if not guidance.refresh():
        raise CannotMeasure("the index version could not be read")
    opened_s = time.perf_counter() - started
    composed, note = _composed(guidance)
    took = tuple(_answers(database, guidance))
    with database.read() as tx:
        said = tx.execute(sa.select(sa.func.count()).select_from(outbox)).scalar_one()
    database.close()
    if said != len(took):
        raise CannotMeasure(f"{said} of {len(took)} questions were answered")
    what = f"question to outbox row, sample guidance, {len(took)} questions"
    opened = "reading an index version, libraries included, beside taking concerns"
    alone = "question encoded, searched and answered, sample guidance"
    return (
        Figure("answer", alone, "ms", ANSWER_MEDIAN_MS, MEDIAN, composed, note),
        Figure("answer", "the same", "ms", ANSWER_P95_MS, P95, composed, note),
        Figure("answer", what, "ms", LIMIT_MS, P95, took),
        Figure("answer", opened, "s", None, LARGEST, (opened_s,)),
    )


def _composed(guidance: PublishedGuidance) -> tuple[tuple[float, ...], str]:
    """Ask without a database; returns milliseconds a question, and what of it was processor."""
    day = SystemClock().now().date()
    asked = [
        Question(q, as_of=day, nation=NATIONS[n % len(NATIONS)]) for n, q in enumerate(questions())
    ]
    for question in asked[:WARM_UP]:
        guidance.look_up(question)
    took, busy = [], []
    for question in asked * ROUNDS:
        started, busy_s = time.perf_counter(), time.process_time()
        guidance.look_up(question)
        took.append((time.perf_counter() - started) * MS)
        busy.append((time.process_time() - busy_s) * MS)
    return tuple(took), f"processor {quantile(busy, MEDIAN):.1f} ms"


def _answers(database: Database, guidance: PublishedGuidance) -> Iterator[float]:
    clock = SystemClock()
    policy = Policy(parse_hours("", ZoneInfo("Europe/London")), queue_channel="C0QUEUE")
    for n, question in enumerate(questions()):
        started = time.perf_counter()
        with database.write() as tx:
            member = people.find_or_add(tx, f"U0MEMBER{n}")
            nation = NATIONS[n % len(NATIONS)]
            exchange_id = exchanges.ask(tx, member.id, question, clock.now(), nation=nation)
        with database.read() as tx:
            exchange = exchanges.get(tx, exchange_id)
        assert exchange is not None
        answering.answer(database, guidance, exchange, policy, clock.now())
        yield (time.perf_counter() - started) * MS
