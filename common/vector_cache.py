"""Vectors of many texts, with a progress bar, and not made again when they were made before."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from tqdm import tqdm

Floats = npt.NDArray[np.float32]

BATCH = 32
WORTH_A_BAR = 200


class VectorCache:
    """Vectors by text, kept in a file between builds as long as one encoder makes them."""

    def __init__(self, path: Path, encoder: str):
        self._path = path
        self._encoder = encoder
        self._known: dict[str, Floats] = {}
        if path.is_file():
            with np.load(path) as saved:
                if str(saved["encoder"]) == encoder:
                    self._known = dict(zip(saved["keys"].tolist(), saved["vectors"], strict=True))

    def encode(self, texts: Sequence[str], make: Callable[..., Any], what: str) -> Floats:
        """Return an array (len(texts), dimensions); `make` encodes what is not known; `what` names it."""
        keys = [_key(what, text) for text in texts]
        unknown = {key: text for key, text in zip(keys, texts, strict=True) if key not in self._known}
        with tqdm(total=len(unknown), desc=f"encoding {what}", disable=len(unknown) < WORTH_A_BAR) as bar:
            for start in range(0, len(unknown), BATCH):
                batch = list(unknown)[start : start + BATCH]
                made = make([unknown[key] for key in batch], show_progress_bar=False)
                self._known.update(zip(batch, np.asarray(made, np.float32), strict=True))
                bar.update(len(batch))
        return np.stack([self._known[key] for key in keys])

    def save(self) -> None:
        """Keep the vectors, those of earlier builds among them; those of another encoder are gone."""
        keys, vectors = list(self._known), np.stack(list(self._known.values()))
        self._path.parent.mkdir(parents=True, exist_ok=True)
        np.savez(self._path, encoder=np.array(self._encoder), keys=np.array(keys), vectors=vectors)


def _key(what: str, text: str) -> str:
    return hashlib.sha256(f"{what}\0{text}".encode()).hexdigest()[:24]
