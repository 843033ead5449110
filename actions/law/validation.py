"""What the rows of data/law must fulfil before anybody is answered from them, and which of them are due for review."""

from __future__ import annotations

from dataclasses import dataclass, field, fields
from datetime import date, timedelta
from itertools import pairwise

from actions.law.models import Gap, Law
from actions.law.procedure_rows import AREAS_OF_LIMITS
from actions.law.rows import Row
from actions.places import provinces
from common.vocabulary import Vocabulary

# Which kind of data/vocabulary.yml the values of a field must come from.
VOCABULARY = {
    "document": "document",
    "documents": "document",
    "predecessor": "document",
    "successor": "document",
    "country": "country",
    "procedure": "procedure",
    "procedures": "procedure",
    "also": "procedure",
    "reasons": "reason",
    "except_reasons": "reason",
    "fee_reason": "reason",
    "areas": "area",
    "channels": "channel",
    "persons": "person",
    "person": "person",
    "not_for": "document",
}


def check(law: Law, known: Vocabulary, refs: set[str] | None = None) -> list[str]:
    """List what is wrong in the rows: doubled ids, unknown values, overlaps, gaps that nobody wrote down, and
    (when `refs`, the known "source#passage" references, is given) citations that lead nowhere.
    """
    problems = [*_doubled_ids(law), *_unknown_values(law, known)]
    if problems:
        return problems
    for slot in _slots(law):
        problems += slot.problems()
    problems += _notice_problems(law)
    problems += _route_papers(law)
    problems += [f"provinces: {name!r} names two provinces" for name in provinces.ambiguous(law.provinces)]
    if refs is not None:
        problems += dangling(law, refs)
    return problems


def dangling(law: Law, refs: set[str]) -> list[str]:
    """List the citations of rows and gaps that are not among the known "source#passage" references."""
    cited = [(row.id, ref) for row in law.rows() for ref in (*row.basis, *row.also_in)]
    cited += [(swap.id, ref) for notice in law.notices for swap in notice.tentative for ref in swap.basis]
    cited += [(f"gap of {gap.kind} {', '.join(gap.documents)}", ref) for gap in law.gaps for ref in gap.basis]
    return [f"{where}: cites {ref}, which is not in data/sources" for where, ref in cited if ref not in refs]


def overdue(law: Law, day: date) -> list[Row]:
    """List the rows that somebody should have looked at again before `day`, the oldest first."""
    late = [row for row in law.rows() if row.review is not None and row.review < day]
    return sorted(late, key=lambda row: (row.review or date.min, row.id))


@dataclass
class _Slot:
    """A place that exactly one row fills on any day from `start` on, except in written gaps."""

    name: str
    start: date
    until: date = date.max
    rows: list[Row] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)

    def problems(self) -> list[str]:
        found = []
        ordered = sorted(self.rows, key=lambda row: row.first)
        for before, after in pairwise(ordered):
            if after.first <= before.last:
                found.append(f"{self.name}: {before.id} and {after.id} overlap from {after.first}")
        next_day: date | None = self.start
        for period in sorted([*self.rows, *self.gaps], key=lambda period: period.first):
            if next_day is None or period.first > self.until:
                break
            if period.first > next_day:
                found.append(f"{self.name}: nothing from {next_day} to {period.first - timedelta(days=1)}")
            if period.last >= next_day:
                next_day = None if period.last == date.max else period.last + timedelta(days=1)
        if next_day is not None and next_day <= self.until:
            found.append(f"{self.name}: nothing from {next_day} on")
        return found


def _doubled_ids(law: Law) -> list[str]:
    seen: set[str] = set()
    doubled = []
    for row in law.rows():
        if row.id in seen:
            doubled.append(f"{row.id}: two rows have this id")
        seen.add(row.id)
    return doubled


def _unknown_values(law: Law, known: Vocabulary) -> list[str]:
    problems = []
    keys = {province.key for province in law.provinces}
    for part in fields(law):
        for item in getattr(law, part.name):
            name = getattr(item, "id", None) or part.name
            for attribute, kind in VOCABULARY.items():
                value = getattr(item, attribute, None)
                for one in (value,) if isinstance(value, str) else value or ():
                    if not known.is_known(kind, one):
                        problems.append(f"{name}: {attribute}: {one!r} is not a {kind} of data/vocabulary.yml")
            province = getattr(item, "province", None)
            if province is not None and province not in keys:
                problems.append(f"{name}: province: {province!r} is not in provinces.yml")
    return problems


