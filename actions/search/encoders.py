"""The encoder that the search uses: the one in models/encoder, or another that the deployment names."""

from __future__ import annotations

import json
from pathlib import Path

from sentence_transformers import SentenceTransformer

from actions import settings
from common.encoder import STAMP


def load(name: str = settings.ENCODER_MODEL) -> SentenceTransformer:
    """Return the SentenceTransformer called `name`, or the project's own when `name` is empty.

    FileNotFoundError says how to build the project's own when it is not there.
    """
    if name:
        return SentenceTransformer(name, device="cpu")
    if not (settings.ENCODER / STAMP).is_file():
        raise FileNotFoundError(
            f"there is no encoder in {settings.ENCODER}: run `python -m actions.training.build_encoder`"
        )
    # The code that is trusted here is our own encoder_module.
    return SentenceTransformer(str(settings.ENCODER), device="cpu", trust_remote_code=True, local_files_only=True)


def identity(name: str = settings.ENCODER_MODEL) -> str:
    """Return what tells one encoder's vectors from another's."""
    stamp: Path = settings.ENCODER / STAMP
    return name or str(json.loads(stamp.read_text())["inputs"])
