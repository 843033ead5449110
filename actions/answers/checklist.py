"""The whole route of a question as one list to keep: procedure, papers, place, online or not, fee, time, steps."""

from __future__ import annotations

from datetime import date

from actions.anatomy import MOST_LINES, Answer, AnswerLine, fits
from actions.answers import amounts, case, parts, working
from actions.answers.days import A_DAY, asked_days
from actions.answers.errors import refused
from actions.law.checklists import Checklist, ChecklistCase, checklist
from actions.law.errors import CaseError
from actions.question import Question
from actions.reply import Reply
from common.wording import say


def answer(question: Question, today: date) -> Reply:
    """Return the checklist of a question, or the question for what is missing."""
    question = case.complete(question, today)
    by_procedure = question.procedure if question.procedure == "number_confirmation" else None
    if question.reason is None and by_procedure is None:
        return refused(CaseError("reason", "missing"), question)
    try:
        found = checklist(
            ChecklistCase(
                document=parts.default_document(question),
                reason=question.reason if by_procedure is None else None,
                procedure=by_procedure,
                age=question.age,
                persons=question.persons,
                area=question.area,
                province=question.province,
                channel=question.channel,
                day=asked_days(question, today)[0],
            )
        )
    except CaseError as error:
        return refused(error, question)
    return _said(question, found, today)


def _said(question: Question, found: Checklist, today: date) -> Reply:
    """Return where to go as the lead, then what to bring, the money, the time, and what goes online."""
    language = question.language
    cited = parts.citations([*found.basis, *amounts.refs(found.fee)], language, today)
    lead, case_said = _lead(question, found, today)
    papers = "; ".join(paper.label.say(language) for paper in found.papers)
    limits = dict.fromkeys(
        parts.length(limit.days, limit.unit, language) for limit in found.limits if limit.role == "limit"
    )
    place = found.place.say(language) if found.place and _online(question, found) else None
    lines = [
        *parts.line("where", place),
        *parts.line("bring", papers),
        *parts.line("pay", _pay(question, found, today)),
        *_time(" / ".join(limits), None if case_said else _case(question, found, today), language),
        *([] if place else parts.line("online", _on_the_net(found, language))),
    ]
    doubt = _doubt(question, found, today)
    shown = " ".join([lead, *(line.text for line in lines), doubt])
    more = [
        *(f"{number}. {step.say(language)}" for number, step in enumerate(found.steps, 1)),
        *([found.biometrics_note.say(language)] if found.biometrics_note else []),
        *(note.say(language) for note in found.notes),
        *([amounts.why(question, found.fee)] if found.fee.free_reason and found.fee.base else []),
        *(line.said(language) for line in amounts.free_line(question, found.fee)),
        *(words.say(language) for words in found.doubts),
        *working.of_fee(found.fee, language),
    ]
    folded = parts.each_once([one for one in more if one not in shown])
    answer = Answer(lead, tuple(lines[:MOST_LINES]), doubt, folded)
    return parts.computed_reply(question, answer, cited, _computed(question, found), "checklist")


def _online(question: Question, found: Checklist) -> bool:
    """Say whether the whole route goes online and is asked for that way."""
    return found.online == "full" and question.channel == "online"


def _lead(question: Question, found: Checklist, today: date) -> tuple[str, bool]:
    """Return where to go, and whether it says for what: only where that is short enough."""
    language, case = question.language, _case(question, found, today)
    if found.place is None or _online(question, found):
        with_case, alone, place = "utter_checklist_portal", "utter_checklist_portal_only", ""
    else:
        with_case, alone = "utter_checklist_go_for", "utter_checklist_go"
        place = parts.small(found.place.say(language)) if language == "vi" else found.place.say(language)
    lead = say(with_case, language, case=case, place=place)
    return (lead, True) if fits(lead, language) else (say(alone, language, place=place), False)


def _time(time: str, case: str | None, language: str) -> list[AnswerLine]:
    """Return the line with the time, and for what it is where the lead does not say it."""
    if case is None or not time:
        return parts.line("by_when", time) or parts.line("case", case)
    return parts.line("by_when", say("utter_checklist_time", language, time=time, case=case))


def _case(question: Question, found: Checklist, today: date) -> str:
    case = parts.case_name(found.document, found.procedure, found.reason, question.language)
    return parts.of_day(case, found.as_of, today, question.language)


def _pay(question: Question, found: Checklist, today: date) -> str:
    """Return what is paid, and that it may be nothing online; the conditions are folded away."""
    paid = amounts.with_end(question, found.fee, None, today)
    if found.fee.online_waiver is None or question.channel == "in_person":
        return paid
    return say("utter_checklist_waiver", question.language, amount=paid)


def _on_the_net(found: Checklist, language: str) -> str:
    return found.online_note.say(language) if found.online_note else say(f"utter_online_{found.online}", language)


def _doubt(question: Question, found: Checklist, today: date) -> str:
    """Return the one thing that may change what to do: the amount to have ready, else the first doubt of the route."""
    if found.as_of < today:
        return ""
    of_the_fee = amounts.doubt(question, found.fee, today)
    others = [words.say(question.language) for words in found.doubts if words not in found.fee.doubts]
    return of_the_fee or next(iter(others), "")


def _computed(question: Question, found: Checklist) -> dict[str, object]:
    """Return the values of a checklist for programs that read `custom`."""
    return {
        "kind": "checklist",
        "document": found.document,
        "issues": found.issues,
        "reason": found.reason,
        "procedure": found.procedure,
        "papers": [paper.id for paper in found.papers],
        "online": found.online,
        "biometrics": found.biometrics,
        "in_person": found.fee.in_person,
        "online_fee": found.fee.online,
        "limits": [{"areas": list(row.areas), "days": row.days, "unit": row.unit} for row in found.limits],
        "filing": _filing(found),
        "received": _received(question),
        "confidence": found.confidence,
        "as_of": found.as_of.isoformat(),
        "rules": list(found.rows),
    }


def _filing(found: Checklist) -> dict[str, str] | None:
    """Return the case whose last day the law over HTTP works out from a day of filing.

    None where no limit is on file, or the last day depends on an area.
    """
    limits = [row for row in found.limits if row.role == "limit"]
    if not any(row.days for row in limits) or any(row.areas for row in limits):
        return None
    case = {"document": found.document, "procedure": found.procedure, "reason": found.reason}
    return {name: value for name, value in case.items() if value}


def _received(question: Question) -> str | None:
    """Return the day of filing that was told, where it is a whole day."""
    told = question.received_date
    return told if told and len(told) == len(A_DAY) else None
