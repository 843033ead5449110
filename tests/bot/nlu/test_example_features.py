"""What a classifier sees of an example; needs the built encoder and restorer in models/."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from bot.nlu.e5_features import E5Featurizer, SentenceEncoder
from bot.nlu.example_features import features_of
from bot.nlu.examples import Example


@pytest.fixture(autouse=True)
def _cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the vectors of this test apart from those of the build."""
    settings = {**E5Featurizer.get_default_config(), "cache": str(tmp_path / "vectors.npz")}
    monkeypatch.setattr(E5Featurizer, "get_default_config", lambda: settings)


def test_an_example_has_text_in_its_one_form_vector_and_entities_in_its_place() -> None:
    lost, fee = features_of([Example("tôi bị mất CMND", "vi"), Example("how much is it", "en")])
    assert (lost.text, fee.text) == ("tôi bị mất cmnd", "how much is it")
    assert lost.vector.shape == (384,)
    assert {(one["entity"], one["value"]) for one in lost.entities} >= {("document", "cmnd"), ("reason", "lost")}
    assert not [one for one in fee.entities if one["entity"] == "document"]


def test_vietnamese_without_marks_is_seen_as_it_is_typed_and_encoded_as_it_is_meant() -> None:
    marked, unmarked = features_of([Example("tôi bị mất thẻ", "vi"), Example("toi bi mat the", "vi")])
    assert unmarked.text == "toi bi mat the"
    np.testing.assert_allclose(unmarked.vector, marked.vector, atol=1e-6)


def test_a_vector_is_made_once_over_all_builds(monkeypatch: pytest.MonkeyPatch) -> None:
    (before,) = features_of([Example("mất thẻ", "vi")])

    def fails(*_: object, **__: object) -> None:
        raise AssertionError("encoded again")

    monkeypatch.setattr(SentenceEncoder, "encode", fails)
    (after,) = features_of([Example("mất thẻ", "vi")])
    np.testing.assert_array_equal(after.vector, before.vector)
