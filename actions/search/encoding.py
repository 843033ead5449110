"""The vector of a question that came without one: from the command line, or through a Rasa process just started."""

from __future__ import annotations

from functools import lru_cache

from actions import settings
from common import diacritics
from common.asking import texts_of, vector_of
from common.diacritics import DiacriticRestorer
from common.encoder import OnnxEncoder, Vectors
from common.spelling import spelling


def encode(text: str, language: str) -> Vectors:
    """Return the unit vector (384,) of a question, as `bot.nlu` would make it."""
    form = spelling().one_form(text)
    readable = [_restorer().readable(part, language) for part in texts_of(form)]
    return vector_of(_encoder().encode(readable))


@lru_cache(maxsize=1)
def _encoder() -> OnnxEncoder:
    return OnnxEncoder(settings.ENCODER)


@lru_cache(maxsize=1)
def _restorer() -> DiacriticRestorer:
    return DiacriticRestorer.read(settings.ROOT / diacritics.FILE)
