"""
Where models come from: a package that carries one, a folder, or a name on the model hub.

The weights are summed before they are read; those of a package must be the expected ones.
"""

from __future__ import annotations

import hashlib
import importlib.util
from dataclasses import dataclass
from pathlib import Path

from indexer.errors import ModelSourceError
from knowledge.manifest import sum_file

#: Files that hold weights, best first; only the first kind found is read.
WEIGHTS = ("*.safetensors", "pytorch_model*.bin")
SETTINGS = ("*.json", "*.txt", "*.model")
#: The same weights for other programs.
_OTHER_FORMS = ["onnx/*", "openvino/*", "*.h5", "*.ot", "*.msgpack", "*.tflite", "*.onnx"]


@dataclass(frozen=True, slots=True)
class PackagedModel:
    """A model that a package carries."""

    package: str
    #: Folder inside the package.
    folder: str
    weights: str
    #: What the weights must be; anything else is refused.
    sha256: str
    dimension: int
    max_tokens: int


def packaged_folder(source: PackagedModel) -> Path:
    """
    Find a package's model and compare its weights with their sum.

    Raises:
        ModelSourceError: the package is not installed, or the weights are not the expected ones.
    """
    spec = importlib.util.find_spec(source.package)
    if spec is None or not spec.submodule_search_locations:
        raise ModelSourceError(
            f"the package {source.package} is not installed: install the extra `indexer`"
        )
    folder = Path(spec.submodule_search_locations[0]) / source.folder
    weights = folder / source.weights
    if not weights.is_file():
        raise ModelSourceError(f"the package {source.package} lacks {source.weights}")
    found = sum_file(weights).sha256
    if found != source.sha256:
        raise ModelSourceError(
            f"the weights of {source.package} have SHA-256 {found}, expected {source.sha256}"
        )
    return folder


def model_folder(name: str) -> Path:
    """
    Find a model by the path of its folder, or fetch it from the model hub by name.

    Raises:
        ModelSourceError: there is no such folder, and the hub does not give it.
    """
    folder = Path(name).expanduser()
    if folder.is_dir():
        return folder
    from huggingface_hub import snapshot_download

    try:
        return Path(snapshot_download(name, ignore_patterns=_OTHER_FORMS))
    except (OSError, ValueError) as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise ModelSourceError(
            f"{name} is no folder, and the model hub does not give it: {reason}"
        ) from error


def weights_sum(folder: Path) -> str:
    """
    Return the SHA-256 of a model's weights; of the sums of its files where they are several.

    Raises:
        ModelSourceError: the folder holds no weights.
    """
    for pattern in WEIGHTS:
        found = sorted(folder.rglob(pattern))
        if found:
            return _joint_sum(folder, found)
    raise ModelSourceError(f"{folder.name} holds no weights: {' or '.join(WEIGHTS)}")


def settings_sum(folder: Path) -> str:
    """Return the SHA-256 over the sums of all that says how the weights are used."""
    return _joint_sum(folder, sorted(p for pattern in SETTINGS for p in folder.rglob(pattern)))


def _joint_sum(folder: Path, files: list[Path]) -> str:
    sums = [sum_file(path).sha256 for path in files]
    if len(sums) == 1:
        return sums[0]
    lines = (f"{s} {p.relative_to(folder).as_posix()}\n" for s, p in zip(sums, files, strict=True))
    return hashlib.sha256("".join(lines).encode()).hexdigest()
