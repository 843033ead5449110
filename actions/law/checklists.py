"""One list to keep: from what happened to the procedure, papers, place, way of filing, fee and time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal

from actions.law import cases, contradictions, deadlines, fees, loading, models
from actions.law.errors import CaseError
from actions.law.procedure_rows import AREAS_OF_LIMITS, Place, Route, TimeLimit
from actions.law.rows import Confidence, Frozen, Row, Words, lowest, unique
from actions.law.selection import leave_out, select


class ChecklistCase(cases.Case):
    """What happened to which card, to whom, on which day. `expired`: the card had already run out (a milestone age
    was reached before); `area`, `province` and `channel` matter only where fee or time depend on them. `procedure`
    is asked only without a reason (the confirmation of an old number has none).
    """

    document: cases.DocumentKey
    reason: cases.ReasonKey | None = None
    procedure: cases.ProcedureKey | None = None
    expired: bool = False
    age: cases.Age | None = None
    persons: cases.Persons = ()
    area: cases.AreaKey | None = None
    province: cases.ProvinceKey | None = None
    channel: cases.ChannelKey | None = None
    day: cases.Day


class Paper(Frozen):
    """One paper to bring, and the passages that ask for it."""

    id: str
    label: Words
    basis: tuple[str, ...]
    doubt: Words | None


class Checklist(Frozen):
    """The list. `issues` is the card that is handed out; `online` "full" (all of it), "booking" (the appointment
    only), "regional" or "none"; `limits` one row for each area where they differ.
    """

    document: str
    issues: str
    reason: str | None
    procedure: str
    papers: tuple[Paper, ...]
    place: Words | None
    online: Literal["full", "booking", "regional", "none"]
    online_note: Words | None
    biometrics: bool
    biometrics_note: Words | None
    steps: tuple[Words, ...]
    fee: fees.Fee
    limits: tuple[TimeLimit, ...]
    rows: tuple[str, ...]
    basis: tuple[str, ...]
    confidence: Confidence
    doubts: tuple[Words, ...]
    notes: tuple[Words, ...]
    as_of: date


def checklist(case: ChecklistCase, law: models.Law | None = None) -> Checklist:
    """Return the list for a case; CaseError names the field that is missing (the age, the area) or has no route."""
    law = law or loading.load()
    cases.document_of(case.document, case.day, law)
    contradictions.check(law, case.document, case.day, case.reason, None, case.persons, case.age, expired=case.expired)
    route = _route(case, law)
    persons = _persons(case, route, law)
    by_id = {row.id: row for row in law.papers}
    papers = (
        select(by_id[paper] for paper in route.papers)
        .on(case.day)
        .where("person", lambda row: not row.persons or any(person in row.persons for person in persons))
        .rows
    )
    place = _place(case, route, law)
    person_notes = (
        select(law.person_notes)
        .where(None, lambda row: case.document in row.documents)
        .on(case.day)
        .where("person", lambda row: any(person in row.persons for person in persons))
        .rows
    )
    fee = fees.fee(
        fees.FeeCase(
            document=case.document,
            procedure=route.procedure,
            reason=route.fee_reason or case.reason,
            channel=case.channel,
            persons=case.persons,
            area=case.area,
            province=case.province,
            age=case.age,
            day=case.day,
        ),
        law,
    )
    limits = _limits(case, route, law)
    used: list[Row] = [route, *papers, *([place] if place else []), *person_notes]
    return Checklist(
        document=case.document,
        issues=cases.issued_document(case.document, route.procedure, case.day, law),
        reason=case.reason,
        procedure=route.procedure,
        papers=tuple(Paper(id=row.id, label=row.label, basis=row.basis, doubt=row.doubt) for row in papers),
        place=place.label if place else None,
        online=route.online,
        online_note=route.online_note,
        biometrics=route.biometrics,
        biometrics_note=route.biometrics_note,
        steps=route.steps,
        fee=fee,
        limits=limits,
        rows=unique([*(row.id for row in used), *fee.rows, *(row.id for row in limits)]),
        basis=unique([*(ref for row in (*used, *limits) for ref in row.basis), *fee.basis]),
        confidence=lowest([*(row.confidence for row in used), fee.confidence]),
        doubts=unique([*(row.doubt for row in used if row.doubt), *fee.doubts]),
        notes=unique(row.note for row in used if row.note),
        as_of=case.day,
    )


def _route(case: ChecklistCase, law: models.Law) -> Route:
    here = select(law.routes).where(None, lambda row: case.document in row.documents).on(case.day).rows
    if case.reason is None:
        return _route_without_reason(case, here, law)
    of_reason = select(here).where("reason", lambda row: case.reason in row.reasons).rows
    # An expired card has a route of its own only where the law treats it differently.
    expired = case.expired and any(row.expired for row in of_reason)
    found = select(of_reason).where("expired", lambda row: row.expired == expired).rows
    if not found:
        raise CaseError("reason", "missing", unique(reason for row in here for reason in row.reasons))
    if case.age is None:
        return _ageless(case, found)
    age = case.age
    fitting = select(found).where("age", lambda row: (row.min_age or 0) <= age <= (row.max_age or cases.OLDEST)).rows
    if not fitting:
        raise CaseError("age", "too_young", min_age=min(row.min_age or 0 for row in found))
    # A route for some ages takes the place of the one for all.
    chosen = next((row for row in fitting if not _for_all_ages(row)), fitting[0])
    leave_out((row for row in fitting if row is not chosen), "special")
    return chosen


def _ageless(case: ChecklistCase, found: Sequence[Route]) -> Route:
    """The route when no age is known: the one for all ages, unless it is a child's and the age changes the way."""
    general = next((row for row in found if _for_all_ages(row)), None)
    if general is None and len(found) == 1:
        return found[0]
    ways = {(row.procedure, row.online, row.biometrics) for row in found}
    if general is None or ("child" in case.persons and len(ways) > 1):
        raise CaseError("age", "missing")
    leave_out((row for row in found if row is not general), "age")
    return general


