"""The encoder as a SentenceTransformer, for what is indexed; questions come with the vector that `bot.nlu` made."""

from __future__ import annotations

from sentence_transformers import SentenceTransformer

from actions import settings
from common.encoder import STAMP


def load() -> SentenceTransformer:
    """Return the project's encoder; FileNotFoundError says how to build it when it is not there."""
    if not (settings.ENCODER / STAMP).is_file():
        raise FileNotFoundError(
            f"there is no encoder in {settings.ENCODER}: run `python -m actions.training.build_encoder`"
        )
    # The code that is trusted here is our own encoder_module.
    return SentenceTransformer(str(settings.ENCODER), device="cpu", trust_remote_code=True, local_files_only=True)
