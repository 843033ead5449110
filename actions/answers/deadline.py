"""Answers on time: how long an office may take, and by which day a card must be ready."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from actions import formats
from actions.anatomy import Answer, AnswerLine
from actions.answers import case, parts, together, working
from actions.answers.days import A_DAY, asked_days
from actions.answers.errors import refused
from actions.law import calendar_files, cases, deadlines, fees, loading
from actions.law.calendars import Calendar
from actions.law.deadlines import Deadline
from actions.law.errors import CaseError
from actions.law.procedure_rows import AREAS_OF_LIMITS, TimeLimit
from actions.question import Question
from actions.reply import Reply
from common.wording import say

USUAL_PROCEDURES = ("reissue", "exchange", "first")
"""What is meant when no procedure is named; of a document that has none of them, all it has."""
CITY = "city"
"""The area of a centrally run city."""
MOST_DAYS = 3
"""Days of filing that are counted in one answer."""
MOST_SKIPPED = 6
"""Days off named one by one."""


def answer(question: Question, today: date) -> Reply:
    """Return the last day for a filing date; without one, the time limit and the last day if filed today."""
    question = case.complete(question, today)
    if question.area not in AREAS_OF_LIMITS:
        # Fees know wards and communes, time limits do not: all areas are told.
        question = replace(question, area=None)
    if question.area is None and any(row.key == question.province and row.city for row in loading.load().provinces):
        question = replace(question, area=CITY)
    received = _received(question)
    day = received or asked_days(question, today)[1]
    document = cases.document_on(parts.default_document(question), day)
    try:
        procedures = _procedures(question, document, day)
        several = _several_received(question)
        if several:
            return together.merged(
                [_by_day(question, cases.document_on(document, one), procedures, one, today) for one in several]
            )
        if received is not None:
            return _by_day(question, document, procedures, received, today)
        return _limits(question, document, procedures, day, today)
    except CaseError as error:
        return refused(error, question)


def _received(question: Question) -> date | None:
    """Return the day of filing, if a whole day is named."""
    just_said = question.date if question.said("date") and not question.said("received_date") else None
    named = just_said or question.received_date
    return date.fromisoformat(named) if named and len(named) == len(A_DAY) else None


def _several_received(question: Question) -> list[date]:
    """Return the days of filing where a message names two or three: "filed on the 30th; and if on 4 December?"."""
    named = [str(one) for one in question.entities.get("received_date", ())]
    found = sorted({date.fromisoformat(one) for one in named if len(one) == len(A_DAY)})
    return found if 1 < len(found) <= MOST_DAYS else []


def _procedures(question: Question, document: str, day: date) -> tuple[str, ...]:
    if question.procedure == "number_confirmation":
        return (question.procedure,)
    if question.reason:
        return (fees.procedure_of(document, question.reason, day, question.procedure, loading.load()),)
    if question.procedure:
        return (question.procedure,)
    known = loading.load().document(document).procedures
    return tuple(procedure for procedure in USUAL_PROCEDURES if procedure in known) or tuple(known)


def _by_day(question: Question, document: str, procedures: Sequence[str], received: date, today: date) -> Reply:
    """Return the last day, for each area when the limit depends on an area that is not known."""
    language = question.language
    found = _deadlines(question, document, procedures, received)
    first, days = found[0], sorted({deadline.last_day for deadline in found})
    filed = formats.short_date(received, language)
    lines: list[AnswerLine] = []
    if len(days) == 1:
        lead = say(
            "utter_deadline",
            language,
            last_day=_in_words(first.last_day, language),
            limit=parts.length(first.limit.days, first.limit.unit, language),
            received=filed,
        )
        if first.extended is not None:
            extended = formats.short_date(first.extended, language)
            lines += parts.line("note", say("utter_deadline_extended", language, last_day=extended))
    else:
        low, high = (formats.short_date(day, language) for day in (days[0], days[-1]))
        lead = say("utter_deadline_area", language, first=low, last=high, received=filed)
        lines += parts.line("by_when", "; ".join(dict.fromkeys(_each_area(found, len(procedures) > 1, language))))
    lines += parts.line("case", _case(question, document, procedures))
    return _reply(question, found, lead, lines, today)


def _each_area(found: Sequence[Deadline], several: bool, language: str) -> list[str]:
    """Return the last day of each area: "thành phố, thị xã: 11/12/2020 (15 ngày làm việc)"."""
    return [
        say(
            "utter_deadline_line",
            language,
            area=_where(deadline.procedure if several else None, (deadline.area,) if deadline.area else (), language),
            limit=parts.length(deadline.limit.days, deadline.limit.unit, language),
            last_day=formats.short_date(deadline.last_day, language),
        )
        for deadline in found
    ]


def _deadlines(question: Question, document: str, procedures: Sequence[str], received: date) -> list[Deadline]:
    """Return the deadline of each procedure, and of each area when it is not known and matters."""
    found = []
    for procedure in procedures:
        limits = deadlines.time_limits(document, procedure, received, question.area, question.channel, question.reason)
        areas = (
            [area for limit in limits if limit.role == "limit" for area in limit.areas] if not question.area else []
        )
        for area in areas if len(limits) > 1 and areas else [question.area]:
            found.append(
                deadlines.deadline(
                    deadlines.DeadlineCase(
                        document=document,
                        procedure=procedure,
                        reason=question.reason,
                        area=area,
                        channel=question.channel,
                        received=received,
                    )
                )
            )
    return found


def _in_words(day: date, language: str) -> str:
    """Return a day with its weekday, to go on a sentence with it."""
    words = formats.long_date(day, language, weekday=True)
    return parts.small(words) if language == "vi" else words


def _counted(deadline: Deadline, language: str) -> list[str]:
    """Return how the days were counted, and what else was published beside the limit."""
    said = []
    if deadline.limit.days:
        limit = formats.days(deadline.limit.days, deadline.limit.unit, language)
        start = formats.short_date(deadline.counted_from, language)
        said.append(say("utter_deadline_counted", language, limit=limit, counted_from=start))
    holidays = [off for off in deadline.skipped if off.why != "weekend"]
    if deadline.limit.unit == "working" and deadline.limit.days:
        named = [
            f"{formats.short_date(off.day, language)} ({off.name.say(language)})" for off in holidays[:MOST_SKIPPED]
        ]
        key = "utter_deadline_skipped" if named else "utter_deadline_skipped_weekends"
        said.append(say(key, language, **({"days": ", ".join(named)} if named else {})))
        said += working.of_deadline(deadline, language)
    said += [sooner.doubt.say(language) for sooner in deadline.sooner if sooner.doubt]
    return said


def _may_differ(found: Sequence[Deadline], language: str) -> list[str]:
    """Return what may move a last day that is still to come; the date on the slip decides."""
    said = [say("utter_deadline_estimate", language) for deadline in found if deadline.estimate]
    said += [swap.doubt.say(language) for deadline in found for swap in deadline.undecided]
    rest = [say("utter_deadline_rest_day", language) for deadline in found if _on_a_rest_day(deadline)]
    return [*said, *rest, say("utter_deadline_slip", language)]


def _on_a_rest_day(deadline: Deadline) -> bool:
    country = loading.load().document(deadline.document).country
    return not Calendar(country, loading.load()).is_working(deadline.received)


def _limits(question: Question, document: str, procedures: Sequence[str], day: date, today: date) -> Reply:
    """Return the time limit by procedure and area; for today's law also the last day of a file handed in now."""
    language = question.language
    limits = [
        (procedure, limit)
        for procedure in procedures
        for limit in deadlines.time_limits(document, procedure, day, question.area, question.channel, question.reason)
    ]
    said = [(procedure, limit) for procedure, limit in limits if limit.role == "limit"]
    one = len({(limit.days, limit.unit) for _, limit in said}) == 1
    deadline = _if_filed_now(question, document, procedures, today) if one and day == today else None
    lines: list[AnswerLine] = []
    if not one:
        lead, lines = _by_area(said, len(procedures) > 1, language)
    elif deadline is not None:
        lead = say(
            "utter_if_filed",
            language,
            limit=_length(said[0][1], language),
            received=formats.short_date(deadline.received, language),
            last_day=formats.short_date(deadline.last_day, language),
        )
    else:
        key = "utter_time_limit" if said[0][1].days else "utter_time_limit_at_once"
        lead = say(key, language, limit=_length(said[0][1], language))
    notes = [words.say(language) for _, limit in said for words in (limit.extension_note, limit.note) if words]
    beside = [limit.doubt.say(language) for _, limit in limits if limit.role == "also" and limit.doubt]
    doubts = [limit.doubt.say(language) for _, limit in said if limit.doubt and day >= today]
    lines += parts.line("note", parts.sentences(notes))
    lines += parts.line("case", parts.of_day(_case(question, document, procedures), day, today, language))
    # Examples of the online service are what somebody asks for who names it.
    shown = parts.sentences(beside) if question.channel == "online" else ""
    lines = [*parts.line("online", shown), *lines]
    counted = _counted(deadline, language) if deadline is not None else []
    more = parts.each_once([one for one in (*beside, *counted) if one not in shown])
    cited = parts.citations([ref for _, limit in limits for ref in limit.basis], language, today)
    computed: dict[str, Any] = {
        "kind": "deadline",
        "document": document,
        "procedure": procedures[0] if len(procedures) == 1 else None,
        "limits": [
            {"procedure": procedure, "areas": list(limit.areas), "days": limit.days, "unit": limit.unit}
            for procedure, limit in said
        ],
        "as_of": day.isoformat(),
        "rules": list(dict.fromkeys(limit.id for _, limit in limits)),
    }
    if deadline is not None:
        computed |= {"received": deadline.received.isoformat(), "last_day": deadline.last_day.isoformat()}
        doubts += _may_differ([deadline], language)
    return parts.computed_reply(
        question, Answer(lead, tuple(lines), parts.sentences(doubts), more), cited, computed, "timeline"
    )


