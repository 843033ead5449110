"""What a question unit must fulfil before anybody is answered from it; each check is a function of its own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from actions.sources import figures
from actions.sources.grounds import NONE_FOUND, Grounds
from common import vocabulary
from common.text import fold
from common.wording import say

if TYPE_CHECKING:
    from actions.sources.questions import QuestionUnit

LANGUAGES = vocabulary.LANGUAGES
VOCABULARY = {
    "country": "country",
    "topic": "topic",
    "documents": "document",
    "procedures": "procedure",
    "reasons": "reason",
    "persons": "person",
    "channels": "channel",
}
"""Fields of `about` whose values come from data/vocabulary.yml, and the kind they are of there."""
LEAST_EXAMPLES = 6
MOST_LINES = 4
LONGEST = {"vi": 45, "es": 30, "en": 30}
"""Syllables (vi) or words of a lead."""
DECIDED = ("yes_no", "must", "may")
"""Kinds that open with an opening."""
OPENINGS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    # "no" before "yes": "Không phải" is none, "Phải" is one.
    "vi": {"no": ("Không", "Chưa"), "yes": ("Có", "Được", "Phải"), "depends": ("Tùy", "Tuỳ")},
    "es": {"no": ("No",), "yes": ("Sí",), "depends": ("Depende de",)},
    "en": {"no": ("No",), "yes": ("Yes",), "depends": ("It depends on",)},
}
MOST_DEPENDING = 10
"""One in so many units of the decided kinds may open with "it depends on"."""


def check(units: Sequence[QuestionUnit], grounds: Grounds, day: date | None) -> list[str]:
    """List what is wrong in units that were read, one line each: file, unit, cause."""
    problems = []
    for unit in units:
        for one in CHECKS:
            problems += [_at(unit, problem) for problem in one(unit)]
        problems += [_at(unit, problem) for problem in (*lost_ground(unit, grounds), *ungrounded(unit, grounds))]
        problems += [_at(unit, problem) for problem in (ended(unit, day) if day else ())]
    return [*problems, *doubled_ids(units)]


def check_together(units: Sequence[QuestionUnit]) -> list[str]:
    """List what is wrong among all units: neighbours that do not exist, too many that only depend."""
    return [*lost_neighbours(units), *too_many_depending(units)]


def warnings(units: Sequence[QuestionUnit], day: date) -> list[str]:
    """List what somebody should look at, and what refuses no unit."""
    found = [_at(unit, warning) for unit in units for warning in (*undoubted(unit), *outdated(unit, day))]
    return [*found, *shared_examples(units)]


def ending(units: Sequence[QuestionUnit], day: date, days: int = 60) -> list[QuestionUnit]:
    """List the units on today's rules whose ground, or whose words, end within `days` days of `day`."""
    until = day + timedelta(days=days)

    def ends(unit: QuestionUnit) -> bool:
        return any(end is not None and day <= end <= until for end in (unit.last, unit.said_until))

    return [unit for unit in units if unit.period != "past" and ends(unit)]


def unknown_values(unit: QuestionUnit) -> Iterator[str]:
    """Values of `about` that data/vocabulary.yml does not know."""
    known = vocabulary.load()
    for field, kind in VOCABULARY.items():
        value = getattr(unit.about, field)
        for one in (value,) if isinstance(value, str) else value:
            if not known.is_known(kind, one):
                yield f"about.{field}: {one} is not a {kind} of data/vocabulary.yml"


def lacking_languages(unit: QuestionUnit) -> Iterator[str]:
    """Texts that lack a language, or hold one that the assistant does not speak."""
    for name, words in _texts(unit).items():
        if words or name == "examples":
            yield from (f"{name}: missing in {language}" for language in LANGUAGES if not words.get(language))
            yield from (f"{name}: {language} is no language" for language in words if language not in LANGUAGES)


