"""The whole route of a case as one list to keep: procedure, papers, place, online or not, fee, time, steps."""

from __future__ import annotations

from datetime import date

from actions import formats
from actions.answers import fee as fees_said
from actions.answers import parts
from actions.answers.days import asked_days
from actions.answers.errors import refused
from actions.law.checklists import Checklist, ChecklistCase, checklist
from actions.law.errors import CaseError
from actions.question import Case
from actions.reply import Reply
from common.wording import say


def answer(case: Case, today: date) -> Reply:
    """Return the checklist of a case, or the question for what is missing."""
    by_procedure = case.procedure if case.procedure == "number_confirmation" else None
    if case.reason is None and by_procedure is None:
        return refused(CaseError("reason", "missing"), case)
    try:
        found = checklist(
            ChecklistCase(
                document=parts.default_document(case),
                reason=case.reason if by_procedure is None else None,
                procedure=by_procedure,
                age=case.age,
                persons=case.persons,
                area=case.area,
                province=case.province,
                channel=case.channel,
                day=asked_days(case, today)[0],
            )
        )
    except CaseError as error:
        return refused(error, case)
    return _said(case, found, today)


def _said(case: Case, found: Checklist, today: date) -> Reply:
    language = case.language
    cited = parts.citations(found.basis, language, today)
    limits = dict.fromkeys(
        formats.days(limit.days, limit.unit, language) for limit in found.limits if limit.role == "limit"
    )
    online = found.online_note.say(language) if found.online_note else say(f"utter_online_{found.online}", language)
    named = parts.case_name(found.document, found.procedure, found.reason, language)
    lines = [
        say("utter_checklist_title", language, case=named),
        *(f"{number}. {step.say(language)}" for number, step in enumerate(found.steps, 1)),
        say("utter_checklist_papers", language, papers="; ".join(paper.label.say(language) for paper in found.papers))
        if found.papers
        else None,
        say("utter_checklist_place", language, place=found.place.say(language)) if found.place else None,
        say("utter_checklist_online", language, online=online),
        found.biometrics_note.say(language) if found.biometrics_note else None,
        fees_said.amount_line(case, found.fee),
        *fees_said.waiver_lines(case, found.fee),
        say("utter_checklist_time", language, time=" / ".join(limits)) if limits else None,
        *(note.say(language) for note in found.notes),
        parts.doubts(
            [*(doubt.say(language) for doubt in found.doubts), *fees_said.waiver_doubts(case, found.fee)],
            language,
            case.country,
        ),
        parts.basis(cited, language),
    ]
    return Reply(
        text=parts.paragraphs(*lines),
        status="computed",
        language=language,
        buttons=parts.next_buttons("papers", language),
        citations=cited,
        computed={
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
            "confidence": found.confidence,
            "as_of": found.as_of.isoformat(),
            "rules": list(found.rows),
        },
        topic="checklist",
    )