def _if_filed_now(question: Question, document: str, procedures: Sequence[str], today: date) -> Deadline:
    """Return the deadline of a file handed in today; on a day off, on the next day that is worked."""
    received = Calendar(question.country or "vn", loading.load()).next_working(today)
    return _deadlines(question, document, procedures[:1], received)[0]


def _by_area(said: Sequence[tuple[str, TimeLimit]], several: bool, language: str) -> tuple[str, list[AnswerLine]]:
    """Return the shortest and the longest limit, and a line with each."""
    ordered = sorted((limit for _, limit in said), key=lambda limit: limit.days)
    lead = say(
        "utter_time_limit_area", language, first=_length(ordered[0], language), last=_length(ordered[-1], language)
    )
    each = [
        say(
            "utter_time_limit_line",
            language,
            area=_where(procedure if several else None, limit.areas, language),
            limit=_length(limit, language),
        )
        for procedure, limit in said
    ]
    return lead, parts.line("by_when", "; ".join(dict.fromkeys(each)))


def _length(limit: TimeLimit, language: str) -> str:
    return parts.length(limit.days, limit.unit, language)


def _case(question: Question, document: str, procedures: Sequence[str]) -> str:
    """Return what a time is computed for, with the area where it is known."""
    language = question.language
    procedure = procedures[0] if len(procedures) == 1 else None
    case = parts.case_name(document, procedure, question.reason, language)
    return f"{case}, {_area(question.area, language)}" if question.area else case


