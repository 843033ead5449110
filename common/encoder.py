"""Turns texts into vectors with onnxruntime and tokenizers alone: the one encoder of both processes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnxruntime
from tokenizers import Tokenizer

from common.text import clean

DIMENSIONS = 384
QUERY_PROMPT = "query: "
DOCUMENT_PROMPT = "passage: "
MAX_TEXT = 2500
"""Characters of a text that are encoded; the network's 512 tokens hold no more of these languages."""
MAX_TOKENS = 512
FOLDER = Path("models/encoder")
STAMP = "stamp.json"
"""File in the encoder's folder that tells what it was built from."""

Vectors = npt.NDArray[np.float32]


def identity(folder: Path = FOLDER) -> str:
    """Return what tells one encoder's vectors from another's; FileNotFoundError where there is none."""
    return str(json.loads((folder / STAMP).read_text(encoding="utf-8"))["inputs"])


class OnnxEncoder:
    """The encoder that `python -m actions.training.build_encoder` wrote to the folder `path`."""

    def __init__(self, path: Path | str = FOLDER):
        folder = Path(path)
        if not (folder / "model.onnx").is_file():
            raise FileNotFoundError(f"there is no encoder in {folder}: run `python -m actions.training.build_encoder`")
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.enable_truncation(MAX_TOKENS)
        self._tokenizer.no_padding()
        options = onnxruntime.SessionOptions()
        # A short text gains half a millisecond from a second thread; texts encoded side by side lose by it.
        options.intra_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(
            str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"]
        )

    def encode(self, texts: Sequence[str], prompt: str = QUERY_PROMPT) -> Vectors:
        """Return an array (len(texts), 384) of unit vectors; an empty text gets a vector like any other."""
        vectors = np.empty((len(texts), DIMENSIONS), np.float32)
        for row, vector in enumerate(self.each(texts, prompt)):
            vectors[row] = vector
        return vectors

    def each(self, texts: Sequence[str], prompt: str = QUERY_PROMPT) -> Iterator[Vectors]:
        """Yield the vector (384,) of one text after the other."""
        # One by one: the int8 network takes its ranges from the whole batch, so that a vector would
        # depend on its neighbours; and two cores gain nothing from batches.
        for text in texts:
            tokens = self._tokenizer.encode(prompt + clean(text, MAX_TEXT))
            yield self._session.run(None, {"input_ids": np.array([tokens.ids], np.int64)})[0][0]
