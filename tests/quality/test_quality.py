"""What the quality tables rest on: intervals, targets, and guidance without its questions."""

from __future__ import annotations

from pathlib import Path
from statistics import fmean

import pytest

from indexer.sources import SAMPLE_GUIDANCE, read_sources
from tests.quality.__main__ import main
from tests.quality.domain import without_asked_as
from tests.quality.figures import Figure
from tests.quality.intervals import bootstrap, wilson


@pytest.mark.parametrize(
    ("share", "n", "expected"),
    [
        # z² = 3.8415; (0.5 + 0.19207 ± 1.95996 · √(0.025 + 0.0096037)) / 1.38415
        pytest.param(0.5, 10, (0.23659, 0.76341), id="half"),
        # All of 20: (1 + 0.096037 - 1.95996 · 0.0489995) / 1.192073 = 0.83887
        pytest.param(1.0, 20, (0.83887, 1.0), id="all"),
        pytest.param(0.0, 20, (0.0, 0.16113), id="none"),
        pytest.param(0.0, 0, (0.0, 1.0), id="of nothing"),
    ],
)
def test_interval_of_a_share_is_as_computed_by_hand(
    share: float, n: int, expected: tuple[float, float]
) -> None:
    assert wilson(share, n) == pytest.approx(expected, abs=5e-6)


def test_bootstrap_holds_the_mean_and_is_the_same_each_time() -> None:
    values = [0.0, 1.0] * 50

    low, high = bootstrap([values], fmean)

    assert (low, high) == bootstrap([values], fmean)
    assert low < 0.5 < high
    assert high - low == pytest.approx(4 * 0.05, abs=0.05)  # two standard errors either way


@pytest.mark.parametrize(
    ("target", "at_most", "met"),
    [(0.8, False, True), (0.81, False, False), (0.8, True, True), (0.7, True, False)],
)
def test_target_is_a_floor_unless_it_is_a_ceiling(target: float, at_most: bool, met: bool) -> None:
    figure = Figure("group", "what", 0.8, (0.7, 0.9), 10, target=target, at_most=at_most)

    assert figure.met is met


def test_guidance_can_be_taken_without_the_questions_it_lists(tmp_path: Path) -> None:
    for page in SAMPLE_GUIDANCE.glob("*.md"):
        (tmp_path / page.name).write_text(without_asked_as(page.read_text("utf-8")), "utf-8")

    stripped, whole = read_sources([tmp_path]), read_sources([SAMPLE_GUIDANCE])

    assert not stripped.refused
    assert not any(s.asked_as for d in stripped.documents for s in d.sections)
    assert [d.title for d in stripped.documents] == [d.title for d in whole.documents]


def test_eval_says_what_is_missing_where_there_are_no_sets(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = main(["--shared", str(tmp_path)])

    assert code == 0
    assert str(tmp_path / "eval") in capsys.readouterr().out
