"""How a fee is said: its amount, what comes after, who is free of it, what may differ, and what is folded away."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from actions import formats
from actions.anatomy import AnswerLine
from actions.answers import case, parts
from actions.law import cases, fees, loading
from actions.law.fee_rows import Exemption
from actions.law.fees import Fee, Price
from actions.question import Question
from common.wording import say

FEW_PERSONS = 2
"""Kinds of persons who are named in a line; more are named in the fold."""


def money(amount: int | None, fee: Fee, language: str) -> str:
    """Return an amount with its currency."""
    return formats.money(amount or 0, fee.currency, language)


def is_known(fee: Fee) -> bool:
    """Say whether an amount is on file."""
    return fee.in_person is not None or fee.online is not None


def asked(fee: Fee | Price, channel: str | None) -> int | None:
    """Return what is paid on the asked channel; without one in person, where that is possible."""
    first, second = (fee.online, fee.in_person) if channel == "online" else (fee.in_person, fee.online)
    return first if first is not None else second


def amount(question: Question, fee: Fee) -> str:
    """Return what is paid, on the asked channel or on both: "35.000 đồng, nộp tại chỗ hay trên mạng như nhau"."""
    language = question.language
    if not is_known(fee):
        return say("utter_fee_unknown", language)
    if fee.free_reason is not None:
        return say("utter_fee_nothing", language)
    in_person, online = money(fee.in_person, fee, language), money(fee.online, fee, language)
    if fee.online is None or (question.channel == "in_person" and fee.in_person is not None):
        return say("utter_fee_in_person", language, amount=in_person)
    if fee.in_person is None or question.channel == "online":
        return say("utter_fee_online", language, amount=online)
    if fee.in_person == fee.online:
        return say("utter_fee_same", language, amount=online)
    return say("utter_fee_channels", language, in_person=in_person, online=online)


def bare(question: Question, fee: Fee) -> str:
    """Return what is paid without the channel, where both cost the same."""
    if not is_known(fee) or fee.free_reason is not None or fee.online not in (None, fee.in_person):
        return amount(question, fee)
    return money(asked(fee, question.channel), fee, question.language)


def reduced_until(fee: Fee) -> date | None:
    """Return the last day of the cut that lowers a fee."""
    return min((cut.until for cut in fee.reductions if cut.until), default=None)


def with_end(question: Question, fee: Fee, after: Fee | None, today: date) -> str:
    """Return what is paid, until when, and what comes after (the fee of the day after the cut), where that is told."""
    language, paid, until = question.language, amount(question, fee), reduced_until(fee)
    if until is None or fee.base in (None, asked(fee, question.channel)):
        return paid
    day = formats.short_date(until, language)
    if until < today:
        return say("utter_fee_was_cut", language, amount=paid, base=money(fee.base, fee, language), until=day)
    if after is None or not is_known(after) or asked(after, question.channel) == asked(fee, question.channel):
        return say("utter_fee_until", language, amount=paid, until=day)
    key = "utter_fee_then" if after.enacted else "utter_fee_then_open"
    return say(key, language, amount=paid, until=day, after=money(asked(after, question.channel), after, language))


def free_line(question: Question, fee: Fee) -> list[AnswerLine]:
    """Return the line on who pays nothing: persons, unless it is known who asks, and the online waiver."""
    language = question.language
    free = [] if _tells_who(question) else [_persons(fees.exempt(fee), language)]
    waiver = fee.online_waiver
    if waiver is not None and question.channel != "in_person":
        conditions = {
            "conditions": ", ".join(condition.say(language) for condition in waiver.conditions),
            "period": parts.period(waiver.since, waiver.until, language),
        }
        key = "utter_free_waiver" if waiver.confidence == "high" else "utter_free_waiver_perhaps"
        free.append(say(key, language, **conditions))
    return parts.line("free", "; ".join(one for one in free if one))


def _persons(exempt: Sequence[Exemption], language: str) -> str:
    """Return who is free in a few words: "dưới 16 tuổi, từ 60 tuổi và một số diện khác"."""
    said: list[str] = []
    for row in exempt:
        if row.max_age is not None:
            said.append(say("utter_free_under", language, age=row.max_age + 1))
        elif row.min_age is not None:
            said.append(say("utter_free_from", language, age=row.min_age))
    others = [person for row in exempt if not _by_age(row) for person in row.persons]
    if 0 < len(others) <= FEW_PERSONS:
        said += [parts.label("person", person, language) for person in others]
    elif others and not said:
        return say("utter_free_some", language)
    elif others:
        return say("utter_free_others", language, named=", ".join(said))
    return ", ".join(said)


def _by_age(row: Exemption) -> bool:
    return row.min_age is not None or row.max_age is not None


def _tells_who(question: Question) -> bool:
    return bool(question.persons) or question.age is not None


def why(question: Question, fee: Fee) -> str:
    """Return why nothing is paid: by whom somebody is, where that was told, else the rule in full."""
    language = question.language
    row = next((row for row in loading.load().exemptions if row.id in fee.rows), None)
    named = [person for person in question.persons if row is not None and person in row.persons]
    if named:
        who = ", ".join(parts.label("person", person, language) for person in named)
        return say("utter_fee_exempt", language, who=who)
    return fee.free_reason.say(language) if fee.free_reason is not None else ""


def doubt(question: Question, fee: Fee, today: date) -> str:
    """Return what may differ, what to have ready and who decides; nothing of an exemption, nor of days that are over.

    Only where somebody asks for himself is it told of a past day that the exempt people of then are not on file.
    """
    language, channel = question.language, question.channel
    if case.lost_past_an_age(question) and fee.reason == case.OF_AGE:
        return say("utter_lost_past_an_age", language)
    if not is_known(fee) or _is_exempt(fee):
        return ""
    if fee.as_of < today:
        gap = cases.written_gap(loading.load(), "exemption", fee.document, fee.as_of) if _tells_who(question) else None
        return gap.why.say(language) if gap and fee.base else ""
    said = []
    if fee.alternative is not None:
        other = asked(fee.alternative, channel)
        key = "utter_fee_alternative" if other else "utter_fee_alternative_free"
        said.append(say(key, language, **({"amount": money(other, fee, language)} if other else {})))
    if not fee.enacted:
        said.append(say("utter_fee_not_enacted", language))
    if said:
        said.append(say("utter_fee_bring", language, amount=money(asked(fee, channel), fee, language)))
    else:
        said += [words.say(language) for words in fee.doubts]
    return parts.sentences(said)


def _is_exempt(fee: Fee) -> bool:
    """Say whether nothing is paid although the case has an amount."""
    return fee.free_reason is not None and bool(fee.base)


def more(question: Question, fee: Fee, shown: str) -> list[str]:
    """Return what is folded away: the rule in full, its exceptions and open questions, less what `shown` says."""
    language = question.language
    said = []
    if fee.asked_as is not None:
        procedure = parts.label("procedure", fee.procedure, language)
        said.append(say("utter_fee_asked_as", language, procedure=procedure))
    waiver = fee.online_waiver
    if waiver is not None and waiver.doubt is not None and question.channel != "in_person":
        said.append(waiver.doubt.say(language))
    in_the_line = not _tells_who(question)
    said += [row.note.say(language) for row in fees.exempt(fee) if row.note and not (in_the_line and _by_age(row))]
    if _is_exempt(fee) and fee.free_reason is not None:
        said.append(fee.free_reason.say(language))
    else:
        said += [words.say(language) for words in fee.doubts]
    said += [cut.note.say(language) for cut in fee.reductions if cut.note]
    return [one for one in said if one not in shown]


def refs(fee: Fee) -> list[str]:
    """Return the passages that a fee and what is said on exempt people rest on."""
    return [*fee.basis, *(ref for row in fees.exempt(fee) for ref in row.basis)]
