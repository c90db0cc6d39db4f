"""The logistic that confidence is fitted with."""

from __future__ import annotations

import numpy as np

from indexer.calibrate import as_constants, logistic
from knowledge.confidence import Model, Signals, confidence


def test_logistic_without_information_says_one_half() -> None:
    weights = logistic(np.zeros((4, 1)), np.array([1.0, 0.0, 0.0, 0.0]))

    # Both classes count alike, whatever their size: ln(0.5 / 0.5) = 0.
    assert np.allclose(weights, [0.0, 0.0], atol=1e-3)


def test_logistic_leans_towards_what_tells_right_from_wrong() -> None:
    inputs = np.array([[-1.0], [-1.0], [1.0], [1.0]])

    intercept, weight = logistic(inputs, np.array([0.0, 0.0, 1.0, 1.0]))

    assert abs(intercept) < 1e-6
    assert weight > 0


def test_constants_are_written_as_the_module_has_them() -> None:
    line = as_constants(Model(-1.0, Signals(dense=2.0)))

    assert line == "Model(intercept=-1.000, weights=Signals(dense=2.000))"


def test_confidence_grows_with_every_signal() -> None:
    low, high = Signals(0.2, 0.2, 0.1, 0.1), Signals(0.6, 0.6, 0.3, 0.4)

    assert 0 < confidence(low) < confidence(high) < 1
