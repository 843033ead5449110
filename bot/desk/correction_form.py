"""The form of a correction and that of a notice: fields without JavaScript, and the drafts that they make."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any, TypeVar, get_args

from pydantic import ValidationError

from bot.channels.core.masking import mask
from common.clock import today
from common.corrections.definition import Draft, NoticeDraft
from common.office import SHOWN
from common.unit_fields import Kind, Label
from common.vocabulary import LANGUAGES

KINDS: tuple[str, ...] = get_args(Kind)
LABELS: tuple[str, ...] = get_args(Label)
LINES = 3
"""Labelled lines that the form has room for."""
USUAL_DAYS = 30
"""Days that the form proposes."""
SUBJECT = {"documents": "document", "procedures": "procedure", "reasons": "reason", "persons": "person"}
"""Field of a correction's subject -> kind of the vocabulary, and name of the form's field; one value each."""

Fields = Mapping[str, str]
Made = TypeVar("Made", Draft, NoticeDraft)


def new_fields(given: Fields) -> dict[str, str]:
    """Return the fields of a new form: what was given over what is usual."""
    first = today()
    usual = {"first": first.isoformat(), "last": (first + timedelta(days=USUAL_DAYS)).isoformat(), "country": "vn"}
    return {**usual, **{name: value for name, value in given.items() if value}}


def fields_of(draft: Draft) -> dict[str, str]:
    """Return the fields that show a draft."""
    fields = {
        **{name: getattr(draft, name) or "" for name in ("office", "kind", "practice_of", "instead_of")},
        **{name: getattr(draft, name).isoformat() for name in ("first", "last")},
        **{f"phrases_{language}": "\n".join(texts) for language, texts in draft.phrases.items()},
        "country": draft.about.country,
        "topic": draft.about.topic,
        "rests_on": "\n".join(draft.rests_on),
        **{one: ", ".join(getattr(draft.about, many)) for many, one in SUBJECT.items()},
        **_words("lead", draft.lead),
        **_words("doubt", draft.doubt),
        **_words("text_says", draft.text_says),
    }
    for number, line in enumerate(draft.lines[:LINES], 1):
        fields |= {f"line{number}_label": line.label, **_words(f"line{number}", line.words)}
    return fields


def of_unit(unit: Mapping[str, Any]) -> dict[str, str]:
    """Return the fields that a question unit fills: what it is about, says and rests on (actions/corrections/near)."""
    about = unit["about"]
    fields = {
        "kind": unit["kind"],
        "country": about["country"],
        "topic": about["topic"],
        "rests_on": "\n".join(unit["rests_on"]),
        "instead_of": unit["unit"],
        **{one: about[many][0] if len(about[many]) == 1 else "" for many, one in SUBJECT.items()},
        **_words("lead", unit["lead"]),
        **_words("doubt", unit["doubt"]),
    }
    for number, line in enumerate(unit["lines"][:LINES], 1):
        fields |= {f"line{number}_label": line["label"], **_words(f"line{number}", line["words"])}
    return fields


def draft_of(form: Fields, office: str | None) -> tuple[Draft | None, list[str]]:
    """Return the draft that a form holds, and what is wrong with it; numbers of persons in questions are masked.

    office: that of the account; of one of all offices the form's field counts.
    """
    about = {many: [form[one]] for many, one in SUBJECT.items() if form.get(one)}
    lines = [
        {"label": form.get(f"line{number}_label", ""), "words": words}
        for number in range(1, LINES + 1)
        if (words := _said(form, f"line{number}"))
    ]
    phrases = {language: tuple(_lines(mask(form.get(f"phrases_{language}", "")))) for language in LANGUAGES}
    values = {
        "office": office or form.get("office") or None,
        "about": {"country": form.get("country", ""), "topic": form.get("topic", ""), **about},
        "phrases": phrases,
        "lead": _said(form, "lead"),
        "lines": lines,
        "doubt": _said(form, "doubt"),
        "rests_on": _lines(form.get("rests_on", "").replace(",", "\n")),
        "text_says": _said(form, "text_says"),
        **{name: form.get(name, "").strip() for name in ("kind", "practice_of", "instead_of", "first", "last")},
    }
    return _made(Draft, values)


def notice_of(form: Fields, office: str | None) -> tuple[NoticeDraft | None, list[str]]:
    """Return the notice that a form holds, and what is wrong with it."""
    values = {
        "office": office or form.get("office") or None,
        "shown": [place for place in SHOWN if form.get(f"shown_{place}")],
        "topics": [form["topic"]] if form.get("topic") else [],
        "text": _said(form, "text"),
        **{name: form.get(name, "").strip() for name in ("first", "last")},
    }
    return _made(NoticeDraft, values)


def _made(model: type[Made], values: Mapping[str, Any]) -> tuple[Made | None, list[str]]:
    try:
        return model.model_validate(values), []
    except ValidationError as error:
        return None, [
            f"{'.'.join(map(str, fault['loc']))}: {fault['msg'].removeprefix('Value error, ')}".removeprefix(": ")
            for fault in error.errors(include_input=False)
        ]


def _said(form: Fields, name: str) -> dict[str, str]:
    """Return a text by language, without the languages that were left empty."""
    said = {language: form.get(f"{name}_{language}", "").strip() for language in LANGUAGES}
    return {language: text for language, text in said.items() if text}


def _words(name: str, words: Mapping[str, str]) -> dict[str, str]:
    return {f"{name}_{language}": text for language, text in words.items()}


def _lines(text: str) -> list[str]:
    return list(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))
