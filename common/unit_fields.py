"""What a question unit and a correction have in common: which kinds of question there are, how lines are labelled."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

Kind = Literal[
    "yes_no",
    "must",
    "may",
    "how_much",
    "how_many",
    "when",
    "until_when",
    "how_long",
    "where",
    "who",
    "which_papers",
    "how",
    "what_is",
    "what_if",
    "fine",
]
Label = Literal["where", "bring", "pay", "by_when", "who", "how", "online", "note"]
Words = Mapping[str, str]
"""A text by language."""
