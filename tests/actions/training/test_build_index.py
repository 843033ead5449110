"""The index is built, and what the search learns: on a toy library and toy units, with vectors of words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml

from actions.search import artifacts
from actions.search.artifacts import Built
from actions.search.entry import Entry
from actions.search.reading import Reading
from actions.search.searcher import searchers
from actions.search.units import UnitEntry
from actions.sources import questions
from actions.sources.library import Library
from actions.sources.questions import QuestionUnit
from actions.training import build_index, encoders, readings
from actions.training.parts import FOLDS, HELD_OUT
from actions.training.readings import MissingReadingsError, Readings
from common.diacritics import DiacriticRestorer
from tests.actions.conftest import WordEncoder
from tests.actions.made import TODAY, unit

AS_TYPED = DiacriticRestorer({}, {}, {})
"""Knows no syllable, and so restores nothing."""

SUBJECTS = {
    "fee": "lệ phí bao nhiêu tiền",
    "place": "nộp hồ sơ ở đâu",
    "timeline": "mấy ngày thì có",
    "papers": "mang theo giấy tờ gì",
    "online": "làm trên mạng được không",
}
WAYS = (
    *("{} vậy", "cho hỏi {}", "{} ạ", "anh chị ơi {}", "mình muốn hỏi {}", "{} nhỉ"),
    *("nhờ chỉ giúp {}", "{} với", "em hỏi {}"),
)
ODD = {
    "fee": "hai trăm ngàn đủ chứ",
    "place": "lên phường hay lên quận",
    "timeline": "tuần sau lấy kịp hông",
    "papers": "cầm hộ khẩu đi luôn",
    "online": "ngồi nhà bấm máy được hông",
}
"""How one asks for each in words of its own: questions that the search does not always get right."""
OUTSIDE = ("nấu phở bò", "đá bóng tối nay", "hộ chiếu hết hạn", "bằng lái xe", "trời mưa không", "kể chuyện cười")
STAMP = {"sources": "1", "own": "1", "units": "1", "encoder": "1", "readings": "1", "code": "1"}


def asks(topic: str) -> tuple[str, ...]:
    """How people ask for a subject."""
    said = [way.format(SUBJECTS[topic]) for way in WAYS]
    return (*said[:HELD_OUT], ODD[topic], *said[HELD_OUT + 1 :])


def toy_library(folder: Path, *more: str) -> Library:
    """A law with one passage a subject, and documents that say `more`, which nobody asks for."""
    words = {"vi": "Luật thử", "es": "Ley de prueba", "en": "Test law"}
    source = {"title": words, "number": "1/2020/QH14", "issuer": "Quốc hội", "kind": "law"}
    source |= {"country": "vn", "language": "vi", "in_force_from": "2020-01-01"}
    said = [(topic, f"Điều này nói về {subject}.", asks(topic)) for topic, subject in SUBJECTS.items()]
    passages = [
        {
            "id": topic,
            "place": f"Điều {number}",
            "topics": [topic],
            "asks": {"vi": [*asked], "es": ["x"], "en": ["x"]},
            "text": {"vi": text, "es": "Texto.", "en": "Text."},
        }
        for number, (topic, text, asked) in enumerate([*said, *(("penalty", text, ("x",)) for text in more)], start=1)
    ]
    content = yaml.safe_dump({"id": "luat-thu", **source, "passages": passages}, allow_unicode=True)
    (folder / "luat-thu.yml").write_text(content.replace("'2020-01-01'", "2020-01-01"), encoding="utf-8")
    library, problems = Library.read(folder, added=None)
    assert not problems
    asked_for = {
        ref: replace(one, asks={"vi": one.asks["vi"]} if one.id in SUBJECTS else {})
        for ref, one in library.index.items()
    }
    return Library(library.sources, asked_for)


def toy_units() -> tuple[QuestionUnit, ...]:
    """A unit a subject."""
    return tuple(
        unit(f"{topic}-unit", f"Trả lời về {topic}.", about={"topic": topic}, examples={"vi": asks(topic)})
        for topic in SUBJECTS
    )


@pytest.fixture
def examples(word_encoder: WordEncoder) -> Readings:
    def read(text: str, intent: str) -> Reading:
        return Reading(text, "vi", word_encoder.encode_query([text])[0], {}, {intent: 0.9, "greet": 0.1})

    asked = [
        read(text, "card_question" if text in ODD.values() else topic) for topic in SUBJECTS for text in asks(topic)
    ]
    return Readings(
        {(one.text, "vi"): one for one in asked}, [("off_topic", read(text, "off_topic")) for text in OUTSIDE]
    )


Build = Callable[..., Library]


@pytest.fixture
def build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, word_encoder: WordEncoder, examples: Readings) -> Build:
    """Build the index of the toys, with these documents more and these parts of the stamp changed."""

    def built(*more: str, **changed: str) -> Library:
        library = toy_library(tmp_path, *more)
        monkeypatch.setattr(Library, "load", lambda: library)
        monkeypatch.setattr(questions, "load", toy_units)
        monkeypatch.setattr(readings, "load", lambda: examples)
        monkeypatch.setattr(encoders, "load", lambda: word_encoder)
        monkeypatch.setattr(artifacts, "stamp", lambda: {**STAMP, **changed})
        assert build_index.build(tmp_path / "index") == len(library.passages)
        return library

    return built


def read(folder: Path) -> artifacts.Artifacts:
    return artifacts.read(folder / "index")


def learned(built: Built) -> dict[str, Any]:
    """What was learned, as plain numbers."""
    return {
        "weights": built.ranker.weights.tolist(),
        "sharpness": built.ranker.sharpness,
        "ground": built.answerability.ground.weights.tolist(),
        "lead": built.answerability.lead.weights.tolist(),
        "centroids": built.centroids.vectors.tolist(),
    }


def test_what_was_built_finds_passages_and_units_by_new_words_and_knows_what_is_outside(
    build: Build, tmp_path: Path, word_encoder: WordEncoder
) -> None:
    library = build()
    passages, units = searchers(library, toy_units(), read(tmp_path))
    for topic, subject in SUBJECTS.items():
        text = f"bạn ơi {subject} thế"
        asked = Reading(text, "vi", word_encoder.encode_query([text])[0], {}, {topic: 1.0})
        assert passages.search(asked, TODAY).hits[0].entry.id == topic
        assert units.search(asked, TODAY).hits[0].entry.ref == f"{topic}-unit"
    soup = Reading("nấu phở gà", "vi", word_encoder.encode_query(["nấu phở gà"])[0], {}, {"off_topic": 1.0})
    assert units.search(soup, TODAY).chance < units.search(asked, TODAY).chance


def test_an_index_that_is_up_to_date_is_left_alone(
    build: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build()
    before = artifacts.built(tmp_path / "index")
    build()
    assert artifacts.built(tmp_path / "index") == before


def test_a_document_more_is_found_and_nothing_is_learned_anew(
    build: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, word_encoder: WordEncoder
) -> None:
    build()
    before = read(tmp_path)
    monkeypatch.setattr(build_index, "learn", None)  # would fail if it were called
    library = build("Mượn thẻ của người khác thì bị phạt.", sources="2")
    after = read(tmp_path)

    assert learned(after.passages) == learned(before.passages)
    assert learned(after.units) == learned(before.units)
    passages, _ = searchers(library, toy_units(), after)
    text = "mượn thẻ của người khác"
    asked = Reading(text, "vi", word_encoder.encode_query([text])[0], {}, {"penalty": 1.0})
    # That it comes first is for the real index to show (test_walkthrough.py): here ten questions taught the order.
    assert "penalty" in [hit.entry.id for hit in passages.search(asked, TODAY, limit=10).hits]


@pytest.mark.parametrize("part", artifacts.TAUGHT_BY)
def test_other_questions_units_vectors_readings_or_code_are_learned_from_anew(
    build: Build, monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    build()
    calls: list[int] = []
    learn = build_index.learn

    def counted(what: Any, documents: Any, examples: Any) -> Built:
        calls.append(len(what.entries))
        return learn(what, documents, examples)

    monkeypatch.setattr(build_index, "learn", counted)
    build(**{part: "2"})
    assert calls == [len(SUBJECTS), len(SUBJECTS)], "the passages and the units"


def test_texts_are_not_encoded_twice(build: Build, tmp_path: Path, word_encoder: WordEncoder) -> None:
    build()
    encoded: list[str] = []
    encode = word_encoder.encode_document

    def counted(inputs: list[str], **options: object) -> np.ndarray:
        encoded.extend(inputs)
        return encode(inputs, **options)

    word_encoder.encode_document = counted  # type: ignore[method-assign]
    build("Mượn thẻ thì bị phạt.", sources="2")
    assert encoded == ["Mượn thẻ thì bị phạt."]


def test_a_question_that_nobody_read_is_told_with_what_to_do(build: Build, examples: Readings) -> None:
    del examples.by_text[asks("fee")[0], "vi"]  # type: ignore[attr-defined]
    with pytest.raises(MissingReadingsError, match=r"python -m bot\.nlu\.readings"):
        build()


def test_an_index_that_failed_to_be_built_leaves_the_one_of_before(
    build: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build()

    def fails(*_: object) -> Built:
        raise RuntimeError("power cut")

    monkeypatch.setattr(build_index, "learn", fails)
    with pytest.raises(RuntimeError, match="power cut"):
        build(code="2")
    assert artifacts.read_parts(tmp_path / "index")
    assert artifacts.stamped(tmp_path / "index") == STAMP


class TestCollections:
    def test_a_question_of_a_part_is_left_out_of_its_index_and_of_no_other(self) -> None:
        what = build_index.units_of([UnitEntry(one) for one in toy_units()], AS_TYPED)
        place = asks("place")
        assert what.items()[1].asks == place
        for part in range(FOLDS):
            left_out = set(place) - set(what.items(part)[1].asks)
            assert left_out == set(place[part::FOLDS])

    def test_units_of_one_answer_are_right_for_one_another(self) -> None:
        units = [unit("a", "Không."), unit("b", "Có."), unit("c", "Không.")]
        assert build_index.units_of([UnitEntry(one) for one in units], AS_TYPED).same == [{0, 2}, {1}, {0, 2}]

    def test_the_older_and_the_newer_rule_are_right_for_one_another(self, tmp_path: Path) -> None:
        library = toy_library(tmp_path)
        first, second = library.passages[:2]
        older = replace(first, replaced_by=(second.ref,))
        renewed = Library(library.sources, {**library.index, older.ref: older})
        same = build_index.passages_of(renewed, AS_TYPED).same
        assert same[:3] == [{0, 1}, {0, 1}, {2}]

    def test_only_questions_that_are_held_out_are_asked(self, examples: Readings) -> None:
        entries: list[Entry] = [UnitEntry(one) for one in toy_units()]
        what = build_index.units_of(entries, AS_TYPED)  # type: ignore[arg-type]
        asked = [(reading.text, number) for reading, number in build_index._questions(what, HELD_OUT, examples)]
        assert len(asked) == len(set(asked)) == sum(len(entry.asks["vi"][HELD_OUT::FOLDS][:2]) for entry in entries)
        assert all(text in entries[number].asks["vi"][HELD_OUT::FOLDS] for text, number in asked)