def _area(area: str | None, language: str) -> str:
    return parts.label("area", area, language) if area else ""


def _where(procedure: str | None, areas: Sequence[str], language: str) -> str:
    """Return what tells one of several limits from the others: its procedure, its areas, or both."""
    named = [parts.label("procedure", procedure, language)] if procedure else []
    return ", ".join([*named, *(_area(area, language) for area in areas)])


def _reply(
    question: Question, found: Sequence[Deadline], lead: str, lines: Sequence[AnswerLine], today: date
) -> Reply:
    language = question.language
    first = found[0]
    cited = parts.citations([ref for deadline in found for ref in deadline.basis], language, today)
    to_come = max(deadline.last_day for deadline in found) >= today
    doubt = parts.sentences(_may_differ(found, language)) if to_come else ""
    more = [*_counted(first, language)] if len({deadline.last_day for deadline in found}) == 1 else []
    unsure = [words.say(language) for deadline in found for words in (*deadline.estimates, *deadline.doubts)]
    slip = say("utter_deadline_slip", language)
    take_along = _take_along(first, question, today) if len(found) == 1 else None
    more += [one.replace(slip, "").strip() if slip in doubt else one for one in unsure]
    return parts.computed_reply(
        question,
        Answer(lead, tuple(lines), doubt, parts.each_once(more)),
        cited,
        {
            "kind": "deadline",
            "document": first.document,
            "procedure": first.procedure,
            "received": first.received.isoformat(),
            "last_day": first.last_day.isoformat(),
            "extended": first.extended.isoformat() if first.extended else None,
            "limits": [
                {
                    "procedure": deadline.procedure,
                    "area": deadline.area,
                    "days": deadline.limit.days,
                    "unit": deadline.limit.unit,
                    "last_day": deadline.last_day.isoformat(),
                }
                for deadline in found
            ],
            "skipped": [{"date": off.day.isoformat(), "why": off.name.say(language)} for off in first.skipped],
            "estimate": first.estimate,
            "confidence": first.confidence,
            "as_of": first.as_of.isoformat(),
            "rules": list(dict.fromkeys(row for deadline in found for row in deadline.rows)),
        },
        "timeline",
        take_along,
    )


def _take_along(deadline: Deadline, question: Question, today: date) -> str | None:
    """Return the address of a last day that is still to come as a calendar file."""
    if deadline.last_day <= today:
        return None
    case = deadlines.DeadlineCase(
        document=deadline.document,
        procedure=deadline.procedure,
        reason=question.reason,
        area=deadline.area,
        channel=deadline.channel,
        received=deadline.received,
    )
    return calendar_files.address_of_deadline(case, question.language)
