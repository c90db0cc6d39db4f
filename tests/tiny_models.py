"""Models of a few kilobytes with random weights, as sentence-transformers saves real ones."""

from __future__ import annotations

import string
from pathlib import Path
from typing import Any

import torch
from sentence_transformers import CrossEncoder, SentenceTransformer
from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
from transformers import BertConfig, BertForSequenceClassification, BertModel, BertTokenizer

DIMENSION = 32
MAX_TOKENS = 48
LETTERS = string.ascii_lowercase + string.digits + string.punctuation
SPREAD = 0.6  # of the weights: far more than in training, so that texts differ widely


def tiny_encoder(folder: Path, prompts: dict[str, str], pooling: str = "cls") -> Path:
    """Save an encoder of 32 dimensions that does not normalise."""
    base = folder / "base"
    torch.manual_seed(20261122)
    _save(BertModel(_config()), base)
    body = Transformer(str(base), max_seq_length=MAX_TOKENS)
    modules = [body, Pooling(body.get_embedding_dimension(), pooling_mode=pooling)]
    encoder = SentenceTransformer(modules=modules, prompts=prompts, device="cpu")
    encoder.save(str(folder / "tiny"), create_model_card=False)
    return folder / "tiny"


def tiny_reranker(folder: Path) -> Path:
    """Save a reranker with one score a pair."""
    base = folder / "base"
    torch.manual_seed(20261122)
    _save(BertForSequenceClassification(_config(num_labels=1)), base)
    CrossEncoder(str(base), max_length=MAX_TOKENS, device="cpu").save(str(folder / "tiny-reranker"))
    return folder / "tiny-reranker"


def _config(**settings: Any) -> BertConfig:
    return BertConfig(
        vocab_size=len(_vocabulary()),
        hidden_size=DIMENSION,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=64,
        max_position_embeddings=64,
        initializer_range=SPREAD,
        **settings,
    )


def _save(model: Any, folder: Path) -> None:
    model.save_pretrained(folder)
    vocabulary = {word: n for n, word in enumerate(_vocabulary())}
    BertTokenizer(vocab=vocabulary, do_lower_case=True).save_pretrained(folder)


def _vocabulary() -> list[str]:
    whole = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "the", "school", "inspector", "notice"]
    return [*whole, *LETTERS, *(f"##{letter}" for letter in LETTERS)]
