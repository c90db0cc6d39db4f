"""Claims about training the classifier."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bot.triage import assess
from bot.triage.assessment import Category, Urgency
from bot.triage.classifier import Classifier
from bot.triage.examples import Example, digest
from bot.triage.model_file import write_model
from bot.triage.training import FOLDS, Trained, train
from tests.bot.triage.factories import ENCODER, an_example, made_up_vectors

SUBJECTS = ("maths", "history", "phonics", "music", "art", "science")
PEOPLE = ("deputy", "head", "governor", "clerk")


def _examples() -> list[Example]:
    """Concerns, distress and calm questions on many subjects, every category among them."""
    categories = list(Category)
    rows = [(subject, person) for subject in SUBJECTS for person in PEOPLE]
    examples: list[Example] = []
    for n, (subject, person) in enumerate(rows):
        category = categories[n % len(categories)]
        about = f"{subject} and my {person}"
        examples += [
            an_example(f"he is refusing now about {about}", category=category),
            an_example(f"he starts tomorrow on {about}", Urgency.TODAY, category=category),
            an_example(f"sobbing over {about} right now", category=category, distress=True),
            an_example(f"how do schools usually plan {about}", Urgency.NONE, live=False),
            an_example(f"last year we planned {about}", Urgency.ROUTINE, live=False),
        ]
    return examples


@pytest.fixture(scope="module")
def trained() -> Trained:
    return train(_examples(), made_up_vectors, ENCODER, lambda _: None)


def test_training_learns_what_needs_a_person(trained: Trained) -> None:
    classifier = Classifier(trained.model)
    texts = ["he is refusing now about geography", "how do schools usually plan geography"]

    vectors = made_up_vectors(texts)
    found = [
        classifier.assess(text, vector, assess(text)).action
        for text, vector in zip(texts, vectors, strict=True)
    ]

    assert found == ["escalate", "none"]


def test_every_example_is_judged_by_a_model_that_had_not_seen_it(trained: Trained) -> None:
    seen: list[int] = []

    again = train(_examples(), made_up_vectors, ENCODER, seen.append)

    assert seen == list(range(1, FOLDS + 1))
    assert [one.example for one in again.judged] == _examples()
    assert all(0 <= one.likely.needs_a_person <= 1 for one in trained.judged)


def test_the_same_examples_train_the_same_model(trained: Trained, tmp_path: Path) -> None:
    again = train(_examples(), made_up_vectors, ENCODER, lambda _: None)

    for name, one in (("first", trained), ("second", again)):
        write_model(one.model, tmp_path / name)

    assert (tmp_path / "first").read_bytes() == (tmp_path / "second").read_bytes()


def test_model_says_what_it_was_trained_on_and_for_which_encoder(trained: Trained) -> None:
    model = trained.model

    assert (model.examples_sha256, model.encoder_sha256) == (digest(_examples()), ENCODER)


def test_words_that_only_members_used_are_not_kept_in_the_model() -> None:
    real = [replace(an_example(f"mrs samplename refuses now {n}"), real=True) for n in range(4)]

    model = train([*_examples(), *real], made_up_vectors, ENCODER, lambda _: None).model

    assert not any("samplename" in name for name in model.vocabulary.names)
