"""Rows are the same whether they are loaded or read where they are asked for."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from knowledge import rows as module
from knowledge.errors import IndexDamagedError
from knowledge.rows import Rows

MATRIX = np.arange(60, dtype=np.float16).reshape(20, 3)


@pytest.fixture(params=["loaded", "on disk"])
def rows(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Rows:
    if request.param == "on disk":
        monkeypatch.setattr(module, "SMALL", 0)
    np.save(tmp_path / "rows.npy", MATRIX)
    return Rows.read(tmp_path / "rows.npy")


def test_stretches_come_one_below_the_other(rows: Rows) -> None:
    taken = rows.take(np.array([7, 2, 19]), np.array([9, 3, 20]))

    assert taken.dtype == MATRIX.dtype
    np.testing.assert_array_equal(taken, MATRIX[[7, 8, 2, 19]])


def test_stretch_without_rows_gives_none(rows: Rows) -> None:
    assert rows.take(np.array([4]), np.array([4])).shape == (0, 3)


def test_all_rows_are_there(rows: Rows) -> None:
    assert len(rows) == len(MATRIX)
    np.testing.assert_array_equal(rows.matrix, MATRIX)


def test_few_rows_are_widened_once_and_many_stay_on_disk(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    np.save(tmp_path / "rows.npy", MATRIX)

    few = Rows.read(tmp_path / "rows.npy").widened()
    monkeypatch.setattr(module, "SMALL", 0)
    many = Rows.read(tmp_path / "rows.npy").widened()

    assert (few.matrix.dtype, many.matrix.dtype) == (np.float32, MATRIX.dtype)
    np.testing.assert_array_equal(few.matrix, many.matrix)


def test_file_that_shrank_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SMALL", 0)
    path = tmp_path / "rows.npy"
    np.save(path, MATRIX)
    rows = Rows.read(path)
    path.write_bytes(path.read_bytes()[:-30])

    with pytest.raises(IndexDamagedError, match=r"rows\.npy is shorter"):
        rows.take(np.array([18]), np.array([20]))


def test_file_that_is_no_matrix_is_reported(tmp_path: Path) -> None:
    (tmp_path / "rows.npy").write_bytes(b"not a matrix")

    with pytest.raises(IndexDamagedError, match=r"rows\.npy cannot be read"):
        Rows.read(tmp_path / "rows.npy")
