from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from actions import settings
from actions.training import encoders
from common.encoder import DOCUMENT_PROMPT, OnnxEncoder


def test_sentence_transformers_makes_the_vectors_that_the_encoder_makes(encoder: OnnxEncoder) -> None:
    loaded = encoders.load()
    texts = ["Lệ phí cấp lại là 70.000 đồng.", "mất thẻ"]
    np.testing.assert_allclose(loaded.encode_query(texts), encoder.encode(texts), atol=1e-6)
    np.testing.assert_allclose(loaded.encode_document(texts), encoder.encode(texts, DOCUMENT_PROMPT), atol=1e-6)


def test_where_there_is_none_it_is_told_what_makes_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "ENCODER", tmp_path)
    with pytest.raises(FileNotFoundError, match="build_encoder"):
        encoders.load()