def few_examples(unit: QuestionUnit) -> Iterator[str]:
    """Languages with fewer examples than LEAST_EXAMPLES; one written twice counts once."""
    for language in LANGUAGES:
        written = [example.strip().lower() for example in unit.examples.get(language, ())]
        for example in sorted({one for one in written if written.count(one) > 1}):
            yield f"examples: {language}: twice: {example}"
        if written and len(set(written)) < LEAST_EXAMPLES:
            yield f"examples: {len(set(written))} in {language}, at least {LEAST_EXAMPLES} are needed"


def long_leads(unit: QuestionUnit) -> Iterator[str]:
    """Leads that are longer than LONGEST."""
    for language, most in LONGEST.items():
        length = len(unit.lead.get(language, "").split())
        if length > most:
            yield f"lead: {length} {'syllables' if language == 'vi' else 'words'} in {language}, at most {most}"


def many_lines(unit: QuestionUnit) -> Iterator[str]:
    """More lines than MOST_LINES."""
    if len(unit.lines) > MOST_LINES:
        yield f"lines: {len(unit.lines)}, at most {MOST_LINES}"


def lead_or_computed(unit: QuestionUnit) -> Iterator[str]:
    """A unit has a lead or says what computes it, never both."""
    if bool(unit.lead) == bool(unit.computed):
        yield "lead and computed: both are given" if unit.lead else "lead or computed: neither is given"


def no_ground(unit: QuestionUnit) -> Iterator[str]:
    """A unit rests on something; where nothing was found, it says where was looked, and doubts."""
    if not unit.rests_on:
        yield f"rests_on: empty; name passages or rows, or {NONE_FOUND}"
    if unit.grounded:
        if unit.looked_in:
            yield f"looked_in: only with rests_on: {NONE_FOUND}"
        return
    if len(unit.rests_on) > 1:
        yield f"rests_on: {NONE_FOUND} stands alone"
    if not unit.looked_in:
        yield f"looked_in: missing, and rests_on is {NONE_FOUND}"
    if not unit.doubt:
        yield f"doubt: missing, and rests_on is {NONE_FOUND}"


def labelled_doubt(unit: QuestionUnit) -> Iterator[str]:
    """A doubt does not begin with the label that is put before it."""
    for language, doubt in unit.doubt.items():
        label = say("utter_may_differ", language, doubt="").strip()
        if doubt and doubt.startswith(label):
            yield f"doubt ({language}): leave out {label!r}, which is put before it"


def openings(unit: QuestionUnit) -> Iterator[str]:
    """A unit of a decided kind opens with yes, no or "it depends on", with the same in every language."""
    if unit.kind not in DECIDED or not unit.lead:
        return
    found = {language: opening(lead, language) for language, lead in unit.lead.items() if language in LANGUAGES}
    for language, said in found.items():
        if said is None:
            words = ", ".join(word for words in OPENINGS[language].values() for word in words)
            yield f"lead: {unit.kind} must open in {language} with one of {words}"
    if len(set(found.values()) - {None}) > 1:
        said = ", ".join(f"{one} in {language}" for language, one in found.items() if one)
        yield f"lead: opens with {said}"


def opening(lead: str, language: str) -> str | None:
    """Return what a lead opens with: "yes", "no", "depends" or None."""
    for said, words in OPENINGS[language].items():
        if any(re.match(rf"{word}\b", lead) for word in words):
            return said
    return None


def lost_ground(unit: QuestionUnit, grounds: Grounds) -> Iterator[str]:
    """References that lead to no passage of data/sources and no row of data/law."""
    for ref in unit.rests_on:
        if ref != NONE_FOUND and grounds.find(ref) is None:
            yield f"rests_on: {ref} is no passage of data/sources and no law/ row of data/law"


def ungrounded(unit: QuestionUnit, grounds: Grounds) -> Iterator[str]:
    """Figures, days and article numbers of lead, lines and more that stand in nothing the unit rests on."""
    known = grounds.figures(unit.rests_on)
    for name, words in _texts(unit).items():
        if name in ("doubt", "examples"):
            continue
        for language, text in words.items():
            for figure, written in figures.read(text).items():
                if figure not in known:
                    as_read = "" if figure == written else f" ({figure})"
                    yield f"{name}: {language}: “{written}”{as_read} does not stand in what it rests on"


