"""What a case costs on a day: the base amount, what lowers it and until when, what is paid in person and online."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Literal

from actions.law import cases, contradictions, loading, models, waiting
from actions.law.errors import CaseError
from actions.law.fee_rows import Exemption, FeeLine, Reduction
from actions.law.rows import Confidence, Frozen, Row, Words, in_force, lowest, unique
from actions.law.selection import leave_out, select


class FeeCase(cases.Case):
    """Whose fee, for what, on which day. `day` decides which law is asked; `document` is the card that is held or
    asked about. Give a reason or a procedure (best both): the reason decides when they do not go together.
    """

    document: cases.DocumentKey
    procedure: cases.ProcedureKey | None = None
    reason: cases.ReasonKey | None = None
    channel: cases.ChannelKey | None = None
    persons: cases.Persons = ()
    area: cases.AreaKey | None = None
    province: cases.ProvinceKey | None = None
    age: cases.Age | None = None
    day: cases.Day


class Price(Frozen):
    """One amount before and after what lowers it, in whole units; None: no such amount, or no such channel."""

    base: int | None
    in_person: int | None
    online: int | None


class Used(Frozen):
    """A reduction that lowers the amount: its row, its kind, the percent that is paid, on which channels (empty:
    all), and its last day (None: open).
    """

    row: str
    kind: str
    percent: int
    channels: tuple[str, ...]
    until: date | None
    note: Words | None


class Waiver(Frozen):
    """A lower online amount for those who meet the conditions."""

    row: str
    amount: int
    conditions: tuple[Words, ...]
    since: date | None
    until: date | None
    confidence: Confidence
    doubt: Words | None


class Fee(Frozen):
    """The answer. `alternative` is the lower reading of an open question, `in_person` then what to have ready.

    `issues` is the card that is handed out on that day (a lost CCCD is followed by a thẻ căn cước today).
    `procedure` is what the law of that day calls the case; `asked_as` the procedure asked, where it differs.
    `enacted` False: a text that is not out yet may still change the amount. `until`: last day of this answer.
    """

    document: str
    issues: str
    procedure: str
    asked_as: str | None
    reason: str | None
    currency: Literal["VND", "CNY"]
    base: int | None
    in_person: int | None
    online: int | None
    online_waiver: Waiver | None
    reductions: tuple[Used, ...]
    alternative: Price | None
    free_reason: Words | None
    delivery: Words | None
    rows: tuple[str, ...]
    basis: tuple[str, ...]
    confidence: Confidence
    doubts: tuple[Words, ...]
    notes: tuple[Words, ...]
    enacted: bool
    until: date | None
    as_of: date


_OWN_READING: tuple[Confidence, ...] = ("medium",)
# Said when a reason is not named in the tariff of the day and the general line of the procedure is taken.
_UNNAMED_REASON = Words(
    vi="Biểu thu của ngày đó không nêu riêng lý do này; đây là mức chung của thủ tục, hãy hỏi lại nơi nộp hồ sơ.",
    es="La tarifa de ese día no nombra este motivo; este es el importe general del trámite, pregunte en la oficina.",
    en="The tariff of that day does not name this reason; this is the procedure's general amount, so ask the office.",
)


def fee(case: FeeCase, law: models.Law | None = None) -> Fee:
    """Return the fee of a case; CaseError names the field that is missing, wrong, or about which nothing is known."""
    law = law or loading.load()
    cases.document_of(case.document, case.day, law)
    contradictions.check(law, case.document, case.day, case.reason, case.procedure, case.persons, case.age)
    line, unnamed = _line(case, law)
    return _priced(case, line, law, (_UNNAMED_REASON,) if unnamed else ())


def fee_table(document: str, day: date, province: str | None = None, law: models.Law | None = None) -> tuple[Fee, ...]:
    """Return every line in force for a document on a day, in the order of the tariff, as fees without a person."""
    law = law or loading.load()
    case = FeeCase(document=document, day=day, province=province)
    cases.document_of(document, day, law)
    return tuple(
        _priced(
            case.model_copy(update={"procedure": line.procedure, "reason": None if line.general else line.reasons[0]}),
            line,
            law,
        )
        for line in _lines(case, law)
    )


def exempt(found: Fee, law: models.Law | None = None) -> tuple[Exemption, ...]:
    """Return who would pay nothing of a fee by being somebody: the rows of persons, none of a fee that is free."""
    law = law or loading.load()
    line = next((row for row in law.fee_lines if row.id in found.rows), None)
    if line is None or not line.amount or found.free_reason is not None:
        return ()
    return tuple(
        row
        for row in in_force(law.exemptions, found.as_of)
        if line.tariff in row.tariffs
        and line.procedure in row.procedures
        and row.persons
        and found.reason not in row.except_reasons
    )


def procedure_of(
    document: str, reason: str, day: date, procedure: str | None = None, law: models.Law | None = None
) -> str:
    """Return what the law of a day makes of a reason (a damaged card: exchange, since 2024-10-21 reissue); the
    `procedure` asked when no tariff line names the reason, CaseError when none was asked.
    """
    law = law or loading.load()
    for line in _lines(FeeCase(document=document, day=day), law):
        if reason in line.reasons:
            return line.procedure
    if procedure is None:
        raise CaseError("procedure", "missing", law.document(document).procedures)
    return procedure


def _lines(case: FeeCase, law: models.Law) -> tuple[FeeLine, ...]:
    """The lines of the document on the day; a province's own lines take the place of the general ones."""
    lines = (
        select(law.fee_lines)
        .where(None, lambda line: case.document in line.documents)
        .on(case.day)
        .where("province", lambda line: line.province in (None, case.province))
        .rows
    )
    replaced = {line.procedure for line in lines if line.province is not None}
    return (
        select(lines).where("special", lambda line: line.province is not None or line.procedure not in replaced).rows
    )


