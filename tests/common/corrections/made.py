"""A correction and a notice as an editor may write them, to be changed by the tests."""

from __future__ import annotations

from datetime import date
from typing import Any

from common.corrections.definition import Correction, Draft, NoticeDraft, Subject

FIRST, LAST = date(2026, 11, 1), date(2026, 12, 31)
DAY = date(2026, 11, 29)
PASSAGE = "luat-26-2023-qh15#d26"
"""A passage in force: the time limit of seven working days."""


def draft(**fields: Any) -> Draft:
    """How long a new card takes, resting on the law."""
    values: dict[str, Any] = {
        "kind": "how_long",
        "about": Subject(topic="timeline"),
        "phrases": {"vi": ("bao lâu có thẻ mới",), "en": ("how long does a new card take",)},
        "lead": {"vi": "7 ngày làm việc.", "en": "7 working days."},
        "rests_on": (PASSAGE,),
        "first": FIRST,
        "last": LAST,
    }
    return Draft.model_validate({**values, **fields})


def correction(number: int = 1, **fields: Any) -> Correction:
    """The same, approved."""
    record = {"id": number, "version": 3, "state": "approved", "author": "lan", "answers_for": "lan"}
    record |= {name: fields.pop(name) for name in (*record, "approved_on") if name in fields}
    return Correction.model_validate({**record, "draft": draft(**fields)})


def notice(**fields: Any) -> NoticeDraft:
    """The counter is closed for two days."""
    values: dict[str, Any] = {
        "first": date(2026, 11, 29),
        "last": date(2026, 11, 30),
        "shown": ("page", "answers"),
        "topics": ("place",),
        "text": {"vi": "Quầy nghỉ hai ngày.", "es": "La ventanilla cierra dos días.", "en": "Closed for two days."},
    }
    return NoticeDraft.model_validate({**values, **fields})
