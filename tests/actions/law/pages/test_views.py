from __future__ import annotations

from datetime import date

import pytest

from actions.law import loading
from actions.law.pages.views import Views, period
from tests.actions.law.pages.site import library

LANGUAGES = ("vi", "es", "en")


def views() -> Views:
    return Views(library(), loading.load())


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (date(2024, 7, 1), None, "from 1 July 2024, no end set"),
        (date(2024, 7, 1), date(2024, 12, 31), "from 1 July 2024 until 31 December 2024"),
        (None, date(2024, 12, 31), "until 31 December 2024"),
        (None, None, "without limit"),
    ],
)
def test_a_period_in_words(first: date | None, last: date | None, said: str) -> None:
    assert period(first, last, "en") == said


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_passage_and_row_stands_under_a_subject(language: str) -> None:
    known = views()
    listed = {entry.link.file for group in known.by_subject(language) for entry in group.entries}
    assert len(listed) == len(known.library.index) + len(list(known.law.rows()))


def test_texts_stand_in_the_order_of_their_numbers() -> None:
    known = views()
    groups = known.by_number("en")
    assert sum(len(group.entries) for group in groups) == len(known.library.sources)
    decrees = next(group for group in groups if group.id == "kind-decree")
    assert [entry.link.text for entry in decrees.entries] == sorted(entry.link.text for entry in decrees.entries)


def test_the_timeline_tells_what_begins_and_ends_the_latest_first() -> None:
    groups = views().timeline("en")
    years = [int(group.heading) for group in groups]
    assert years == sorted(years, reverse=True)
    of_2026 = next(group for group in groups if group.heading == "2026")
    assert any("31 December 2026: ends" in entry.beside for entry in of_2026.entries)
    assert any(entry.link.file == "rows/half-2025h2-2026.html" for entry in of_2026.entries)


def test_a_doubt_and_a_correction_are_shown() -> None:
    known = views()
    unsure = next(passage for passage in known.library.passages if passage.doubt)
    section = known.passage(unsure, "en")
    assert unsure.doubt["en"] in [value.text for fact in section.facts for value in fact.values]


def test_an_official_address_is_shown_with_the_day_on_which_it_was_checked() -> None:
    from dataclasses import replace

    from actions.sources.origins import Official

    known = views()
    source = known.library.source("blds-2015")
    told = Official(address="https://vanban.example/91-2015", checked=date(2026, 11, 29))
    section = known.source(replace(source, official=told), "en")
    assert "https://vanban.example/91-2015 (checked on 29 November 2026)" in [
        value.text for fact in section.facts for value in fact.values
    ]
    assert not any(fact.label == "Official address" for fact in known.source(source, "en").facts)