def _line(case: FeeCase, law: models.Law) -> tuple[FeeLine, bool]:
    """The line of a case, and whether it is only the general one of a reason that the tariff does not name."""
    lines = _lines(case, law)
    unnamed = False
    found: tuple[FeeLine, ...] = ()
    if case.reason is not None:
        found = select(lines).where("reason", lambda line: case.reason in line.reasons).rows
    if not found:
        if case.procedure is None:
            procedures = dict.fromkeys(line.procedure for line in lines)
            raise CaseError("procedure", "missing", tuple(procedures))
        found = (
            select(lines)
            .where("procedure", lambda line: case.procedure in (line.procedure, *line.also))
            .where("general", lambda line: line.general)
            .rows
        )
        unnamed = case.reason is not None and any(line.reasons for line in found)
    if not found:
        gap = cases.written_gap(law, "fee", case.document, case.day, case.procedure, case.reason)
        if gap is not None:
            raise CaseError("day", "gap", why=gap.why.model_dump())
        raise CaseError("procedure", "no_procedure", document=case.document)
    in_area = select(found).where("area", lambda line: not line.areas or case.area in line.areas).rows
    if len(in_area) != 1:
        raise CaseError("area", "missing", tuple(area for line in found for area in line.areas))
    return in_area[0], unnamed


def _priced(case: FeeCase, line: FeeLine, law: models.Law, doubts: tuple[Words, ...] = ()) -> Fee:
    exemption = _exemption(case, line, law)
    lowered = _lowering(case, line, law)
    waiver = next((row for row in lowered if row.conditions and (row.booking or _has_channel(line, "online"))), None)
    cuts = [row for row in lowered if not row.conditions]
    if exemption is not None:
        leave_out(lowered, "free_anyway")
        waiver, cuts = None, []
    horizons = waiting.horizons(line.tariff, law, case.day)
    if not line.amount or exemption is not None:
        horizons = []
    delivery = select(law.deliveries).where(None, lambda row: case.document in row.documents).on(case.day).first()

    if line.amount and (case.persons or case.age is not None) and exemption is None:
        gap = cases.written_gap(law, "exemption", case.document, case.day)
        doubts = (*doubts, gap.why) if gap else doubts

    price = _price(line, line.amount, cuts, exemption)
    other = None
    if line.other_amount is not None and exemption is None:
        other = _price(line, line.other_amount, cuts, None)
    paid = select(cuts).where("channel", lambda row: case.channel is None or _touches(row, case.channel)).rows
    used: list[Row] = [line, *([exemption] if exemption else []), *paid, *horizons]
    if waiver is not None and case.channel != "in_person":
        used.append(waiver)
    unsure = [row for row in used if row is not waiver]
    free = exemption or (line if line.amount == 0 else None)
    named = [*used, *([delivery] if delivery else [])]
    return Fee(
        document=case.document,
        issues=cases.issued_document(case.document, line.procedure, case.day, law),
        procedure=line.procedure,
        asked_as=case.procedure if case.procedure not in (None, line.procedure) else None,
        reason=case.reason,
        currency=line.currency,
        base=price.base,
        in_person=price.in_person,
        online=price.online,
        online_waiver=_offered(waiver, line) if waiver else None,
        reductions=tuple(_used(row) for row in cuts),
        alternative=other,
        free_reason=free.note if free else None,
        delivery=delivery.note if delivery else None,
        rows=tuple(row.id for row in named),
        basis=unique(ref for row in named for ref in row.basis),
        confidence=lowest([*(row.confidence for row in unsure), *(_OWN_READING if doubts else ())]),
        doubts=unique([*doubts, *(row.doubt for row in unsure if row.doubt)]),
        notes=unique(row.note for row in used if row.note and row is not free and row not in lowered),
        enacted=not horizons,
        until=_until(case.day, line, used, law),
        as_of=case.day,
    )


