"""What the timeline page says in words: amounts, periods, and each kind of row in one line."""

from __future__ import annotations

from datetime import date

from actions import formats
from actions.law.calendar_rows import Notice
from actions.law.card_rows import RenewalRule
from actions.law.fee_rows import Exemption, FeeLine
from actions.law.procedure_rows import PersonRule, TimeLimit
from actions.law.rows import Row
from common import vocabulary

# The page is read by Vietnamese lawyers.
LANGUAGE = "vi"

# The page ends here: after the last day that a text already speaks of.
HORIZON = date(2027, 12, 31)


def amount_of(row: Row) -> str:
    """Return a line of a tariff with its amount, or a time limit with its days."""
    if isinstance(row, TimeLimit):
        return limit_of(row)
    if not isinstance(row, FeeLine):
        return ""
    areas = f" ({', '.join(term('area', area) for area in row.areas)})" if row.areas else ""
    return f"{term('procedure', row.procedure)}{areas}: {money(row.amount, row.currency)}"


def limit_of(row: Row) -> str:
    """Return for whom, for what and where a time limit holds, and its days."""
    if not isinstance(row, TimeLimit):
        return ""
    who = ", ".join(term("document", name) for name in row.documents)
    what = ", ".join(term("procedure", name) for name in row.procedures)
    where = "; ".join(term(kind, name) for kind in ("area", "channel") for name in getattr(row, f"{kind}s"))
    longer = f", thêm tối đa {row.extension} ngày" if row.extension else ""
    said = f"{who}: {what}{f' ({where})' if where else ''}: {formats.days(row.days, row.unit, LANGUAGE)}{longer}"
    return f"{said} (công bố kèm, không phải thời hạn chính)" if row.role == "also" else said


def exempt_of(row: Row) -> str:
    """Return who an exemption or a rule on a person is about."""
    if isinstance(row, PersonRule):
        return term("person", row.person)
    if not isinstance(row, Exemption):
        return ""
    who = [term("person", name) for name in row.persons] + [term("reason", name) for name in row.reasons]
    what = ", ".join(term("procedure", name) for name in row.procedures)
    return f"{', '.join(row.tariffs)}: {'; '.join(who)} ({what})"


def validity_of(row: Row) -> str:
    """Return until when a card is valid; of other rows only the cards they are about."""
    who = ", ".join(term("document", name) for name in getattr(row, "documents", ()))
    if not isinstance(row, RenewalRule):
        return who
    if row.ages:
        said = f"đổi khi đủ {', '.join(map(str, row.ages))} tuổi; "
        said += f"cấp trong {row.window_years} năm trước mốc thì đến mốc sau"
    elif row.months:
        said = f"{row.months} tháng từ ngày cấp"
    else:
        said = "; ".join(
            f"từ {band.min_age} tuổi: {f'{band.years} năm' if band.years else 'không thời hạn'}" for band in row.bands
        )
    return f"{who}: {said}"


def notice_of(row: Row) -> str:
    """Return the days off and the worked weekend days of a yearly notice."""
    if not isinstance(row, Notice):
        return ""
    off = ", ".join(f"{day:%d/%m}" for day in row.rest)
    worked = ", ".join(f"{day:%d/%m}" for day in row.worked) or "không"
    return f"{term('country', row.country)} {row.year}: nghỉ {off}; làm bù cuối tuần {worked}"


def nothing(row: Row) -> str:
    """Return no words: the notes of the row say enough."""
    return ""


def term(kind: str, value: str) -> str:
    """Return the Vietnamese word for a value of a kind ("area", "person", ...)."""
    return vocabulary.load().label(kind, value, LANGUAGE)


def money(amount: int | None, currency: str) -> str:
    """Return an amount with its currency; null is left to the provinces."""
    return "do tỉnh quyết định" if amount is None else formats.money(amount, currency, LANGUAGE)


def period(first: date, last: date) -> str:
    """Return "first – last"; a start that is not known is "?", an end after HORIZON is now."""
    begin = "?" if first == date.min else short_day(first)
    return f"{begin} – {'nay' if last >= HORIZON else short_day(last)}"


def short_day(day: date) -> str:
    """Return a day as dd/mm/yyyy."""
    return formats.short_date(day, LANGUAGE)
