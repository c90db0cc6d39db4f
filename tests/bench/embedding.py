"""How many passages are embedded a second, beside torch in the same run."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from statistics import median
from typing import Any

from indexer.encoder_source import DEFAULT_ENCODER, ENCODERS
from indexer.model_source import packaged_folder
from knowledge.index_store import IndexStore
from knowledge.index_version import ENCODER_FOLDER
from tests.bench.figures import LARGEST, MEDIAN, CannotMeasure, Figure
from tests.bench.peers import ENVIRONMENT
from tests.bench.workplace import Workplace
from tests.journeys.assistant import ROOT

#: At least so many passages for one of torch.
FASTER = {"onnxruntime": 2.8, "openvino": 4.0}
UNLIKE_AT_MOST = 0.001  # 1 less the cosine to torch's vector, of any passage
PASSAGES = 160
WITHIN_S = 600
MS = 1_000
SAID = {
    "torch": "SentenceTransformer.encode, torch, 32 bits",
    "onnxruntime": "as exported, on onnxruntime",
    "openvino": "as exported, on OpenVINO",
}


def embedding(place: Workplace) -> Sequence[Figure]:
    """Embed passages of the sample guidance by turns; OpenVINO where it is installed."""
    version = IndexStore(place.index).current()
    if version is None:
        raise CannotMeasure("the sample guidance is not published")
    given = {
        "model": str(packaged_folder(ENCODERS[DEFAULT_ENCODER])),
        "encoder": str(version.folder / ENCODER_FOLDER),
        "passages": [passage.embedded_text for passage in version.passages[:PASSAGES]],
    }
    return tuple(_figures(_measured(given)))


def _figures(measured: dict[str, Any]) -> Iterator[Figure]:
    """A passage's milliseconds, so that less is better as in every other row."""
    torch_ms = measured["torch"]["ms"]
    for way, one in measured.items():
        faster = FASTER.get(way)
        per_s = f"{MS / median(one['ms']):.0f} passages/s"
        # Rounds follow one another at once: what slows one down slows its neighbour, too.
        ratio = median(t / o for t, o in zip(torch_ms, one["ms"], strict=True))
        what = f"embedding a passage, {SAID[way]}"
        if faster is None:
            yield Figure("embed", what, "ms", None, MEDIAN, tuple(one["ms"]), per_s)
            continue
        note = f"{per_s}, {ratio:.1f} × torch"
        share = tuple(100 * o / t for t, o in zip(torch_ms, one["ms"], strict=True))
        most = round(100 / faster, 1)
        yield Figure("embed", what, "ms", None, MEDIAN, tuple(one["ms"]), note)
        yield Figure("embed", f"{what}, of torch's time", "%", most, MEDIAN, share)
        unlike = 1 - one["cosine"]
        yield Figure("embed", f"{what}, 1 - cosine", "of 1", UNLIKE_AT_MOST, LARGEST, (unlike,))


def _measured(given: dict[str, Any]) -> dict[str, Any]:
    done = subprocess.run(
        [str(_python()), "-m", "tests.bench.embedding_program"],
        cwd=ROOT,
        input=json.dumps(given),
        capture_output=True,
        text=True,
        timeout=WITHIN_S,
        check=False,
    )
    if done.returncode:
        raise CannotMeasure(done.stderr.strip()[-300:])
    measured: dict[str, Any] = json.loads(done.stdout)
    return measured


def _python() -> str:
    """The peers' environment, which has OpenVINO, once it was made; else the project's own."""
    theirs = ENVIRONMENT / "bin" / "python"
    return str(theirs) if (ENVIRONMENT / "ready").is_file() else sys.executable
