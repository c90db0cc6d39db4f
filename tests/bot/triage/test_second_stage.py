"""Claims about when the classifier has its say."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest

from bot.triage import assess
from bot.triage.model_file import write_model
from bot.triage.second_stage import published_triage, second_stage
from knowledge.encoder import Encoder
from tests.bot.triage.factories import a_model

QUIET = "three of them round the table now and not one has looked up at my deputy, she's white"


def test_published_index_brings_the_classifier(data_dir: Path) -> None:
    second = published_triage(data_dir / "index")

    assert second is not None
    assert (assess(QUIET).action, second.assess(QUIET).action) == ("none", "escalate")


def test_without_an_index_there_are_the_rules_alone(tmp_path: Path) -> None:
    assert published_triage(tmp_path) is None


def test_damaged_index_leaves_the_rules_alone(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "current").write_text("20261122T000000Z-000000000000\n", encoding="utf-8")

    assert published_triage(tmp_path) is None
    assert "rules alone" in caplog.text


@pytest.mark.parametrize("content", [None, "{", "another encoder"])
def test_model_that_cannot_be_used_leaves_the_rules_alone(
    exported_encoder: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture, content: str | None
) -> None:
    path = tmp_path / "model.json"
    if content == "another encoder":
        write_model(a_model(), path)
    elif content is not None:
        path.write_text(content, encoding="utf-8")

    with caplog.at_level(logging.WARNING):
        found = second_stage(Encoder(exported_encoder), path)

    assert found is None
    assert "rules alone" in caplog.text
