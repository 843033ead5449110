"""The built index: what it depends on, when it is refused, and that it is read as it was written."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from actions import settings
from actions.search import artifacts
from actions.search.answerability import Answerability, Logistic
from actions.search.artifacts import Artifacts, Built, OutdatedError
from actions.search.centroids import Centroids
from actions.search.index import Index, Item
from actions.search.labels import Labels
from actions.search.ranker import FEATURES, Ranker
from actions.sources import library
from tests.actions.conftest import WordEncoder

NOW = {"sources": "1", "own": "1", "units": "1", "encoder": "1", "readings": "1", "code": "1"}


@pytest.fixture
def built(word_encoder: WordEncoder) -> Built:
    asks = ["lệ phí bao nhiêu", "phí mấy đồng", "nộp ở đâu", "làm ở đâu"]
    items = [Item((ask,), (ask,)) for ask in ("lệ phí", "nơi nộp")]
    logistic = Logistic(np.ones(7, np.float32), 0.25)
    return Built(
        Index.build(items, word_encoder.encode_document),
        Centroids.fit(word_encoder.encode_query(asks), [0, 0, 1, 1], ["vi"] * 4, owners=2),
        Ranker(np.ones(len(FEATURES), np.float32), 20.0),
        Answerability(logistic, Logistic(np.ones(1, np.float32), 0.0)),
    )


@pytest.fixture
def folder(built: Built, word_encoder: WordEncoder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An index that was built of what there is now."""
    Artifacts(built, built, Labels.build(word_encoder.encode_query)).write(tmp_path)
    (tmp_path / "stamp.json").write_text(json.dumps(NOW))
    monkeypatch.setattr(artifacts, "stamp", lambda: dict(NOW))
    return tmp_path


def test_an_index_is_read_as_it_was_written(folder: Path, built: Built, word_encoder: WordEncoder) -> None:
    again = artifacts.read(folder)
    question = word_encoder.encode_query(["lệ phí bao nhiêu"])[0]
    for part in (again.passages, again.units):
        np.testing.assert_array_equal(part.index.dense_scores(question), built.index.dense_scores(question))
        np.testing.assert_array_equal(
            part.centroids.nearness(question, "vi"), built.centroids.nearness(question, "vi")
        )
        np.testing.assert_array_equal(part.ranker.weights, built.ranker.weights)
        assert part.answerability.ground.bias == 0.25
    assert "topic fee en" in again.labels.keys


@pytest.mark.parametrize("part", ["sources", "units", "encoder"])
def test_an_index_of_other_sources_units_or_vectors_is_refused(folder: Path, part: str) -> None:
    (folder / "stamp.json").write_text(json.dumps({**NOW, part: "2"}))
    with pytest.raises(OutdatedError, match=r"not of the sources as they are now.*make train"):
        artifacts.read(folder)


@pytest.mark.parametrize("part", ["readings", "code", "own"])
def test_what_only_calls_for_a_better_one_does_not_stop_the_assistant(folder: Path, part: str) -> None:
    (folder / "stamp.json").write_text(json.dumps({**NOW, part: "2"}))
    assert artifacts.read(folder)


def test_where_nothing_was_built_it_is_told_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for setting in ("ENCODER", "READINGS"):
        monkeypatch.setattr(settings, setting, tmp_path / "nothing")
    with pytest.raises(OutdatedError, match=r"does not exist.*make train"):
        artifacts.read(tmp_path)
    assert artifacts.stamped(tmp_path) is None
    assert artifacts.built(tmp_path) == 0


def test_a_machine_that_only_searches_needs_no_readings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "READINGS", tmp_path)
    without = artifacts.stamp()
    (tmp_path / "readings.jsonl").write_text("{}")
    changed = {part for part, digest in artifacts.stamp().items() if digest != without[part]}
    assert changed == {"readings"}


def test_a_document_more_changes_the_sources_and_nothing_that_was_learned(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = artifacts.stamp()
    added = tmp_path / "added.yml"
    added.write_text("id: added")
    monkeypatch.setattr(
        artifacts, "files", lambda **known: library.files(**known) + ([] if "added" in known else [added])
    )
    changed = {part for part, digest in artifacts.stamp().items() if digest != before[part]}
    assert changed == {"sources"}
    assert not changed & set(artifacts.TAUGHT_BY)


def test_the_time_of_building_is_that_of_the_stamp(folder: Path) -> None:
    assert artifacts.built(folder) == (folder / "stamp.json").stat().st_mtime_ns > 0


def test_what_was_learned_goes_on_with_another_index(folder: Path, built: Built, word_encoder: WordEncoder) -> None:
    more = Index.build([Item((text,), (text,)) for text in ("lệ phí", "nơi nộp", "mới")], word_encoder.encode_document)
    again = Built.read(folder / artifacts.PASSAGES, more, 3)
    question = word_encoder.encode_query(["lệ phí bao nhiêu"])[0]
    near = again.centroids.nearness(question, "vi")
    assert len(near) == 3
    np.testing.assert_array_equal(near[:2], built.centroids.nearness(question, "vi"))
    assert np.isnan(near[2]), "nobody has asked for it yet"


def test_the_code_that_builds_is_all_there() -> None:
    assert [name for name in artifacts.CODE if not (settings.ROOT / name).is_file()] == []
