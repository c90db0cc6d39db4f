"""Claims about what the trained classifier makes of messages, with the real encoder."""

from __future__ import annotations

import time
import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.triage import Action, assess
from bot.triage.assessment import NOTHING_FOUND
from bot.triage.classifier import MODEL_FILE, Classifier, identity
from bot.triage.model_file import rounded, write_model
from knowledge.encoder import Encoder, EncoderDescription
from tests.bot.triage.factories import DIMENSION, ENCODER, a_model

GOLDEN: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "golden.toml").read_text(encoding="utf-8")
)["message"]
VECTOR = np.full(DIMENSION, 0.5, np.float32)
SMALL = Classifier(rounded(a_model()))


@pytest.fixture(scope="module")
def encoder(exported_encoder: Path) -> Encoder:
    return Encoder(exported_encoder)


@pytest.fixture(scope="module")
def classifier(encoder: Encoder) -> Classifier:
    loaded = Classifier.load(MODEL_FILE, identity(encoder.description))
    assert loaded is not None, "the encoder was changed: run `helpline triage-model train`"
    return loaded


def test_no_golden_message_that_needs_a_person_is_missed_by_both_stages(
    classifier: Classifier, encoder: Encoder
) -> None:
    needing = [message for message in GOLDEN if message["action"] != "none"]
    vectors = encoder.encode([message["text"] for message in needing], "question")

    found = [
        classifier.assess(message["text"], vector, assess(message["text"]))
        for message, vector in zip(needing, vectors, strict=True)
    ]

    assert [m["text"] for m, f in zip(needing, found, strict=True) if f.action == "none"] == []


def test_golden_live_concerns_are_escalated_by_both_stages(
    classifier: Classifier, encoder: Encoder
) -> None:
    certain = [message["text"] for message in GOLDEN if message["action"] == "escalate"]

    found = {text: classifier.assess(text, encoder, assess(text)).action for text in certain}

    assert set(found.values()) == {Action.ESCALATE}


def test_concern_without_an_obvious_word_is_escalated(
    classifier: Classifier, encoder: Encoder
) -> None:
    text = "three of them round the table now and not one has looked up at my deputy, she's white"

    alone = assess(text)
    found = classifier.assess(text, encoder, alone)

    assert (alone.action, found.action) != (Action.ESCALATE, Action.NONE)
    assert found.action is Action.ESCALATE


def test_model_for_another_encoder_is_not_used(tmp_path: Path) -> None:
    write_model(a_model(), tmp_path / "model.json")

    loaded = [Classifier.load(tmp_path / "model.json", name) for name in (ENCODER, "f" * 64)]

    assert [one is not None for one in loaded] == [True, False]


def test_encoder_is_named_by_its_weights_and_its_own_settings() -> None:
    plain = EncoderDescription("small", "abc", 4, 256)
    tuned = EncoderDescription("small", "abc", 4, 256, settings_sha256="def")

    assert (identity(plain), identity(tuned)) == ("abc", "abc+def")


def test_the_same_message_is_always_assessed_the_same() -> None:
    text = "The inspector is here. Here? Still here!"

    found = {SMALL.assess(text, VECTOR, assess(text)) for _ in range(20)}

    assert len(found) == 1


@pytest.mark.parametrize("text", ["", "👍", "…", "\ud83d"])
def test_message_without_words_is_left_to_the_rules(text: str) -> None:
    assert SMALL.assess(text, VECTOR, assess(text)) == NOTHING_FOUND


@settings(deadline=None)
@given(st.text(st.characters(), max_size=300))
def test_any_text_is_assessed_and_never_below_certain_rules(text: str) -> None:
    rules = assess(text)

    found = SMALL.assess(text, VECTOR, rules)

    assert found.distress >= rules.distress
    assert rules.action != Action.ESCALATE or found.action == Action.ESCALATE


def test_vector_of_another_dimension_is_refused() -> None:
    with pytest.raises(ValueError, match="a vector of"):
        SMALL.assess("they are here", np.ones(DIMENSION + 1, np.float32), NOTHING_FOUND)


def test_time_grows_no_faster_than_the_message() -> None:
    text = "He is still in our maths room and told not to let us look at 6.30. "

    def fastest_s(n_times: int) -> float:
        long, runs = text * n_times, []
        for _ in range(5):
            started = time.perf_counter()
            SMALL.assess(long, VECTOR, NOTHING_FOUND)
            runs.append(time.perf_counter() - started)
        return min(runs)

    assert fastest_s(800) <= 5 * fastest_s(200) + 0.05  # linear would be 4
