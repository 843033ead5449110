from __future__ import annotations

import textwrap
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from actions.corrections import current
from actions.corrections.current import Following
from actions.search.current import Knowledge
from actions.search.index import tokens
from actions.search.searcher import Searcher
from actions.sources.library import Library, Passage
from actions.training import build_encoder, build_index
from common.database import address
from common.encoder import OnnxEncoder

SOURCE = """
    id: luat-thu
    title: {vi: Luật thử, es: Ley de prueba, en: Test law}
    number: 1/2020/QH14
    issuer: Quốc hội
    kind: law
    country: vn
    language: vi
    in_force_from: 2020-01-01
    in_force_to: 2023-12-31
    superseded_by: []
    confidence: high
    passages:
    - id: d1
      place: Điều 1
      topics: [fee]
      documents: [cccd]
      asks: {vi: [lệ phí bao nhiêu], es: [cuánto cuesta], en: [how much is it]}
      text: {vi: Lệ phí cấp lại là 70.000 đồng., es: La tasa es de 70.000 VND., en: The fee is 70.000 VND.}
    - id: d2
      place: Điều 2
      topics: [place]
      in_force_to: null
      confidence: medium
      doubt: {vi: Chưa chắc., es: No es seguro., en: Not certain.}
      asks: {vi: [nộp ở đâu], es: [dónde], en: [where]}
      text: {vi: Nộp tại công an xã., es: En la policía comunal., en: At the commune police.}
"""


@pytest.fixture(autouse=True)
def no_corrections(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No corrections of the machine's own database; a test of them brings its own."""
    following = Following(address(f"sqlite:///{tmp_path}/none.db"))
    monkeypatch.setattr(current, "following", lambda: following)


class WordEncoder:
    """Stands in for the encoder: a text is the sum of its words, each a random direction of its own."""

    def encode_query(self, inputs: list[str], **_options: object) -> np.ndarray:
        return np.stack([self._vector(text) for text in inputs])

    encode_document = encode_query

    def _vector(self, text: str) -> np.ndarray:
        words = [np.random.default_rng(sum(map(ord, t)) * len(t)).normal(size=64) for t in tokens(text)]
        vector = np.sum(words or [np.ones(64)], axis=0)
        return np.asarray(vector / np.linalg.norm(vector), np.float32)


@pytest.fixture
def word_encoder() -> WordEncoder:
    return WordEncoder()


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """Write a source file, the one above or one with parts of it replaced; return its folder."""

    def written(*changes: tuple[str, str]) -> Path:
        text = textwrap.dedent(SOURCE)
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        (tmp_path / "luat-thu.yml").write_text(text, encoding="utf-8")
        return tmp_path

    return written


@pytest.fixture(scope="session")
def encoder() -> OnnxEncoder:
    build_encoder.build()
    return OnnxEncoder()


@pytest.fixture(scope="session")
def library() -> Library:
    return Library.load()


@pytest.fixture(scope="session")
def knowledge(encoder: OnnxEncoder) -> Knowledge:
    build_index.build()
    return Knowledge.load()


@pytest.fixture(scope="session")
def searcher(knowledge: Knowledge) -> Searcher[Passage]:
    return knowledge.passages
