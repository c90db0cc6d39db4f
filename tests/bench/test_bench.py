"""What `make bench` measures by itself, and how it judges; nothing is timed here."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.bench import __main__ as command
from tests.bench.__main__ import BENCHMARKS, ON_REQUEST, _as_json, main
from tests.bench.embedding import _figures
from tests.bench.figures import LARGEST, MEDIAN, P95, Figure, quantile
from tests.bench.plots import by_size, of_peers

MEASURED = {
    # Of torch's time in the same round: 30 / 60, 20 / 80, 25 / 50.
    "torch": {"ms": [60.0, 80.0, 50.0], "cosine": 1.0},
    "onnxruntime": {"ms": [30.0, 20.0, 25.0], "cosine": 0.9999},
}


def test_what_takes_long_is_measured_on_request_alone(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[str] = []
    for name in BENCHMARKS:
        monkeypatch.setitem(BENCHMARKS, name, lambda _, name=name: asked.append(name) or ())
    monkeypatch.setattr(command, "workplace", _nowhere)

    main(["--json"])
    usual = list(asked)
    asked.clear()
    main(["--json", "--all"])

    assert usual == [name for name in BENCHMARKS if name not in ON_REQUEST]
    assert asked == list(BENCHMARKS)


def test_embedding_is_compared_with_torch_round_by_round() -> None:
    _, _, share, unlike = _figures(MEASURED)

    assert share.values == pytest.approx((50.0, 25.0, 50.0))
    assert (share.judged, share.limit, share.met) == (50.0, 35.7, False)  # 100 / 2.8
    assert unlike.met is True


@pytest.mark.parametrize(("q", "expected"), [(MEDIAN, 2.0), (P95, 4.0), (LARGEST, 4.0)])
def test_quantile_is_a_value_that_was_measured(q: float, expected: float) -> None:
    assert quantile([4.0, 1.0, 3.0, 2.0], q) == expected


def test_plots_find_their_rows_in_what_was_printed() -> None:
    alone = "question encoded, searched and answered, sample guidance"
    rows = [
        _printed("scale", "encode to answer among 100,000 synthetic passages (x)", 9.0),
        _printed("answer", alone, 5.0),
        _printed("peers", "squad2, one question: txtai 9.14, hybrid", 20.0, "nDCG@10 0.912, busy"),
    ]

    assert [(n, row["median"]) for n, row in by_size(rows, sample=433)] == [
        (433, 5.0),
        (100_000, 9.0),
    ]
    assert of_peers(rows) == {"squad2": [("txtai 9.14, hybrid", 20.0, 0.912)]}


def _printed(benchmark: str, what: str, ms: float, note: str = "") -> dict[str, Any]:
    return _as_json(Figure(benchmark, what, "ms", None, MEDIAN, (ms,), note))


class _nowhere:  # noqa: N801 - stands in for a function
    def __enter__(self) -> Path:
        return Path()

    def __exit__(self, *_: object) -> None: ...
