"""
`helpline triage-model`: train the triage classifier anew, or show what that would change.

For staff who add examples or phrases, and after the encoder was changed.
"""

from __future__ import annotations

import argparse
import sys
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from bot.helpline import labels
from bot.settings import DATABASE_FILE, data_dir, read_settings
from bot.triage import Assessment, assess
from bot.triage.assessment import Category, Urgency
from bot.triage.classifier import MODEL_FILE, Classifier, Vector, identity
from bot.triage.comparison import changes, counted
from bot.triage.decision import decide
from bot.triage.examples import FOLDER, Example, ExampleError, read_examples
from bot.triage.figures import figures
from bot.triage.model_file import Model, ModelError, read_model, write_model
from bot.wiring import open_database
from knowledge.encoder import Encoder
from knowledge.errors import KnowledgeError
from knowledge.index_store import IndexStore

if TYPE_CHECKING:
    from bot.triage.training import Trained

DONE, REFUSED = 0, 1
GOLDEN = Path("tests/bot/triage/golden.toml")
NO_INDEX = "no index version is published: run `guidance build` and `guidance publish` first"
NO_TRAINER = "training needs scikit-learn: install the extra `indexer`"
EXAMPLES = """\
examples:
  helpline triage-model check              train aside, show what would change, write nothing
  helpline triage-model train              train and replace the model of the assistant
  helpline triage-model train --out m.json train and write the model elsewhere
  helpline triage-model check --candidate m.json

The examples lie in bot/triage/examples.  What was said with *Not needed*, *Not live* and *Should
have been live* is read from the database in use, without Slack ids.  The model is tied to the
encoder of the published index.
Exit status: 0 done, 1 refused with a sentence, 2 wrong usage.
"""


class RefusedError(Exception):
    """It cannot be done; the message says why."""


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the subcommand to the `helpline` program."""
    parser = subparsers.add_parser(
        "triage-model",
        help="train the triage classifier, or show what that would change",
        description="Train the triage classifier from the examples, or show what would change.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    deeds = parser.add_subparsers(metavar="train|check", required=True)
    train = deeds.add_parser("train", help="train and write the model")
    train.add_argument("--out", type=Path, default=MODEL_FILE, help="where the model goes")
    train.set_defaults(func=run, deed=_train)
    check = deeds.add_parser("check", help="show what a new model would change; write nothing")
    check.add_argument("--candidate", type=Path, help="a model that `train --out` wrote")
    check.add_argument("--model", type=Path, default=MODEL_FILE, help="the model in use")
    check.add_argument("--golden", type=Path, default=GOLDEN, help="messages to show one by one")
    check.set_defaults(func=run, deed=_check)
    for deed in (train, check):
        deed.add_argument("--encoder", type=Path, help="an encoder's folder; else the published")
        deed.add_argument("--examples", type=Path, default=FOLDER, help="folder of *.jsonl")


def run(args: argparse.Namespace) -> int:
    """
    Train, or check.

    Args:
        args: As `add_parser` describes them.

    Returns:
        The exit status.
    """
    try:
        encoder = _encoder(args.encoder)
        args.deed(args, encoder, [*read_examples(args.examples), *_labelled()])
    except (RefusedError, ExampleError, ModelError, KnowledgeError, OSError) as error:
        print(f"helpline triage-model: {error}", file=sys.stderr)
        return REFUSED
    return DONE


def _labelled() -> list[Example]:
    """Return what members and advisers have said of triage's judgement, as examples."""
    settings = read_settings()
    if not settings.database_url and not (settings.data_dir / DATABASE_FILE).is_file():
        return []
    database = open_database(settings)
    try:
        with database.read() as tx:
            return [_as_example(one) for one in labels.all_labelled(tx)]
    finally:
        database.close()


def _as_example(one: labels.Labelled) -> Example:
    if one.verdict is not labels.Verdict.SHOULD_HAVE_BEEN_LIVE:
        return Example(one.text, Urgency.ROUTINE, False, Category.GENERAL, False, real=True)
    category = Category(one.category)
    return Example(one.text, Urgency.IMMEDIATE, True, category, one.distress, real=True)


