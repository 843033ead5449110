"""The rows on money: the lines of the tariffs, who pays less or nothing, what delivery costs."""

from __future__ import annotations

from typing import Literal

from pydantic import model_validator

from actions.law.rows import Row, Words

Channel = Literal["in_person", "online"]
CHANNELS: tuple[Channel, ...] = ("in_person", "online")
"""The ways of filing that amounts tell apart."""


class FeeLine(Row):
    """One line of a tariff. `reasons` name when it applies; `general` makes it the line of its procedure when no
    reason is known; `also` are procedures that citizens ask for and that the law treats as this one.

    `amount` null: the national texts set no figure. `other_amount`: the other reading of an open question.
    """

    documents: tuple[str, ...]
    procedure: str
    also: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    general: bool = False
    tariff: str
    currency: Literal["VND", "CNY"]
    amount: int | None
    other_amount: int | None = None
    province: str | None = None
    areas: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _says_why_free(self) -> FeeLine:
        if self.amount == 0 and self.note is None:
            raise ValueError("a free line needs a note that says why")
        if not self.general and not self.reasons:
            raise ValueError("a line must be general or name its reasons")
        return self


class Reduction(Row):
    """What lowers the lines of a tariff: `percent` of the base is paid. With `conditions` it is only offered; with
    `booking` also to those who file online and then come in person.
    """

    tariffs: tuple[str, ...]
    kind: Literal["half", "online_half", "area_half", "waiver"]
    percent: int
    documents: tuple[str, ...] = ()
    procedures: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()
    areas: tuple[str, ...] = ()
    persons: tuple[str, ...] = ()
    conditions: tuple[Words, ...] = ()
    booking: bool = False


class Exemption(Row):
    """Who pays nothing under a tariff: named persons, an age range (whole years, inclusive), or named reasons.

    `except_reasons`: reasons that it does not reach, whoever asks.
    """

    tariffs: tuple[str, ...]
    procedures: tuple[str, ...]
    persons: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    except_reasons: tuple[str, ...] = ()
    min_age: int | None = None
    max_age: int | None = None


class Horizon(Row):
    """From `valid_from` on, the paid lines of these tariffs may still be changed by a text that is not out yet."""

    tariffs: tuple[str, ...]


class Delivery(Row):
    """What getting the card at home costs, apart from the fee."""

    documents: tuple[str, ...]
