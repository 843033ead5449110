"""The stretches of days on which a fee or a time limit does not change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from actions.law import cases, deadlines, fees
from actions.law.errors import CaseError
from actions.law.fees import Fee, FeeCase
from actions.law.models import Law
from actions.law.procedure_rows import TimeLimit
from actions.law.timeline_words import HORIZON, LANGUAGE

# The plots show this card and, before it existed, the one that it followed.
NEWEST = "can_cuoc"


@dataclass(frozen=True)
class Span:
    """A stretch of days, both ends included, on which something did not change."""

    first: date
    last: date
    fee: Fee | None = None
    limits: tuple[TimeLimit, ...] = ()
    why: str = ""


def fee_spans(law: Law, document: str, procedure: str | None, reason: str | None, start: date) -> list[Span]:
    """Return the spans of a fee from `start` to HORIZON; one without a fee says why there is none."""
    changes = _changes(law, start)
    spans: list[Span] = []
    for day, end in zip(changes, [*(later - timedelta(days=1) for later in changes[1:]), HORIZON], strict=True):
        try:
            held = cases.document_on(document, day, law)
            case = FeeCase(document=held, procedure=procedure, reason=reason, day=day)
            span = Span(day, end, fee=fees.fee(case, law))
        except CaseError as error:
            span = Span(day, end, why=error.say(LANGUAGE))
        if spans and _same(spans[-1], span):
            span = Span(spans[-1].first, end, spans[-1].fee, why=span.why)
            spans.pop()
        spans.append(span)
    return spans


def limit_spans(law: Law, procedure: str) -> list[Span]:
    """Return the spans of a procedure's time limits, from the first CMND to HORIZON."""
    changes = _changes(law, law.document("cmnd").first)
    spans: list[Span] = []
    for day, end in zip(changes, [*(later - timedelta(days=1) for later in changes[1:]), HORIZON], strict=True):
        found = deadlines.time_limits(cases.document_on(NEWEST, day, law), procedure, day, law=law)
        limits = tuple(row for row in found if row.role == "limit")
        if spans and spans[-1].limits == limits:
            spans[-1] = Span(spans[-1].first, end, limits=limits)
        else:
            spans.append(Span(day, end, limits=limits))
    return spans


def limit_in(span: Span, area: str) -> TimeLimit | None:
    """Return the limit of a span in an area; None when it has none."""
    return next((row for row in span.limits if not row.areas or area in row.areas), None)


def _changes(law: Law, start: date) -> list[date]:
    """The days from `start` on which any row of the fees and limits begins, or the first after one ends."""
    days = {start}
    for row in (*law.fee_lines, *law.reductions, *law.horizons, *law.time_limits, *law.documents):
        days |= {row.first, row.last + timedelta(days=1) if row.valid_to else row.first}
    return sorted(day for day in days if start <= day <= HORIZON)


def _same(before: Span, after: Span) -> bool:
    if before.fee is None or after.fee is None:
        return before.fee is after.fee and before.why == after.why
    return before.fee.rows == after.fee.rows and before.fee.document == after.fee.document
