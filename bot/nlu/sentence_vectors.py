"""The sentence vectors of the last messages, kept in memory so that they can travel beside a message.

A vector is part of how a message was understood, but no tracker stores it: `bot.action_request` puts it into the call
of the action server. A process that was started meanwhile has none, and the action server encodes the text itself.
"""

from __future__ import annotations

import base64
from collections import OrderedDict

import numpy as np
import numpy.typing as npt

MOST = 4096
"""Vectors that are kept: six megabytes, more messages than a process answers in several minutes."""

_recent: OrderedDict[str, npt.NDArray[np.float32]] = OrderedDict()


def keep(text: str, vector: npt.NDArray[np.float32]) -> None:
    """Keep the vector (384,) of a message's text."""
    _recent[text] = vector
    _recent.move_to_end(text)
    while len(_recent) > MOST:
        _recent.popitem(last=False)


def encoded(text: str) -> str | None:
    """Return the kept vector of `text` as base64 of little-endian float32, or None where there is none."""
    vector = _recent.get(text)
    return None if vector is None else base64.b64encode(vector.astype("<f4").tobytes()).decode()
