"""Where the evaluation sets and their scorers lie: beside the checkout, never inside it."""

from __future__ import annotations

import importlib.util
import json
import subprocess
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

from tests.bench.workplace import Workplace
from tests.journeys.assistant import PROGRAM, ROOT
from tests.quality.figures import CannotMeasure

DEFAULT = ROOT.parent / "shared"
Row = dict[str, Any]


def needed(path: Path) -> Path:
    """
    Return the path.

    Raises:
        CannotMeasure: nothing is there.
    """
    if not path.exists():
        raise CannotMeasure(f"{path} is missing")
    return path


def load_scorer(path: Path) -> ModuleType:
    """Load a scorer as it is: a program of its own, not part of the project."""
    spec = importlib.util.spec_from_file_location(path.stem, needed(path))
    assert spec is not None
    assert spec.loader is not None
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    return scorer


def batch(place: Workplace, command: str, given: Iterable[Row], *flags: str) -> list[Row]:
    """
    Put rows through `helpline COMMAND --batch`, as a person would.

    Raises:
        CannotMeasure: the program failed.
    """
    source, target = place.folder / "in.jsonl", place.folder / "out.jsonl"
    source.write_text("".join(json.dumps(row) + "\n" for row in given), encoding="utf-8")
    done = subprocess.run(
        [str(PROGRAM), command, "--batch", str(source), "--out", str(target), *flags],
        env=environment(place),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise CannotMeasure(f"helpline {command} failed: {done.stderr.strip()[-500:]}")
    return [json.loads(line) for line in target.read_text("utf-8").splitlines()]


def environment(place: Workplace) -> Mapping[str, str]:
    """Return a program's environment: the benchmark's data folder, and no Slack."""
    return {"HELPLINE_DATA_DIR": str(place.folder), "PATH": "/usr/bin:/bin", "HOME": str(ROOT)}
