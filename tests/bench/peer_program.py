"""
One peer, asked the questions of one set, in the environment that peers have of their own.

It is started by `tests/bench/peers.py` with a folder that holds

    job.json       {"model": folder, "passages": [text, …], "questions": [text, …], "k": n}
    vectors.npy    float32 [passages, d], rows of unit length

and leaves `done.json` there:

    {"took_ms": [one a question], "busy_ms": mean of the processor, "found": [[places], …]}

The peer's own way of searching is used, with its defaults; what it can be lent, it is lent.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

WARM_UP = 20  # questions that are asked first and not timed
MS = 1_000
Ask = Callable[[str], Sequence[int]]


def txtai(job: dict[str, Any], _: Any) -> Ask:
    """Ask a hybrid index: dense and BM25, half and half.  It embeds the passages itself."""
    from txtai import Embeddings

    index = Embeddings(path=job["model"], hybrid=True)
    index.index((n, text, None) for n, text in enumerate(job["passages"]))
    return lambda question: [place for place, _ in index.search(question, job["k"])]


def haystack(job: dict[str, Any], vectors: Any) -> Ask:
    """Ask a pipeline: BM25 and dense retriever in memory, joined by reciprocal rank fusion."""
    from haystack import Document
    from haystack.document_stores.in_memory import InMemoryDocumentStore

    store = InMemoryDocumentStore()
    pairs = enumerate(zip(job["passages"], vectors.tolist(), strict=True))
    store.write_documents(
        [Document(id=str(n), content=text, embedding=vector) for n, (text, vector) in pairs]
    )
    line = _haystack_pipeline(store, job)

    def ask(question: str) -> list[int]:
        done = line.run({"encoder": {"text": question}, "lexical": {"query": question}})
        return [int(document.id) for document in done["joiner"]["documents"]]

    return ask


def _haystack_pipeline(store: Any, job: dict[str, Any]) -> Any:
    from haystack import Pipeline
    from haystack.components.joiners import DocumentJoiner
    from haystack.components.retrievers.in_memory import (
        InMemoryBM25Retriever,
        InMemoryEmbeddingRetriever,
    )
    from haystack_integrations.components.embedders.sentence_transformers import (
        SentenceTransformersTextEmbedder,
    )

    encoder = SentenceTransformersTextEmbedder(model=job["model"], progress_bar=False)
    line = Pipeline()
    line.add_component("encoder", encoder)
    line.add_component("dense", InMemoryEmbeddingRetriever(store, top_k=job["k"]))
    line.add_component("lexical", InMemoryBM25Retriever(store, top_k=job["k"]))
    line.add_component("joiner", DocumentJoiner("reciprocal_rank_fusion", top_k=job["k"]))
    for start, end in (("encoder", "dense"), ("dense", "joiner"), ("lexical", "joiner")):
        line.connect(start, end)
    return line


def chromadb(job: dict[str, Any], vectors: Any) -> Ask:
    """Ask a collection in memory: dense only, which is what it offers locally."""
    import chromadb
    from chromadb.utils.embedding_functions import SentenceTransformerEmbeddingFunction

    encoder = SentenceTransformerEmbeddingFunction(model_name=job["model"])
    collection = chromadb.EphemeralClient().create_collection(
        "set", embedding_function=encoder, configuration={"hnsw": {"space": "cosine"}}
    )
    for start in range(0, len(vectors), 1_000):
        places = range(start, min(start + 1_000, len(vectors)))
        collection.add(
            ids=[str(n) for n in places],
            documents=[job["passages"][n] for n in places],
            embeddings=vectors[places.start : places.stop],
        )

    def ask(question: str) -> list[int]:
        done = collection.query(query_texts=[question], n_results=job["k"], include=[])
        return [int(place) for place in done["ids"][0]]

    return ask


def encoding(job: dict[str, Any], _: Any) -> Ask:
    """Encode the question with torch and search nothing: what every peer begins with."""
    from sentence_transformers import SentenceTransformer

    encoder = SentenceTransformer(job["model"], device="cpu")

    def ask(question: str) -> list[int]:
        encoder.encode(question, normalize_embeddings=True, show_progress_bar=False)
        return []

    return ask


PEERS: dict[str, Callable[[dict[str, Any], Any], Ask]] = {
    "txtai": txtai,
    "haystack": haystack,
    "chromadb": chromadb,
    "encoding": encoding,
}


def main(name: str, folder: Path) -> None:
    """Do the job that lies in the folder."""
    import numpy as np

    job = json.loads((folder / "job.json").read_text("utf-8"))
    ask = PEERS[name](job, np.load(folder / "vectors.npy"))
    for question in job["questions"][:WARM_UP]:
        ask(question)
    took_ms, found = [], []
    busy_s = time.process_time()
    for question in job["questions"]:
        started = time.perf_counter()
        places = ask(question)
        took_ms.append((time.perf_counter() - started) * MS)
        found.append([int(place) for place in places])
    busy_ms = (time.process_time() - busy_s) * MS / len(took_ms)
    done = {"took_ms": took_ms, "busy_ms": busy_ms, "found": found}
    (folder / "done.json").write_text(json.dumps(done), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
