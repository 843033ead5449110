"""Whether a correction may be said: checked like a question unit, against the ground that it names.

What stands in no ground is wrong; of an office's own practice it is only something to look at, for no text tells it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from actions.law import loading
from actions.search.current import knowledge
from actions.sources import figures, question_checks
from actions.sources.grounds import Grounds
from actions.sources.questions import About, Line, QuestionUnit
from common.corrections.definition import Draft

LONGEST_DAYS = 184
"""Days that a correction may be said: what holds for longer belongs into the repository (`make corrections`)."""
MOST_LINES = 4
OF_A_PRACTICE = 2
"""Lines that an answer on a practice has by itself: whose it is, and what the text says."""
CHECKS = (
    question_checks.unknown_values,
    question_checks.long_leads,
    question_checks.openings,
)
"""Checks of question units that hold for corrections as they are."""
LIKE_A_UNIT = "correction"


@dataclass(frozen=True)
class Findings:
    """What keeps a correction from being said, and what somebody should look at, one line each."""

    wrong: tuple[str, ...]
    look_at: tuple[str, ...]


def grounds() -> Grounds:
    """Return what a correction may rest on: what a unit may, and the documents that the office added."""
    return Grounds(knowledge().library, loading.load())


def check(draft: Draft, known: Grounds, today: date) -> Findings:
    """Return what is wrong in a draft and what to look at."""
    unit = as_unit(draft)
    wrong = [problem for one in CHECKS for problem in one(unit)]
    wrong += [*_languages(draft), *_days(draft, today), *_lines(draft), *_ground(draft, unit, known, today)]
    # What a text is said to say must stand in it, whatever is said of a practice.
    wrong += _not_in(known, draft.rests_on, {"text_says": draft.text_says})
    said = {"lead": draft.lead, **{f"lines.{line.label}": line.words for line in draft.lines}}
    unfounded = _not_in(known, draft.rests_on, said)
    unsure = [
        f"rests on {ref}, which is of {ground.confidence} confidence, and says no doubt"
        for ref in draft.rests_on
        if (ground := known.find(ref)) and ground.confidence != "high" and not draft.doubt
    ]
    if draft.practice_of:
        return Findings(tuple(wrong), (*unfounded, *unsure))
    return Findings((*wrong, *unfounded), tuple(unsure))


def as_unit(draft: Draft) -> QuestionUnit:
    """Return a draft as the question unit that it may become."""
    return QuestionUnit(
        id=LIKE_A_UNIT,
        kind=draft.kind,
        about=About(**draft.about.model_dump()),
        rests_on=draft.rests_on,
        lead=draft.lead,
        lines=tuple(Line(label=line.label, **line.words) for line in draft.lines),
        doubt=draft.doubt,
        examples=draft.phrases,
        file=LIKE_A_UNIT,
    )


def _languages(draft: Draft) -> Iterator[str]:
    """Texts that lack a language of the lead, or have one more; phrases in a language that cannot be answered."""
    texts = {"doubt": draft.doubt, "text_says": draft.text_says}
    texts |= {f"lines.{line.label}": line.words for line in draft.lines}
    for name, words in texts.items():
        given = {language for language, text in words.items() if text}
        if given and given != set(draft.languages):
            yield f"{name}: is in {_named(given)}, and the lead in {_named(draft.languages)}"
    unanswered = set(draft.phrases) - set(draft.languages)
    if unanswered:
        yield f"phrases: in {_named(unanswered)}, and the lead is not"
    if not draft.asked:
        yield "phrases: at least one question that it answers is needed"


def _days(draft: Draft, today: date) -> Iterator[str]:
    if draft.last < today:
        yield f"last: {draft.last} is over"
    if (draft.last - draft.first).days >= LONGEST_DAYS:
        yield f"last: at most {LONGEST_DAYS} days; what holds for longer becomes a question unit (make corrections)"


def _lines(draft: Draft) -> Iterator[str]:
    most = MOST_LINES - OF_A_PRACTICE if draft.practice_of else MOST_LINES
    if len(draft.lines) > most:
        yield f"lines: {len(draft.lines)}, at most {most}"


def _ground(draft: Draft, unit: QuestionUnit, known: Grounds, today: date) -> Iterator[str]:
    """A correction rests on texts, or on a practice whose office is named; on both where they differ."""
    yield from question_checks.lost_ground(unit, known)
    found = [ground for ref in draft.rests_on if (ground := known.find(ref))]
    if not draft.rests_on and not draft.practice_of:
        yield "rests_on: name passages or rows of the law, or whose practice it is"
    if draft.practice_of and bool(draft.rests_on) != bool(draft.text_says):
        yield "text_says: where a text rules on it, name it and write what it says; where none does, leave both empty"
    if draft.text_says and not draft.practice_of:
        yield "text_says: only beside a practice that differs from the text"
    if found and not any(ground.holds_on(today) for ground in found):
        yield "rests_on: nothing of it is in force today"
    for ground in found:
        if ground.country and ground.country != draft.about.country:
            yield f"rests_on: {ground.ref} is of {ground.country}, and the correction of {draft.about.country}"


def _not_in(known: Grounds, refs: tuple[str, ...], texts: Mapping[str, Mapping[str, str]]) -> list[str]:
    """Return the figures, days and articles of texts that stand in none of the grounds."""
    stands = known.figures(ref for ref in refs if known.find(ref))
    return [
        f"{name}: {language}: “{written}” stands in no ground that it names"
        for name, words in texts.items()
        for language, text in words.items()
        for figure, written in figures.read(text).items()
        if figure not in stands
    ]


def _named(languages: set[str] | tuple[str, ...]) -> str:
    return ", ".join(sorted(languages))
