"""Answers on fees: what a case costs on a day, in a period, or the whole tariff when the case is not known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from actions import formats
from actions.answers import parts
from actions.answers.days import asked_days
from actions.answers.errors import refused
from actions.law import cases, fees
from actions.law.errors import CaseError
from actions.law.fees import Fee
from actions.question import Case
from actions.reply import Reply
from common.wording import say

LONGEST_PERIOD = timedelta(days=366)
"""A year is shown change by change; a longer period would not fit a chat."""


FIRST_RENEWAL_AGE = 14
"""Whoever is younger and names no reason asks about a first card (Law on Identification, article 19 and 21)."""


def answer(case: Case, today: date) -> Reply:
    """Return the fee of a case on the asked day, or today."""
    first, last = asked_days(case, today)
    if case.age is not None and case.age < FIRST_RENEWAL_AGE and not case.reason and not case.procedure:
        case = replace(case, procedure="first")
    document = cases.document_on(parts.default_document(case), first)
    try:
        if not case.reason and not case.procedure:
            return _tariff(case, document, first, today)
        priced = _by_change(case, document, first, last)
    except CaseError as error:
        return refused(error, case)
    return _said(case, priced, today)


def _fee(case: Case, document: str, day: date) -> Fee:
    return fees.fee(
        fees.FeeCase(
            document=document,
            procedure=case.procedure,
            reason=case.reason,
            channel=case.channel,
            persons=case.persons,
            area=case.area,
            province=case.province,
            age=case.age,
            day=day,
        )
    )


def _by_change(case: Case, document: str, first: date, last: date) -> list[tuple[date, date, Fee]]:
    """Return the fees from `first` to `last`, one entry for each stretch of days with the same amounts."""
    stretches: list[tuple[date, date, Fee]] = []
    day, last = first, min(last, first + LONGEST_PERIOD)
    while day <= last:
        fee = _fee(case, document, day)
        end = min(fee.until or last, last)
        if stretches and _amounts(stretches[-1][2]) == _amounts(fee):
            stretches[-1] = (stretches[-1][0], end, stretches[-1][2])
        else:
            stretches.append((day, end, fee))
        day = end + timedelta(days=1)
    return stretches


def _name(fee: Fee, language: str) -> str:
    return parts.capital(parts.case_name(fee.document, fee.procedure, fee.reason, language))


def _amounts(fee: Fee) -> tuple[object, ...]:
    return fee.base, fee.in_person, fee.online, fee.online_waiver


def _said(case: Case, priced: Sequence[tuple[date, date, Fee]], today: date) -> Reply:
    language = case.language
    _, _, fee = priced[-1] if priced[-1][0] <= today else priced[0]
    title = say(
        "utter_fee_title",
        language,
        case=_name(fee, language),
        day=formats.short_date(fee.as_of, language),
    )
    if len(priced) == 1:
        amounts = [amount_line(case, fee), *_explained(case, fee, today)]
    else:
        title = f"{_name(fee, language)}:"
        amounts = [
            say(
                "utter_fee_period",
                language,
                period=f"• {parts.period(start, end, language)}",
                text=amount_line(case, part),
            )
            for start, end, part in priced
        ]
    all_fees = [part for _, _, part in priced]
    refs = [ref for part in all_fees for ref in part.basis]
    cited = parts.citations(refs, language, today)
    unsure = [doubt for part in all_fees for doubt in _doubts(case, part)]
    text = parts.paragraphs(
        title,
        *amounts,
        *(note.say(language) for note in fee.notes),
        parts.doubts(unsure, language, case.country),
        parts.basis(cited, language),
    )
    return Reply(
        text=text,
        status="computed",
        language=language,
        buttons=parts.next_buttons("fee", language),
        citations=cited,
        computed=_computed(fee, priced),
        topic="fee",
    )


def amount_line(case: Case, fee: Fee) -> str:
    """Return the sentence with what is paid, on the asked channel or on both."""
    language = case.language

    def money(amount: int | None) -> str:
        return formats.money(amount or 0, fee.currency, language)

    if fee.in_person is None and fee.online is None:
        return say("utter_fee_unknown", language)
    if fee.free_reason is not None:
        return say("utter_fee_free", language, why=fee.free_reason.say(language))
    if case.channel == "online" and fee.online is not None:
        return say("utter_fee_online", language, amount=money(fee.online))
    if case.channel == "in_person" or fee.online is None:
        return say("utter_fee_in_person", language, amount=money(fee.in_person))
    if fee.in_person is None:
        return say("utter_fee_online", language, amount=money(fee.online))
    if fee.in_person == fee.online:
        return say("utter_fee_same", language, amount=money(fee.online))
    return say("utter_fee_channels", language, in_person=money(fee.in_person), online=money(fee.online))


def _explained(case: Case, fee: Fee, today: date) -> list[str]:
    """Return why the amount is what it is: reduction, waiver, another reading, another name of the procedure."""
    language = case.language
    said = []
    paid = fee.in_person if fee.in_person is not None else fee.online
    until = _reduced_until(fee)
    if until is not None and fee.base is not None and fee.base != paid:
        said.append(
            say(
                "utter_fee_reduced" if until >= today else "utter_fee_reduced_then",
                language,
                base=formats.money(fee.base, fee.currency, language),
                until=formats.short_date(until, language),
            )
        )
    said += waiver_lines(case, fee)
    if fee.alternative is not None and fee.alternative.in_person is not None:
        other = formats.money(fee.alternative.in_person, fee.currency, language)
        said.append(say("utter_fee_alternative", language, amount=other))
    if fee.asked_as is not None:
        procedure = parts.label("procedure", fee.procedure, language)
        said.append(say("utter_fee_asked_as", language, procedure=procedure))
    if not fee.enacted:
        said.append(say("utter_fee_not_enacted", language))
    return said


def _reduced_until(fee: Fee) -> date | None:
    return min((cut.until for cut in fee.reductions if cut.until), default=None)


def waiver_lines(case: Case, fee: Fee) -> list[str]:
    """Return the sentence on the lower online amount and its conditions, where there is one."""
    if fee.online_waiver is None or case.channel == "in_person":
        return []
    waiver, language = fee.online_waiver, case.language
    return [
        say(
            "utter_fee_waiver",
            language,
            amount=formats.money(waiver.amount, fee.currency, language),
            conditions="; ".join(condition.say(language) for condition in waiver.conditions),
            period=parts.period(waiver.since, waiver.until, language),
        )
    ]


def _doubts(case: Case, fee: Fee) -> list[str]:
    """Return what is not certain about an amount and about the waiver, where that is told."""
    return [*(words.say(case.language) for words in fee.doubts), *waiver_doubts(case, fee)]


def waiver_doubts(case: Case, fee: Fee) -> list[str]:
    """Return what is not certain about the lower online amount, where it is told."""
    if fee.online_waiver is None or fee.online_waiver.doubt is None or case.channel == "in_person":
        return []
    return [fee.online_waiver.doubt.say(case.language)]


def _computed(fee: Fee, priced: Sequence[tuple[date, date, Fee]]) -> dict[str, object]:
    """Return the values of a fee answer for programs that read `custom`."""
    waiver = fee.online_waiver
    return {
        "kind": "fee",
        "document": fee.document,
        "procedure": fee.procedure,
        "reason": fee.reason,
        "currency": fee.currency,
        "base": fee.base,
        "in_person": fee.in_person,
        "online": fee.online,
        "online_waiver": {"amount": waiver.amount, "until": waiver.until.isoformat() if waiver.until else None}
        if waiver
        else None,
        "enacted": fee.enacted,
        "confidence": fee.confidence,
        "periods": [
            {"from": start.isoformat(), "to": end.isoformat(), "in_person": part.in_person, "online": part.online}
            for start, end, part in priced
        ],
        "as_of": fee.as_of.isoformat(),
        "rules": list(dict.fromkeys(row for _, _, part in priced for row in part.rows)),
    }


def _tariff(case: Case, document: str, day: date, today: date) -> Reply:
    """Return every line of the tariff, when the question names no case."""
    language = case.language
    table = fees.fee_table(document, day, case.province)
    lines = []
    for fee in table:
        name = parts.label("procedure", fee.procedure, language)
        if fee.reason:
            name += f" ({parts.label('reason', fee.reason, language)})"
        money = {
            "in_person": formats.money(fee.in_person or 0, fee.currency, language),
            "online": formats.money(fee.online or 0, fee.currency, language),
        }
        if fee.in_person is None and fee.online is None:
            lines.append(say("utter_fee_line_unknown", language, case=name))
        elif fee.free_reason is not None:
            lines.append(say("utter_fee_line_free", language, case=name))
        elif fee.online is not None and fee.in_person is not None and fee.online != fee.in_person:
            lines.append(say("utter_fee_line_channels", language, case=name, **money))
        else:
            amount = money["in_person" if fee.in_person is not None else "online"]
            lines.append(say("utter_fee_line", language, case=name, amount=amount))
    paid = [fee for fee in table if fee.free_reason is None]
    cited = parts.citations([ref for fee in [*paid, *table] for ref in fee.basis], language, today)
    title = say(
        "utter_fee_table",
        language,
        document=parts.label("document", document, language),
        day=formats.short_date(day, language),
    )
    until = _reduced_until(paid[-1]) if paid else None
    reduced = say("utter_fee_table_reduced", language, until=formats.short_date(until, language)) if until else None
    unsure = [doubt for fee in paid for doubt in _doubts(case, fee)]
    return Reply(
        text=parts.paragraphs(
            title,
            *dict.fromkeys(lines),
            reduced,
            *(waiver_lines(case, paid[-1]) if paid else ()),
            parts.doubts(unsure, language, case.country),
            parts.basis(cited, language),
        ),
        status="computed",
        language=language,
        buttons=parts.next_buttons("fee", language),
        citations=cited,
        computed={
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
        },
        topic="fee",
    )
