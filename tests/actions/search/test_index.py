from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from actions.search.index import PIECE, Groups, Index, Item, pieces, tokens
from tests.actions.conftest import WordEncoder

ITEMS = [
    Item(("Mất thẻ căn cước thì làm lại",), ("Mất thẻ căn cước thì làm lại", "A lost card"), ("mất thẻ", "lost")),
    Item(("Lệ phí cấp đổi",), ("Lệ phí cấp đổi", "The exchange fee")),
]


@pytest.fixture
def index(word_encoder: WordEncoder) -> Index:
    return Index.build(ITEMS, word_encoder.encode_document)


def test_tokens_are_folded_syllables_and_their_pairs() -> None:
    assert tokens("Thẻ Căn cước, 12 số") == [
        *["the", "can", "cuoc", "12", "so"],
        *["the_can", "can_cuoc", "cuoc_12", "12_so"],
    ]
    assert tokens("") == []


def test_words_are_found_with_marks_and_without(index: Index) -> None:
    assert index.lexical_scores("mất thẻ").argmax() == 0
    assert np.array_equal(index.lexical_scores("mất thẻ"), index.lexical_scores("MAT THE"))
    assert index.lexical_scores("zzz qqq").tolist() == [0, 0]
    assert index.lexical_scores("").tolist() == [0, 0]


def test_meaning_is_compared_by_vectors(index: Index, word_encoder: WordEncoder) -> None:
    assert index.dense_scores(word_encoder.encode_query(["mất thẻ căn cước"])[0])[:, 0].argmax() == 0


def test_the_best_text_and_the_best_ask_are_told_apart() -> None:
    groups = Groups.of([[2, 2], [1, 0]])
    best = groups.best(np.array([0.1, 0.5, 0.9, 0.2, 0.3], np.float32))
    np.testing.assert_allclose(best, [[0.5, 0.9], [0.3, np.nan]], rtol=1e-6)


def test_many_near_asks_count_more_than_one() -> None:
    groups = Groups.of([[1, 2], [1, 2], [1, 0]])
    one, both, none = groups.of_all(np.array([0.0, 0.9, 0.1, 0.0, 0.9, 0.9, 0.0], np.float32))
    assert 0.8 < one < both
    assert both == pytest.approx(0.9)
    assert np.isnan(none)


def test_an_index_is_read_as_written(index: Index, word_encoder: WordEncoder, tmp_path: Path) -> None:
    index.write(tmp_path)
    again = Index.read(tmp_path)
    vector = word_encoder.encode_query(["le phi"])[0]
    np.testing.assert_array_equal(again.dense_scores(vector), index.dense_scores(vector))
    assert np.array_equal(again.lexical_scores("le phi"), index.lexical_scores("le phi"))
    assert isinstance(again.vectors.base, np.memmap)


def test_long_texts_are_cut_at_paragraphs_under_their_heading() -> None:
    text = "Điều 1. Phạm vi\n" + "\n".join(f"{n}. " + "chữ " * 60 for n in range(8))
    cut = pieces(text)
    assert len(cut) > 2
    assert all(piece.startswith("Điều 1. Phạm vi\n") and len(piece) < PIECE + 300 for piece in cut)
    assert pieces("ngắn") == ("ngắn",)
