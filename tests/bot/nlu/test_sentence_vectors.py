from __future__ import annotations

import numpy as np
import pytest

from bot.nlu import sentence_vectors

ONES = np.ones(384, np.float32)


def test_the_oldest_vectors_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sentence_vectors, "MOST", 2)
    for text in ("một", "hai", "một", "ba"):
        sentence_vectors.keep(text, ONES)

    assert sentence_vectors.encoded("một") is not None
    assert sentence_vectors.encoded("hai") is None
    assert sentence_vectors.encoded("ba") is not None
