"""An evaluation set is read, indexed aside, asked, judged, and gone."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from indexer.__main__ import main
from indexer.errors import EvaluationSetError
from indexer.evaluation import best_of_rows
from indexer.evaluation_set import read_evaluation_set
from knowledge.index_store import IndexStore
from tests.knowledge.records import a_hit

CATS = "Cats purr when they are content. Kittens drink milk."
TIDES = "The moon pulls the sea, and so the tide rises and falls twice a day."
BREAD = "Bread rises because yeast eats sugar and breathes out gas."
LONG = " ".join(f"Sentence {n} of this row says nothing that anybody would ask." for n in range(40))
ROWS = {
    "cats": ("Cats", CATS),
    "tides": ("Tides", TIDES),
    "bread": ("Bread", BREAD),
    "long": ("A long row", f"{LONG} Penguins huddle together against the wind. {LONG}"),
}
QUESTIONS = {
    "q1": "why do cats purr",
    "q2": "what makes the tide rise",
    "q3": "why do penguins huddle",
    "q4": "who invented the typewriter",
    "q5": "judged by nobody",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A set of four rows and five questions, one of them without an answer."""
    folder = tmp_path / "small"
    folder.mkdir()
    rows = [{"_id": n, "title": title, "text": text} for n, (title, text) in ROWS.items()]
    with gzip.open(folder / "corpus.jsonl.gz", "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)
    asked = [json.dumps({"_id": n, "text": text}) for n, text in QUESTIONS.items()]
    (folder / "queries.jsonl").write_text("\n".join(asked), encoding="utf-8")
    qrels = "query-id\tcorpus-id\tscore\nq1\tcats\t1\nq2\ttides\t1\nq3\tlong\t1\n"
    (folder / "qrels.tsv").write_text(qrels, encoding="utf-8")
    labels = "query-id\tanswerable\tkind\nq1\t1\t\nq2\t1\t\nq3\t1\t\nq4\t0\t\n"
    (folder / "answerability.tsv").write_text(labels, encoding="utf-8")
    return folder


def test_set_is_read_plain_and_compressed_alike(folder: Path) -> None:
    judged = read_evaluation_set(folder)

    assert [document.id for document in judged.documents] == list(ROWS)
    assert judged.qrels == {"q1": {"cats": 1}, "q2": {"tides": 1}, "q3": {"long": 1}}
    assert judged.answerable == {"q1": True, "q2": True, "q3": True, "q4": False}


def test_question_that_nothing_judges_is_not_asked(folder: Path) -> None:
    judged = read_evaluation_set(folder)

    assert "q5" not in judged.questions


def test_row_that_is_dropped_takes_its_judgements_along(folder: Path, tmp_path: Path) -> None:
    drop = tmp_path / "dropped.tsv"
    drop.write_text("corpus-id\ncats\n", encoding="utf-8")

    judged = read_evaluation_set(folder, drop=drop)

    assert "cats" not in {document.id for document in judged.documents}
    assert "q1" not in judged.qrels


def test_answerability_can_come_from_elsewhere(folder: Path, tmp_path: Path) -> None:
    labels = tmp_path / "half.tsv"
    labels.write_text("query-id\tanswerable\nq1\t0\n", encoding="utf-8")

    judged = read_evaluation_set(folder, answerability=labels)

    assert judged.answerable == {"q1": False}


def test_row_without_text_says_its_title(folder: Path) -> None:
    (folder / "corpus.jsonl.gz").unlink()
    row = {"_id": 7, "title": "Only a title", "text": ""}
    (folder / "corpus.jsonl").write_text(json.dumps(row), encoding="utf-8")

    judged = read_evaluation_set(folder)

    assert [(d.id, d.sections[0].text) for d in judged.documents] == [("7", "Only a title")]


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        pytest.param("queries.jsonl", "{}", "line 1 of queries.jsonl", id="no id"),
        pytest.param("queries.jsonl", "not json", "line 1 of queries.jsonl", id="no object"),
        pytest.param("qrels.tsv", "h\nq1\tcats\n", "line 2 of qrels.tsv", id="no grade"),
        pytest.param("qrels.tsv", "h\nq1\tcats\thigh\n", "'high'", id="grade in words"),
    ],
)
def test_broken_set_is_refused_by_file_and_line(
    folder: Path, name: str, text: str, said: str
) -> None:
    (folder / name).write_text(text, encoding="utf-8")

    with pytest.raises(EvaluationSetError, match=said):
        read_evaluation_set(folder)


def test_set_without_a_corpus_is_refused(tmp_path: Path) -> None:
    with pytest.raises(EvaluationSetError, match=r"neither corpus\.jsonl nor"):
        read_evaluation_set(tmp_path)


def test_row_stands_where_its_best_passage_does() -> None:
    hits = [a_hit(score=s, document=row) for row, s in (("a", 0.9), ("b", 0.8), ("a", 0.7))]

    assert best_of_rows(hits) == (("a", 0.9), ("b", 0.8))


@pytest.mark.encoder
def test_eval_prints_what_can_be_counted_by_hand(
    folder: Path, data_dir: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run = folder / "small.trec"

    code = main(["--data-dir", str(data_dir), "eval", str(folder), "--json", "--run", str(run)])

    figures = json.loads(capsys.readouterr().out)
    assert code == 0
    assert (figures["rows"], figures["questions"], figures["judged"]) == (4, 4, 3)
    assert figures["passages"] > 4  # the long row is split
    assert (figures["ndcg@10"], figures["recall@5"], figures["mrr@10"]) == (1.0, 1.0, 1.0)
    assert (figures["answerable"], figures["unanswerable"]) == (3, 1)
    first = [line.split() for line in run.read_text("utf-8").splitlines() if " 1 " in line]
    assert [(line[0], line[2]) for line in first[:3]] == [
        ("q1", "cats"),
        ("q2", "tides"),
        ("q3", "long"),
    ]


@pytest.mark.encoder
def test_eval_leaves_the_published_index_as_it_is(
    folder: Path, data_dir: Path, store: IndexStore, tmp_path: Path
) -> None:
    before = store.all()

    main(["--data-dir", str(data_dir), "eval", str(folder), "--keep", str(tmp_path / "kept")])

    assert store.all() == before


@pytest.mark.encoder
def test_kept_vectors_are_not_made_again(
    folder: Path, data_dir: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["--data-dir", str(data_dir), "eval", str(folder), "--json"]
    words += ["--keep", str(tmp_path / "kept")]
    main(words)
    capsys.readouterr()

    main(words)

    assert json.loads(capsys.readouterr().out)["texts_per_s"] is None
    assert len(IndexStore(tmp_path / "kept").all()) == 1


def test_eval_of_a_folder_that_is_not_there_is_wrong_use(tmp_path: Path) -> None:
    assert main(["--data-dir", str(tmp_path), "eval", str(tmp_path / "nothing")]) == 2
