"""A question that came without its vector gets the one that the understanding would have made."""

from __future__ import annotations

import numpy as np
import pytest

from actions.search.encoding import encode
from common import diacritics
from common.diacritics import DiacriticRestorer
from common.encoder import OnnxEncoder

MARKED, UNMARKED = "tôi bị mất thẻ căn cước", "toi bi mat the can cuoc"


def test_a_question_has_one_unit_vector(encoder: OnnxEncoder) -> None:
    vector = encode(MARKED, "vi")
    assert vector.shape == (384,)
    assert vector.dtype == np.float32
    assert np.linalg.norm(vector) == pytest.approx(1, abs=1e-3)


def test_vietnamese_without_marks_gets_them_back_before_it_is_encoded(encoder: OnnxEncoder) -> None:
    restored = DiacriticRestorer.read(diacritics.FILE).restore(UNMARKED)
    assert restored == MARKED
    np.testing.assert_array_equal(encode(UNMARKED, "vi"), encoder.encode([restored])[0])
    np.testing.assert_array_equal(encode(UNMARKED, "vi"), encode(MARKED, "vi"))


@pytest.mark.parametrize(
    ("text", "language"),
    [("I lost my card", "en"), (UNMARKED, "en"), ("thẻ hết hạn", "vi")],
)
def test_every_other_text_is_encoded_in_its_one_form(encoder: OnnxEncoder, text: str, language: str) -> None:
    np.testing.assert_array_equal(encode(text, language), encoder.encode([text.lower()])[0])


def test_spanish_is_encoded_without_its_marks(encoder: OnnxEncoder) -> None:
    np.testing.assert_array_equal(encode("Perdí la tarjeta", "es"), encoder.encode(["perdi la tarjeta"])[0])