def _price(line: FeeLine, amount: int | None, cuts: Sequence[Reduction], exemption: Exemption | None) -> Price:
    def paid(channel: str) -> int | None:
        if amount is None or not _has_channel(line, channel):
            return None
        if exemption is not None:
            return 0
        # Two cuts are not added up: the better one counts (TT 117/2026 art. 2.2).
        return amount * min((row.percent for row in cuts if _touches(row, channel)), default=100) // 100

    return Price(base=amount, in_person=paid("in_person"), online=paid("online"))


def _until(day: date, line: FeeLine, used: list[Row], law: models.Law) -> date | None:
    """The last day of the answer: when a row that it uses ends, or before the next one on the tariff begins."""
    ends = [row.valid_to for row in used if row.valid_to]
    if line.amount:
        starts = [row.first for row in law.reductions if line.tariff in row.tariffs]
        starts += [row.first for row in law.horizons if line.tariff in row.tariffs]
        ends += [start - timedelta(days=1) for start in starts if start > day]
    return min(ends, default=None)


def _lowering(case: FeeCase, line: FeeLine, law: models.Law) -> tuple[Reduction, ...]:
    """The reductions that act on this line for this person; none of a line without an amount."""
    if not line.amount:
        return ()
    return (
        select(law.reductions)
        .where(None, lambda row: line.tariff in row.tariffs and case.document in (row.documents or line.documents))
        .on(case.day)
        .where("procedure", lambda row: not row.procedures or line.procedure in row.procedures)
        .where("person", lambda row: not (row.areas or row.persons) or case.area in row.areas or _named(row, case))
        .rows
    )


def _named(row: Reduction | Exemption, case: FeeCase) -> bool:
    return any(person in row.persons for person in case.persons)


def _exemption(case: FeeCase, line: FeeLine, law: models.Law) -> Exemption | None:
    if not line.amount:
        return None
    return (
        select(law.exemptions)
        .where(None, lambda row: line.tariff in row.tariffs)
        .on(case.day)
        .where("procedure", lambda row: line.procedure in row.procedures)
        .where("reason_excluded", lambda row: case.reason not in row.except_reasons)
        .where("age", lambda row: case.reason in row.reasons or _fits_age(row, case) is not False)
        .where("person", lambda row: case.reason in row.reasons or _is_exempt(row, case))
        .first()
    )


def _fits_age(row: Exemption, case: FeeCase) -> bool | None:
    """Whether the exemption is for somebody of this age; None where it names none, or the age is not known."""
    if case.age is None or (row.min_age is None and row.max_age is None):
        return None
    return (row.min_age or 0) <= case.age <= (row.max_age or cases.OLDEST)


def _is_exempt(row: Exemption, case: FeeCase) -> bool:
    """Whether the exemption is for this person; where it names ages, an age that is known decides."""
    by_age = _fits_age(row, case)
    return _named(row, case) if by_age is None else by_age


def _has_channel(line: FeeLine, channel: str) -> bool:
    return not line.channels or channel in line.channels


def _touches(row: Reduction, channel: str) -> bool:
    return not row.channels or channel in row.channels


def _used(row: Reduction) -> Used:
    return Used(
        row=row.id, kind=row.kind, percent=row.percent, channels=row.channels, until=row.valid_to, note=row.note
    )


def _offered(row: Reduction, line: FeeLine) -> Waiver:
    return Waiver(
        row=row.id,
        amount=(line.amount or 0) * row.percent // 100,
        conditions=row.conditions,
        since=row.valid_from,
        until=row.valid_to,
        confidence=row.confidence,
        doubt=row.doubt,
    )
