"""The encoder as a module of sentence-transformers, so that `SentenceTransformer` runs it like any other."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
from sentence_transformers.base.modules.input_module import InputModule

from common.encoder import DIMENSIONS, MAX_TOKENS, OnnxEncoder


class OnnxModule(InputModule):
    """Encodes with onnxruntime what sentence-transformers would encode with torch."""

    config_file_name = "onnx_module.json"

    def __init__(self, encoder: OnnxEncoder):
        torch.nn.Module.__init__(self)
        self._encoder = encoder

    def preprocess(self, inputs: Sequence[Any], prompt: str | None = None, **_kwargs: Any) -> dict[str, torch.Tensor]:
        """Return the finished vectors of `inputs`, shape (n, 384): there is nothing left for `forward`."""
        vectors = self._encoder.encode([str(text) for text in inputs], prompt or "")
        return {"sentence_embedding": torch.from_numpy(vectors)}

    def forward(self, features: dict[str, Any], **_kwargs: Any) -> dict[str, Any]:
        """Pass the vectors on."""
        return features

    def get_embedding_dimension(self) -> int:
        """Return the length of a vector."""
        return DIMENSIONS

    @property
    def max_seq_length(self) -> int:
        """Tokens of a text that are read."""
        return MAX_TOKENS

    def save(self, output_path: str, *_args: Any, **_kwargs: Any) -> None:
        """Refuse: the files are written by the builder."""
        raise NotImplementedError(f"not to {output_path}: actions.training.build_encoder writes the files")

    @classmethod
    def load(cls, model_name_or_path: str, subfolder: str = "", *_args: Any, **_kwargs: Any) -> OnnxModule:
        """Load the module from the folder of the model."""
        return cls(OnnxEncoder(Path(model_name_or_path, subfolder)))
