"""The whole tariff of a document, when the question does not tell what happened to the card."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from actions import formats
from actions.anatomy import Answer, AnswerLine, fits
from actions.answers import amounts, parts
from actions.law import fees
from actions.law.fees import Fee
from actions.question import Question
from actions.reply import Reply
from common.wording import say


def answer(question: Question, document: str, day: date, today: date) -> Reply:
    """Return every line of the tariff; raise CaseError where the document did not exist yet."""
    language = question.language
    table = fees.fee_table(document, day, question.province)
    paid = [fee for fee in table if amounts.is_known(fee) and fee.free_reason is None]
    lead, lines = _lead(question, document, table, paid, today)
    if paid:
        free = [_name(fee, table, language) for fee in table if fee.free_reason is not None]
        persons = [line.text for line in amounts.free_line(question, paid[-1])]
        said = "; ".join([*dict.fromkeys(free), *(parts.small(text) for text in persons)])
        lines = [*lines[:-1], *parts.line("free", said), *lines[-1:]]
    unsure = any(fee.alternative is not None for fee in paid) and day >= today
    doubt = say("utter_fee_table_open", language) if unsure else ""
    shown = " ".join([lead, *(line.text for line in lines)])
    told = [one for fee in [*paid, *table] for one in amounts.more(question, fee, shown)]
    return parts.computed_reply(
        question,
        Answer(lead, tuple(lines), doubt, parts.each_once(told)),
        parts.citations([ref for fee in [*paid, *table] for ref in amounts.refs(fee)], language, today),
        _computed(document, day, table),
        "fee",
    )


def _lead(
    question: Question, document: str, table: Sequence[Fee], paid: Sequence[Fee], today: date
) -> tuple[str, list[AnswerLine]]:
    """Return the amounts as a lead, each with what it is for; where that is too long, their range and a line."""
    language, day = question.language, table[0].as_of
    named = parts.of_day(parts.label("document", document, language), day, today, language)
    case = parts.line("case", named)
    if all(fee.free_reason is not None for fee in table):
        return say("utter_fee_free", language, case=named), []
    each = "; ".join(_amounts(question, table, paid))
    unknown = [_name(fee, table, language) for fee in table if not amounts.is_known(fee)]
    if unknown:
        lead = say("utter_fee_by_province", language, cases=", ".join(unknown))
        return lead, [*parts.line("pay", each), *case]
    lead = say("utter_fee_lead", language, amount=_until(each, paid, language, today))
    if fits(lead, language) and all(fee.online in (None, fee.in_person) for fee in paid):
        return lead, case
    known = [amount for fee in paid for amount in (fee.in_person, fee.online) if amount is not None]
    low, high = (amounts.money(amount, paid[0], language) for amount in (min(known), max(known)))
    between = say("utter_fee_by_case", language, low=low, high=high)
    return say("utter_fee_lead", language, amount=_until(between, paid, language, today)), [
        *parts.line("pay", each),
        *case,
    ]


def _until(said: str, paid: Sequence[Fee], language: str, today: date) -> str:
    """Return amounts with the day on which their cut ends, where it is still to come."""
    until = amounts.reduced_until(paid[-1])
    if until is None or until < today:
        return said
    return say("utter_fee_until", language, amount=said, until=formats.short_date(until, language))


def _amounts(question: Question, table: Sequence[Fee], paid: Sequence[Fee]) -> list[str]:
    """Return each amount with what it is for, the highest first: "35.000 đồng cấp lại"."""
    language = question.language
    cases: dict[str, list[str]] = {}
    for fee in sorted(paid, key=lambda fee: -(amounts.asked(fee, None) or 0)):
        cases.setdefault(amounts.bare(question, fee), []).append(_name(fee, table, language))
    return [
        say("utter_fee_for", language, amount=amount, case=", ".join(dict.fromkeys(named)))
        for amount, named in cases.items()
    ]


def _name(fee: Fee, table: Sequence[Fee], language: str) -> str:
    """Return what a line of the tariff is for: with its reason, unless the procedure costs the same for all."""
    name = parts.label("procedure", fee.procedure, language)
    same = [one for one in table if one.procedure == fee.procedure and one.in_person == fee.in_person]
    if fee.reason and all(one.reason for one in same):
        name += f" ({parts.label('reason', fee.reason, language)})"
    return name


def _computed(document: str, day: date, table: Sequence[Fee]) -> dict[str, object]:
    """Return the values of a tariff for programs that read `custom`."""
    return {
        "kind": "fee",
        "document": document,
        "lines": [
            {
                "procedure": fee.procedure,
                "reason": fee.reason,
                "currency": fee.currency,
                "base": fee.base,
                "in_person": fee.in_person,
                "online": fee.online,
            }
            for fee in table
        ],
        "as_of": day.isoformat(),
        "rules": list(dict.fromkeys(row for fee in table for row in fee.rows)),
    }
