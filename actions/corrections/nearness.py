"""Whether a question is near enough to a correction's phrases, and of its office, language and subject."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import numpy as np

from actions.corrections.current import Floats, Known
from common.corrections.definition import Correction, Subject

NEAR = 0.84
"""Cosine with the nearest phrase from which on a correction answers; `python -m actions.training.nearness` measures it
(docs/corrections.md)."""
COMPARED = {"document": "documents", "procedure": "procedures", "reason": "reasons", "person": "persons"}
"""What a question names -> the field of a correction's subject that must not say another."""


def nearest(
    known: Known,
    vector: Floats,
    language: str,
    day: date,
    office: str | None,
    named: Mapping[str, Sequence[object]],
    country: str | None,
) -> tuple[Correction | None, float]:
    """Return the correction that answers a question on a day, and its cosine; None where none is near enough.

    vector: the unit vector of the question. named: what the question names, by entity.
    """
    if not len(known.vectors):
        return None, 0.0
    cosines = known.vectors @ vector
    for row in np.argsort(-cosines, kind="stable"):
        if cosines[row] < NEAR:
            break
        one = known.corrections[known.owner[row]]
        if (
            one.is_said_on(day)
            and language in one.draft.lead
            and one.draft.office in (None, office)
            and country in (None, one.draft.about.country)
            and agrees(one.draft.about, named)
        ):
            return one, float(cosines[row])
    return None, 0.0


def agrees(about: Subject, named: Mapping[str, Iterable[object]]) -> bool:
    """Say whether a question names no other document, procedure, reason or person than a correction is about."""
    for entity, field in COMPARED.items():
        told, asked = set(getattr(about, field)), set(named.get(entity, ()))
        if told and asked and not told & asked:
            return False
    return True
