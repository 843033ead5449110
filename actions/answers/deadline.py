"""Answers on time: how long an office may take, and by which day a card must be ready."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from actions import formats
from actions.answers import parts
from actions.answers.days import A_DAY, asked_days
from actions.answers.errors import refused
from actions.law import cases, deadlines, fees, loading
from actions.law.calendars import Calendar
from actions.law.deadlines import Deadline
from actions.law.errors import CaseError
from actions.law.models import AREAS_OF_LIMITS
from actions.question import Question
from actions.reply import Reply
from common.wording import say

USUAL_PROCEDURES = ("reissue", "exchange", "first")
"""What is meant when no procedure is named; of a document that has none of them, all it has."""
MOST_SKIPPED = 6
"""Days off named one by one."""


def answer(question: Question, today: date) -> Reply:
    """Return the last day for a filing date; without one, the time limit and the last day if filed today."""
    if question.area not in AREAS_OF_LIMITS:
        # Fees know wards and communes, time limits do not: all areas are told.
        question = replace(question, area=None)
    received = _received(question)
    day = received or asked_days(question, today)[1]
    document = cases.document_on(parts.default_document(question), day)
    try:
        procedures = _procedures(question, document, day)
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
    if len({deadline.last_day for deadline in found}) == 1:
        body = _working_shown(found[0], language)
    else:
        lines = [
            say(
                "utter_deadline_line",
                language,
                area=_where(
                    deadline.procedure if len(procedures) > 1 else None,
                    (deadline.area,) if deadline.area else (),
                    language,
                ),
                limit=formats.days(deadline.limit.days, deadline.limit.unit, language),
                last_day=formats.short_date(deadline.last_day, language),
            )
            for deadline in found
        ]
        body = [say("utter_deadline_area", language), *dict.fromkeys(lines)]
    return _reply(question, found, body, today)


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


def _working_shown(deadline: Deadline, language: str) -> list[str]:
    """Return the last day and how it was counted."""
    limit = formats.days(deadline.limit.days, deadline.limit.unit, language)
    said = [
        say(
            "utter_deadline",
            language,
            received=formats.short_date(deadline.received, language),
            last_day=formats.long_date(deadline.last_day, language, weekday=True),
            limit=limit,
            counted_from=formats.short_date(deadline.counted_from, language),
        )
    ]
    holidays = [off for off in deadline.skipped if off.why != "weekend"]
    if deadline.limit.unit == "working":
        named = [
            f"{formats.short_date(off.day, language)} ({off.name.say(language)})" for off in holidays[:MOST_SKIPPED]
        ]
        key = "utter_deadline_skipped" if named else "utter_deadline_skipped_weekends"
        said.append(say(key, language, **({"days": ", ".join(named)} if named else {})))
    if deadline.extended is not None:
        said.append(say("utter_deadline_extended", language, last_day=formats.short_date(deadline.extended, language)))
    said += [say("utter_deadline_estimate", language, why=why.say(language)) for why in deadline.estimates]
    said += [swap.doubt.say(language) for swap in deadline.undecided]
    return said


def _limits(question: Question, document: str, procedures: Sequence[str], day: date, today: date) -> Reply:
    """Return the time limit by procedure and area; for today's law also the last day of a file handed in now."""
    language = question.language
    limits = [
        (procedure, limit)
        for procedure in procedures
        for limit in deadlines.time_limits(document, procedure, day, question.area, question.channel, question.reason)
    ]
    said = [(procedure, limit) for procedure, limit in limits if limit.role == "limit"]
    named = procedures[0] if len(procedures) == 1 else None
    title = say("utter_time_limit_title", language, case=parts.case_name(document, named, question.reason, language))
    if len({(limit.days, limit.unit) for _, limit in said}) == 1:
        first = said[0][1]
        key = "utter_time_limit_area" if question.area and first.areas else "utter_time_limit_all"
        length = formats.days(first.days, first.unit, language)
        body = [say(key, language, limit=length, area=_area(question.area, language))]
    else:
        body = [
            say(
                "utter_time_limit_line",
                language,
                area=_where(procedure if len(procedures) > 1 else None, limit.areas, language),
                limit=formats.days(limit.days, limit.unit, language),
            )
            for procedure, limit in said
        ]
    body += [limit.extension_note.say(language) for _, limit in said if limit.extension_note]
    body += [limit.doubt.say(language) for _, limit in limits if limit.role == "also" and limit.doubt]
    doubts = [limit.doubt.say(language) for _, limit in said if limit.doubt]
    refs = [ref for _, limit in limits for ref in limit.basis]
    cited = parts.citations(refs, language, today)
    computed: dict[str, Any] = {
        "kind": "deadline",
        "document": document,
        "procedure": named,
        "limits": [
            {"procedure": procedure, "areas": list(limit.areas), "days": limit.days, "unit": limit.unit}
            for procedure, limit in said
        ],
        "as_of": day.isoformat(),
        "rules": list(dict.fromkeys(limit.id for _, limit in limits)),
    }
    if day == today and len({(limit.days, limit.unit) for _, limit in said}) == 1:
        # A file is handed in on a working day; asked on a Sunday, the answer starts from Monday.
        received = Calendar(question.country or "vn", loading.load()).next_working(today)
        deadline = _deadlines(question, document, procedures[:1], received)[0]
        computed |= {"received": received.isoformat(), "last_day": deadline.last_day.isoformat()}
        body.append(
            say(
                "utter_if_filed",
                language,
                received=formats.short_date(received, language),
                last_day=formats.long_date(deadline.last_day, language, weekday=True),
            )
        )
    return Reply(
        text=parts.paragraphs(
            title, *dict.fromkeys(body), parts.doubts(doubts, language, question.country), parts.basis(cited, language)
        ),
        status="computed",
        language=language,
        buttons=parts.next_buttons("timeline", language),
        citations=cited,
        computed=computed,
        topic="timeline",
    )


def _area(area: str | None, language: str) -> str:
    return parts.label("area", area, language) if area else ""


def _where(procedure: str | None, areas: Sequence[str], language: str) -> str:
    """Return what tells one of several limits from the others: its procedure, its areas, or both."""
    named = [parts.label("procedure", procedure, language)] if procedure else []
    return ", ".join([*named, *(_area(area, language) for area in areas)])


def _reply(question: Question, found: Sequence[Deadline], body: Sequence[str], today: date) -> Reply:
    language = question.language
    first = found[0]
    cited = parts.citations([ref for deadline in found for ref in deadline.basis], language, today)
    unsure = [words.say(language) for deadline in found for words in deadline.doubts]
    return Reply(
        text=parts.paragraphs(*body, parts.doubts(unsure, language, question.country), parts.basis(cited, language)),
        status="computed",
        language=language,
        buttons=parts.next_buttons("timeline", language),
        citations=cited,
        computed={
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
        topic="timeline",
    )
