"""What is known near some questions: units whose answer an editor may start from, and passages to rest on."""

from __future__ import annotations

from datetime import date
from typing import Any

from actions.search.current import knowledge
from actions.search.encoding import encode
from actions.search.reading import Reading
from actions.search.searcher import Known
from actions.sources.questions import QuestionUnit

LIMIT = 6
"""Units and passages that are shown."""


def near(text: str, language: str, today: date) -> dict[str, Any]:
    """Return the nearest units, each as the fields of a draft, and the nearest passages with their words."""
    reading, known = Reading(text, language, encode(text, language), {}, {}), knowledge()
    units = known.units.search(reading, today, Known(), LIMIT).hits
    passages = known.passages.search(reading, today, Known(), LIMIT).hits
    cited = [known.library.citation(hit.entry.ref, language, today) for hit in passages]
    return {"units": [as_draft(hit.entry.unit) for hit in units], "passages": cited}


def as_draft(unit: QuestionUnit) -> dict[str, Any]:
    """Return a unit as the fields of a draft that answers as it does; a computed one has no lead."""
    about = unit.about.model_dump(exclude={"age", "channels"})
    return {
        "unit": unit.id,
        "kind": unit.kind,
        "about": about,
        "lead": dict(unit.lead),
        "lines": [{"label": line.label, "words": dict(line.words)} for line in unit.lines],
        "doubt": dict(unit.doubt),
        "rests_on": list(unit.rests_on) if unit.grounded else [],
        "computed": unit.computed,
    }
