"""The vector of a question that came without one: from the command line, or through a Rasa process just started."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import numpy.typing as npt

from actions import settings
from common import diacritics
from common.diacritics import DiacriticRestorer
from common.encoder import OnnxEncoder
from common.spelling import spelling


def encode(text: str, language: str) -> npt.NDArray[np.float32]:
    """Return the unit vector (384,) of a question, as `bot.nlu` would make it."""
    form = spelling().one_form(text)
    readable = _restorer().restore(form) if language == "vi" else form
    return np.asarray(_encoder().encode([readable])[0], np.float32)


@lru_cache(maxsize=1)
def _encoder() -> OnnxEncoder:
    return OnnxEncoder(settings.ENCODER)


@lru_cache(maxsize=1)
def _restorer() -> DiacriticRestorer:
    return DiacriticRestorer.read(settings.ROOT / diacritics.FILE)