def _for_all_ages(row: Route) -> bool:
    return row.min_age is None and row.max_age is None


def _route_without_reason(case: ChecklistCase, here: Sequence[Route], law: models.Law) -> Route:
    found = (
        select(here)
        .where("reason", lambda row: not row.reasons)
        .where("procedure", lambda row: row.procedure == case.procedure)
        .first()
    )
    if found is not None:
        return found
    gap = cases.written_gap(law, "route", case.document, case.day, case.procedure) if case.procedure else None
    if gap is not None:
        raise CaseError("day", "gap", why=gap.why.model_dump())
    raise CaseError("reason", "missing", unique(reason for row in here for reason in row.reasons))


def _place(case: ChecklistCase, route: Route, law: models.Law) -> Place | None:
    return (
        select(law.places)
        .where(None, lambda row: case.document in row.documents)
        .on(case.day)
        .where("procedure", lambda row: not row.procedures or route.procedure in row.procedures)
        .first()
    )


def _persons(case: ChecklistCase, route: Route, law: models.Law) -> tuple[str, ...]:
    """The persons named, and those that the age makes of somebody by the papers of the route (under 14)."""
    by_age = [
        person
        for row in law.papers
        if row.id in route.papers and row.max_age is not None and case.age is not None and case.age <= row.max_age
        for person in row.persons
    ]
    return unique([*case.persons, *by_age])


def _limits(case: ChecklistCase, route: Route, law: models.Law) -> tuple[TimeLimit, ...]:
    """The time limits of the route, none where nothing is on file."""
    # Fees know wards and communes, time limits do not.
    area = case.area if case.area in AREAS_OF_LIMITS else None
    try:
        return deadlines.time_limits(case.document, route.procedure, case.day, area, case.channel, case.reason, law)
    except CaseError as error:
        if error.code == "gap":
            return ()
        raise
