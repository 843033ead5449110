"""Answers on fees: what a question costs on a day, in a period, or the whole tariff when the question is not known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from actions import formats
from actions.anatomy import MOST_LINES, Answer, AnswerLine
from actions.answers import amounts, case, parts, tariff, working
from actions.answers.days import asked_days
from actions.answers.errors import refused
from actions.law import cases, fees
from actions.law.errors import CaseError
from actions.law.fees import Fee
from actions.question import Question, days_of
from actions.reply import Reply
from common.wording import say

LONGEST_PERIOD = timedelta(days=366)
"""A year is shown change by change; a longer period would not fit a chat."""
WHOSE_FAULT, FAULT_OF_THE_OFFICE = "error_citizen", "error_agency"
"""The reason that is read of wrong data, and the one that it is where the office made the mistake."""
MOST_TIMES = 3
"""Times whose amounts fit in one lead."""
OF_ANOTHER_CASE = "cue"
"""The entity of a message that asks the same of another case: "and if it is broken"."""
NAMED_TO_BE_FREE = ("admin_unit",)
"""Reasons that must be named when applying, so that nothing is paid."""

Stretch = tuple[date, date, Fee]
"""The first and last day of a stretch of days with the same amounts, and the fee on its first day."""


def answer(question: Question, today: date) -> Reply:
    """Return the fee of a question on the asked day, or today."""
    first, last = asked_days(question, today)
    question = case.complete(question, today)
    document = cases.document_on(parts.default_document(question), first)
    try:
        several = _of_several_cases(question, document, first, last, today)
        if several is not None:
            return several
        several = _of_several_days(question, document, today)
        if several is not None:
            return several
        if not question.reason and not question.procedure:
            return tariff.answer(question, document, today if first <= today <= last else first, today)
        priced = _by_change(question, document, first, last)
        if len(priced) == 1:
            return _of_a_day(question, priced[0], _after(question, document, priced[0][2]), today)
        return _of_a_period(question, priced, today)
    except CaseError as error:
        return refused(error, question)


def _of_several_cases(question: Question, document: str, first: date, last: date, today: date) -> Reply | None:
    """Return the amounts of two cases that one message asks for, each with its case; None where one is asked for.

    "How much at expiry, and if it broke?" are two; where both cost the same, one answer is that of either.
    """
    reasons = tuple(dict.fromkeys(question.entities.get("reason", ())))
    if len(reasons) < 2 or not question.said(OF_ANOTHER_CASE):
        return None
    priced = [
        stretch
        for reason in reasons
        for stretch in _by_change(replace(question, reason=reason, procedure=None), document, first, last)[:1]
    ]
    if not _differ(priced):
        return None
    language = question.language
    each = [
        say(
            "utter_fee_for",
            language,
            amount=amounts.bare(question, fee),
            case=parts.label("reason", fee.reason, language) if fee.reason else "",
        )
        for _, _, fee in priced
    ]
    lead = say("utter_fee_lead", language, amount=parts.capital("; ".join(each)))
    named = parts.of_day(parts.label("document", document, language), priced[0][0], today, language)
    return _reply(question, lead, parts.line("case", named), priced, today)


def _differ(priced: Sequence[Stretch]) -> bool:
    """Say whether amounts are all on file and not all the same."""
    told = [fee for _, _, fee in priced]
    return len({_amounts(fee) for fee in told}) > 1 and all(map(amounts.is_known, told))


def _of_several_days(question: Question, document: str, today: date) -> Reply | None:
    """Return the amounts of two times that one message asks about, each with its time; None where one is asked about.

    "In October 2024, and in September" are two; where both cost the same, one answer is that of either.
    """
    named = [*question.entities.get("date", ()), *question.entities.get("received_date", ())]
    periods = sorted({days_of(str(one)) for one in named})
    if not 1 < len(periods) <= MOST_TIMES or not (question.reason or question.procedure):
        return None
    priced = [stretch for first, last in periods for stretch in _by_change(question, document, first, last)]
    if not _differ(priced):
        return None
    language = question.language
    each = [
        say(
            "utter_fee_on",
            language,
            amount=amounts.bare(question, fee),
            period=formats.short_date(start, language) if start == end else parts.period(start, end, language),
        )
        for start, end, fee in priced
    ]
    lead = say("utter_fee_lead", language, amount=parts.capital("; ".join(each)))
    named_case = parts.case_name(priced[0][2].document, priced[0][2].procedure, priced[0][2].reason, language)
    return _reply(question, lead, parts.line("case", named_case), priced, today)


def _after(question: Question, document: str, fee: Fee) -> Fee | None:
    until = amounts.reduced_until(fee)
    if until is None:
        return None
    try:
        return _fee(question, document, until + timedelta(days=1))
    except CaseError:
        return None


def _fee(question: Question, document: str, day: date) -> Fee:
    return fees.fee(
        fees.FeeCase(
            document=document,
            procedure=question.procedure,
            reason=question.reason,
            channel=question.channel,
            persons=question.persons,
            area=question.area,
            province=question.province,
            age=question.age,
            day=day,
        )
    )


def _by_change(question: Question, document: str, first: date, last: date) -> list[Stretch]:
    """Return the fees from `first` to `last`, one entry for each stretch of days with the same amounts."""
    stretches: list[Stretch] = []
    day, last = first, min(last, first + LONGEST_PERIOD)
    while day <= last:
        fee = _fee(question, document, day)
        end = min(fee.until or last, last)
        if stretches and _amounts(stretches[-1][2]) == _amounts(fee):
            stretches[-1] = (stretches[-1][0], end, stretches[-1][2])
        else:
            stretches.append((day, end, fee))
        day = end + timedelta(days=1)
    return stretches


def _amounts(fee: Fee) -> tuple[object, ...]:
    return fee.base, fee.in_person, fee.online, fee.online_waiver


def _of_a_day(question: Question, stretch: Stretch, after: Fee | None, today: date) -> Reply:
    """Return one amount: with its end, who is free of it, and what may differ."""
    language, fee = question.language, stretch[2]
    named = _case(question, stretch, today)
    notes = parts.sentences(note.say(language) for note in fee.notes)
    if not amounts.is_known(fee):
        lead = say("utter_fee_lead", language, amount=amounts.amount(question, fee))
        why = parts.sentences(words.say(language) for words in fee.doubts)
        lines = [*parts.line("note", why), *parts.line("case", named)]
    elif fee.free_reason is not None:
        lead = say("utter_fee_free", language, case=named)
        plain = fee.base == 0 and fee.reason not in NAMED_TO_BE_FREE
        lines = [] if plain else parts.line("why", amounts.why(question, fee))
    else:
        lead = _amount_lead(question, fee, after, today)
        lines = [*amounts.free_line(question, fee), *parts.line("note", notes)]
        lines += parts.line("case", named)
    return _reply(question, lead, lines, [stretch], today)


def _amount_lead(question: Question, fee: Fee, after: Fee | None, today: date) -> str:
    """Return what is paid; of a wrong entry, whose fault is seldom told, that the office's own costs nothing."""
    language = question.language
    amount = amounts.with_end(question, fee, after, today)
    if question.reason == WHOSE_FAULT and _is_free(replace(question, reason=FAULT_OF_THE_OFFICE), fee):
        return say("utter_fee_whose_fault", language, amount=amount)
    return say("utter_fee_lead", language, amount=amount)