def _train(args: argparse.Namespace, encoder: Encoder, examples: Sequence[Example]) -> None:
    trained = _trained(encoder, examples)
    write_model(trained.model, args.out)
    print(f"{args.out} is written, trained on {len(examples)} examples")


def _check(args: argparse.Namespace, encoder: Encoder, examples: Sequence[Example]) -> None:
    model = read_model(args.candidate) if args.candidate else _trained(encoder, examples).model
    texts = [one.text for one in examples]
    _print_changes("the examples", texts, args.model, model, encoder, each=False)
    golden = _golden(args.golden)
    if golden:
        _print_changes("the golden file", golden, args.model, model, encoder, each=True)


def _encoder(folder: Path | None) -> Encoder:
    if folder is not None:
        return Encoder(folder)
    version = IndexStore(data_dir() / "index").current()
    if version is None:
        raise RefusedError(NO_INDEX)
    return version.encoder


def _trained(encoder: Encoder, examples: Sequence[Example]) -> Trained:
    try:
        from bot.triage.training import FOLDS, train  # not at run time: it brings scikit-learn
    except ModuleNotFoundError as error:
        raise RefusedError(NO_TRAINER) from error

    def on_fold(number: int) -> None:
        print(f"\rcross-validation {number}/{FOLDS}", end="", file=sys.stderr, flush=True)

    print(f"reading {len(examples)} examples", file=sys.stderr)
    trained = train(
        examples, lambda texts: encoder.encode(texts, "question"), _name(encoder), on_fold
    )
    print(file=sys.stderr)
    _print_figures(trained)
    return trained


def _name(encoder: Encoder) -> str:
    return identity(encoder.description)


def _print_figures(trained: Trained) -> None:
    examples = [one.example for one in trained.judged]
    rules = [one.rules for one in trained.judged]
    both = [decide(one.rules, one.likely) for one in trained.judged]
    print(f"{'cross-validated':30s}{'rules alone':>22s}{'with the model':>22s}")
    for alone, together in zip(figures(examples, rules), figures(examples, both), strict=True):
        shares = (f"{one.n}/{one.of} {one.share:6.3f}" for one in (alone, together))
        print(f"{alone.name:30s}" + "".join(f"{share:>22s}" for share in shares))


def _print_changes(
    where: str, texts: Sequence[str], present: Path, model: Model, encoder: Encoder, *, each: bool
) -> None:
    vectors = encoder.encode(texts, "question")
    before = _assessed(_present(present, encoder), texts, vectors)
    after = _assessed(_tied(model, encoder), texts, vectors)
    found = changes(texts, before, after)
    print(f"\n{where}: {len(found)} of {len(texts)} would change")
    for kind, n in counted(found):
        print(f"{n:6d}  {kind}")
    for one in found if each else ():
        print(f"  {one}")


def _present(path: Path, encoder: Encoder) -> Classifier | None:
    """Return the model in use; None if there is none, or it is for another encoder."""
    return Classifier.load(path, _name(encoder)) if path.is_file() else None


def _tied(model: Model, encoder: Encoder) -> Classifier:
    if model.encoder_sha256 != _name(encoder):
        raise RefusedError("the candidate was trained on another encoder than the published one")
    return Classifier(model)


def _assessed(
    classifier: Classifier | None, texts: Sequence[str], vectors: Vector
) -> list[Assessment]:
    rules = [assess(text) for text in texts]
    if classifier is None:
        return rules
    rows = zip(texts, vectors, rules, strict=True)
    return [classifier.assess(text, vector, found) for text, vector, found in rows]


def _golden(path: Path) -> list[str]:
    """Return the golden messages; none where the tests are not installed."""
    if not path.is_file():
        return []
    try:
        messages = tomllib.loads(path.read_text("utf-8"))["message"]
        return [str(message["text"]) for message in messages]
    except (ValueError, KeyError, TypeError) as error:
        raise RefusedError(f"{path} is no golden file: {error}") from error
