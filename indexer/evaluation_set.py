"""
Read an evaluation set in BEIR layout: rows to find, questions, and judgements of both.

    corpus.jsonl          {"_id", "title", "text"}
    queries.jsonl         {"_id", "text"}
    qrels.tsv             query-id, corpus-id, score; may be missing
    answerability.tsv     query-id, 0 or 1; may be missing

each plain or with `.gz`.

Source:
    Thakur et al. (2021), "BEIR: A Heterogeneous Benchmark for Zero-shot Evaluation of
    Information Retrieval Models", arXiv:2104.08663.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from indexer.document import Document, Section
from indexer.errors import EvaluationSetError
from indexer.metrics import Grades

CORPUS, QUERIES, QRELS = "corpus.jsonl", "queries.jsonl", "qrels.tsv"
ANSWERABILITY = "answerability.tsv"


@dataclass(frozen=True, slots=True)
class EvaluationSet:
    """What is indexed, what is asked of it, and what should come of it."""

    name: str
    #: One for each row of the corpus, in force everywhere and always.
    documents: tuple[Document, ...]
    #: By id; those that are judged in one way or the other.
    questions: Mapping[str, str]
    #: Grades of rows by question; empty where the set does not judge rankings.
    qrels: Mapping[str, Grades]
    #: Whether a question has an answer in the corpus; empty where the set does not say.
    answerable: Mapping[str, bool]


def read_evaluation_set(
    folder: Path, drop: Path | None = None, answerability: Path | None = None
) -> EvaluationSet:
    """
    Read an evaluation set.

    Args:
        folder: Holds the files named above.
        drop: A list of rows to leave out of the corpus, one id a line below a heading.
        answerability: Read instead of the folder's own.

    Returns:
        The set; judgements of rows that were left out are left out as well.

    Raises:
        EvaluationSetError: a file is missing, or a line of it cannot be read.
    """
    left_out = {row for (row,) in _table(drop, 1)} if drop else set[str]()
    documents = tuple(_documents(_needed(folder, CORPUS), left_out))
    qrels = _qrels(_found(folder, QRELS), {d.id for d in documents})
    labels = answerability or _found(folder, ANSWERABILITY)
    answerable = {one: label == "1" for one, label in _table(labels, 2)} if labels else {}
    asked = qrels.keys() | answerable.keys()
    questions = {
        row["_id"]: row["text"] for row in _rows(_needed(folder, QUERIES)) if row["_id"] in asked
    }
    if not questions:
        raise EvaluationSetError(f"{folder.name} judges no question: it has no {QRELS}")
    return EvaluationSet(folder.resolve().name, documents, questions, qrels, answerable)


def _documents(path: Path, left_out: set[str]) -> Iterator[Document]:
    for row in _rows(path):
        if row["_id"] not in left_out:
            title = row.get("title") or ""
            text = row["text"].strip() or title
            yield Document(row["_id"], title, "uk", (Section(title, (), text),))


def _qrels(path: Path | None, known: set[str]) -> dict[str, dict[str, int]]:
    qrels: dict[str, dict[str, int]] = {}
    for question, row, grade in _table(path, 3) if path else ():
        if not grade.isdecimal():
            raise EvaluationSetError(f"{QRELS} grades with {grade!r}, which is no whole number")
        if row in known and int(grade) > 0:
            qrels.setdefault(question, {})[row] = int(grade)
    return qrels


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with _open(path) as lines:
        for n, line in enumerate(lines, 1):
            if line.strip():
                yield _row(line, f"line {n} of {path.name}")


def _row(line: str, where: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
        return {**row, "_id": str(row["_id"]), "text": str(row["text"])}
    except (ValueError, TypeError, KeyError) as error:
        raise EvaluationSetError(f"{where} is no object with _id and text") from error


def _table(path: Path, columns: int) -> Iterator[list[str]]:
    """The first cells of each line below the heading."""
    with _open(path) as lines:
        next(lines, None)
        for n, line in enumerate(lines, 2):
            cells = line.rstrip("\r\n").split("\t")[:columns]
            if len(cells) < columns:
                raise EvaluationSetError(f"line {n} of {path.name} has not {columns} columns")
            yield cells


def _open(path: Path) -> TextIO:
    try:
        if path.suffix == ".gz":
            return gzip.open(path, "rt", encoding="utf-8")
        return path.open(encoding="utf-8")
    except OSError as error:
        raise EvaluationSetError(f"{path.name} cannot be read: {error.strerror}") from error


def _needed(folder: Path, name: str) -> Path:
    found = _found(folder, name)
    if found is None:
        raise EvaluationSetError(f"{folder} holds neither {name} nor {name}.gz")
    return found


def _found(folder: Path, name: str) -> Path | None:
    return next((p for p in (folder / name, folder / f"{name}.gz") if p.is_file()), None)