def _is_free(question: Question, like: Fee) -> bool:
    """Say whether a question is free of the fee on the day of another fee."""
    try:
        return _fee(question, like.document, like.as_of).free_reason is not None
    except CaseError:
        return False


def _of_a_period(question: Question, priced: Sequence[Stretch], today: date) -> Reply:
    """Return the amounts of a period: both where there are two, else their range and each with its days."""
    language = question.language
    words = [amounts.bare(question, fee) for _, _, fee in priced]
    end = formats.short_date(priced[0][1], language)
    lead = say("utter_fee_change", language, before=parts.capital(words[0]), until=end, after=words[1])
    if len(set(words)) == 1:  # only who is free online changes
        lead = say("utter_fee_lead", language, amount=parts.capital(words[0]))
    lines: list[AnswerLine] = []
    if len(priced) > 2 or any(fee.in_person != fee.online and fee.online is not None for _, _, fee in priced):
        lead = _range(question, [fee for _, _, fee in priced])
        said = (
            say("utter_fee_period", language, period=parts.period(start, end, language), text=text)
            for (start, end, _), text in zip(priced, words, strict=True)
        )
        lines = parts.line("pay", "; ".join(said))
    lines += parts.line("case", _case(question, (priced[0][0], priced[-1][1], priced[0][2]), today))
    return _reply(question, lead, lines, priced, today)


def _range(question: Question, told: Sequence[Fee]) -> str:
    """Return the lowest and the highest amount of some fees as a lead."""
    language = question.language
    known = [amount for fee in told for amount in (fee.in_person, fee.online) if amount is not None]
    if not known:
        return say("utter_fee_lead", language, amount=say("utter_fee_unknown", language))
    low, high = (amounts.money(amount, told[0], language) for amount in (min(known), max(known)))
    return say("utter_fee_by_day", language, low=low, high=high)


def _case(question: Question, stretch: Stretch, today: date) -> str:
    """Return what a fee is of: the case, who and where as far as it is known, the days where they are not today."""
    language, (start, end, fee) = question.language, stretch
    named = parts.case_name(fee.document, fee.procedure, fee.reason, language)
    known = [parts.label("area", question.area, language)] if question.area else []
    known += [formats.count(question.age, "age", language)] if question.age is not None else []
    if fee.free_reason is None:
        known += [parts.label("person", person, language) for person in question.persons]
    named = ", ".join([named, *known])
    if start != end:
        return f"{named}, {parts.period(start, end, language)}"
    return parts.of_day(named, start, today, language)


def _reply(
    question: Question, lead: str, lines: Sequence[AnswerLine], priced: Sequence[Stretch], today: date
) -> Reply:
    language = question.language
    told = [fee for _, _, fee in priced]
    doubt = parts.sentences(amounts.doubt(question, fee, today) for fee in told)
    shown = " ".join([lead, *(line.text for line in lines), doubt])
    more = [one for fee in told for one in amounts.more(question, fee, shown)]
    answer = Answer(lead, tuple(lines[:MOST_LINES]), doubt, parts.each_once([*more, *_counted(priced, language)]))
    cited = parts.citations([ref for fee in told for ref in amounts.refs(fee)], language, today)
    named = told[-1] if priced[-1][0] <= today else told[0]
    return parts.computed_reply(question, answer, cited, _computed(named, priced), "fee")


def _counted(priced: Sequence[Stretch], language: str) -> list[str]:
    """Return how the amounts came about; of several stretches each with its days."""
    if len(priced) == 1:
        return working.of_fee(priced[0][2], language)
    return [
        say("utter_fee_period", language, period=parts.capital(parts.period(start, end, language)), text=text)
        for start, end, fee in priced
        for text in working.of_fee(fee, language)
    ]


def _computed(fee: Fee, priced: Sequence[Stretch]) -> dict[str, object]:
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