def ended(unit: QuestionUnit, day: date) -> Iterator[str]:
    """A unit on today's rules whose grounds have all ended."""
    if unit.period != "past" and unit.last is not None and unit.last < day:
        yield f"rests_on: all of it ended on {unit.last}; rest it on what holds, or say period: past"


def doubled_ids(units: Sequence[QuestionUnit]) -> Iterator[str]:
    """Ids that two units have."""
    counted = Counter(unit.id for unit in units)
    for unit in {unit.id: unit for unit in reversed(units) if counted[unit.id] > 1}.values():
        where = ", ".join(sorted({other.file for other in units if other.id == unit.id}))
        yield _at(unit, f"{counted[unit.id]} units have this id ({where})")


def lost_neighbours(units: Sequence[QuestionUnit]) -> Iterator[str]:
    """Ids under `near` that no unit has."""
    ids = {unit.id for unit in units}
    for unit in units:
        yield from (_at(unit, f"near: there is no unit {other}") for other in unit.near if other not in ids)


def too_many_depending(units: Sequence[QuestionUnit]) -> Iterator[str]:
    """More than one in MOST_DEPENDING of the decided kinds opens with "it depends on"."""
    decided = [unit for unit in units if unit.kind in DECIDED and unit.lead]
    depending = [unit.id for unit in decided if opening(unit.lead.get("en", ""), "en") == "depends"]
    if len(depending) * MOST_DEPENDING > len(decided):
        yield (
            f"{len(depending)} of {len(decided)} units of yes_no, must and may open with “it depends on”, "
            f"at most one in {MOST_DEPENDING} may: {', '.join(depending)}"
        )


def undoubted(unit: QuestionUnit) -> Iterator[str]:
    """Grounds that are not sure, where the unit says no doubt."""
    if not unit.doubt:
        unsure = [f"{ground.ref} ({ground.confidence})" for ground in unit.grounds if ground.confidence != "high"]
        if unsure:
            yield f"no doubt, and it rests on {', '.join(unsure)}"


def outdated(unit: QuestionUnit, day: date) -> Iterator[str]:
    """Words whose day is over, a past that is in force, a ground of another country."""
    if unit.said_until and unit.said_until < day:
        yield f"said_until: {unit.said_until} is over"
    if unit.period == "past" and unit.grounds and all(ground.holds_on(day) for ground in unit.grounds):
        yield "period: past, and all it rests on is in force"
    if unit.period != "past" and unit.grounds and not unit.holds_on(day) and not (unit.last and unit.last < day):
        yield "nothing it rests on is in force yet"
    for ground in unit.grounds:
        if ground.country and ground.country != unit.about.country:
            yield f"about.country is {unit.about.country}, and {ground.ref} is of {ground.country}"


def shared_examples(units: Sequence[QuestionUnit]) -> Iterator[str]:
    """Examples that two units have, whatever their marks and capitals."""
    owners: dict[str, list[QuestionUnit]] = {}
    for unit in units:
        for example in {_bare(example) for examples in unit.examples.values() for example in examples}:
            owners.setdefault(example, []).append(unit)
    for example, found in owners.items():
        if len(found) > 1:
            yield _at(found[0], f"example “{example}” is one of {', '.join(unit.id for unit in found[1:])} as well")


CHECKS: tuple[Callable[[QuestionUnit], Iterator[str]], ...] = (
    unknown_values,
    lacking_languages,
    few_examples,
    long_leads,
    many_lines,
    lead_or_computed,
    no_ground,
    openings,
    labelled_doubt,
)


def _texts(unit: QuestionUnit) -> dict[str, Mapping[str, Any]]:
    lines = {f"lines.{number}": line.words for number, line in enumerate(unit.lines, start=1)}
    return {"lead": unit.lead, **lines, "doubt": unit.doubt, "more": unit.more, "examples": unit.examples}


def _at(unit: QuestionUnit, problem: str) -> str:
    return f"{unit.file}: {unit.id}: {problem}"


def _bare(text: str) -> str:
    return " ".join(re.findall(r"\w+", fold(text)))
