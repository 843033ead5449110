"""Where a source came from: the file of a founding document, and the official address of a text."""

from __future__ import annotations

import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

STRICT = ConfigDict(extra="forbid", frozen=True)
"""A value of a source file never changes, and fields that are not known are refused."""


class _Strict(BaseModel):
    model_config = STRICT


class LeftOut(_Strict):
    """Lines of an origin file that no passage carries, and why."""

    lines: tuple[int, ...]
    why: str


class WithoutRow(_Strict):
    """Passages of a founding document that no row of data/law can carry, and why."""

    passages: tuple[str, ...]
    why: str


class Origin(_Strict):
    """The file a founding document came from."""

    file: str
    sha256: str
    left_out: tuple[LeftOut, ...] = ()
    without_row: tuple[WithoutRow, ...] = ()


class Official(_Strict):
    """Where the text stands officially, and the day on which somebody opened that address and found it there."""

    address: Annotated[str, Field(pattern=r"^https://")]
    checked: datetime.date