class _Slots:
    """The slots by key: the kind, then the document (or country, or tariff), then what tells it apart."""

    def __init__(self) -> None:
        self.by_key: dict[tuple[str, ...], _Slot] = {}

    def open(self, key: tuple[str, ...], start: date, until: date = date.max) -> _Slot:
        """Return a slot, made when it is not there yet."""
        return self.by_key.setdefault(key, _Slot(" ".join(part for part in key if part), start, until))

    def put(self, key: tuple[str, ...], row: Row, until: date = date.max) -> None:
        """Put a row into its slot. A slot that no document asks for begins with its first row."""
        slot = self.open(key, row.first, until)
        slot.start = min(slot.start, row.first)
        slot.rows.append(row)


def _slots(law: Law) -> list[_Slot]:
    slots = _Slots()
    _open_for_documents(slots, law)
    _put_fees(slots, law)
    _put_time_limits(slots, law)
    _put_ways(slots, law)
    _put_exemptions(slots, law)
    _put_gaps(slots, law)
    return list(slots.by_key.values())


def _open_for_documents(slots: _Slots, law: Law) -> None:
    for document in law.documents:
        name = document.document
        for procedure in document.procedures:
            slots.open(("fee", name, procedure, "", ""), document.first)
            for area in AREAS_OF_LIMITS:
                slots.open(("time limit", name, procedure, "", area), document.first)
        slots.open(("renewal", name), document.first, document.issued_until or date.max)
        for procedure in document.procedures:
            slots.open(("place", name, procedure), document.first)


def _put_fees(slots: _Slots, law: Law) -> None:
    for line in law.fee_lines:
        # A province's own lines fill slots of their own and end when they end.
        until = line.last if line.province else date.max
        procedures = (line.procedure, *line.also) if line.general else ()
        for name in line.documents:
            for area in line.areas or ("",):
                for asked in (*line.reasons, *procedures):
                    slots.put(("fee", name, asked, line.province or "", area), line, until)


def _put_time_limits(slots: _Slots, law: Law) -> None:
    for limit in law.time_limits:
        if limit.role == "limit":
            for name in limit.documents:
                for procedure in limit.procedures:
                    for channel in limit.channels or ("",):
                        for area in limit.areas or AREAS_OF_LIMITS:
                            slots.put(("time limit", name, procedure, channel, area), limit)


def _put_ways(slots: _Slots, law: Law) -> None:
    """Put what has one row a day for a card or a country: validity, counting of days, routes, places."""
    for rule in law.renewal_rules:
        for name in rule.documents:
            slots.put(("renewal", name), rule)
    for counting in law.countings:
        slots.put(("counting", counting.country), counting)
    for route in law.routes:
        for name in route.documents:
            for reason in route.reasons:
                ages = f"{route.min_age or 0}-{route.max_age or ''}"
                slots.put(("route", name, reason, "expired" if route.expired else "", ages), route)
    for place in law.places:
        for name in place.documents:
            for procedure in place.procedures or law.document(name).procedures:
                slots.put(("place", name, procedure), place)


def _put_exemptions(slots: _Slots, law: Law) -> None:
    for exemption in law.exemptions:
        for tariff in exemption.tariffs:
            for procedure in exemption.procedures:
                for who in (*exemption.persons, *exemption.reasons):
                    end = max(row.last for row in law.exemptions if tariff in row.tariffs)
                    slots.put(("exemption", tariff, procedure, who), exemption, end)


def _put_gaps(slots: _Slots, law: Law) -> None:
    kinds = {"time limit": "time_limit"}
    for key, slot in slots.by_key.items():
        kind = kinds.get(key[0], key[0])
        for gap in law.gaps:
            named = (*gap.procedures, *gap.reasons)
            if gap.kind == kind and key[1] in gap.documents and (not named or (key[2:3] and key[2] in named)):
                slot.gaps.append(gap)


def _notice_problems(law: Law) -> list[str]:
    problems = []
    for country in {notice.country for notice in law.notices}:
        years = sorted(notice.year for notice in law.notices if notice.country == country)
        for year in years:
            if years.count(year) > 1:
                problems.append(f"notices {country} {year}: more than one")
        missing = sorted(set(range(years[0], years[-1] + 1)) - set(years))
        problems += [f"notices {country} {year}: none, between years that have one" for year in missing]
    return sorted(set(problems))


def _route_papers(law: Law) -> list[str]:
    known = {paper.id for paper in law.papers}
    return [
        f"{route.id}: paper {paper!r} is not a paper of data/law"
        for route in law.routes
        for paper in route.papers
        if paper not in known
    ]
