"""What the passages must tell, and must not: the figures of the texts, read in them and written here by hand."""

from __future__ import annotations

from datetime import date

import pytest

from actions.sources.library import Library

TODAY = date(2026, 11, 29)

FINES = [
    ("nd-282-2025#d11-k1", ["500,000-1,000,000", "not handing the card in", "VNeID"]),
    ("nd-282-2025#d11-k4", ["8-10 million", "taking one in pawn"]),
    ("nd-282-2025#d11-k5-k6", ["confiscated", "handed in", "gains"]),
    ("nd-282-2025#d27", ["3-5 million", "5-10 million", "10-20 million", "30-40 million"]),
    ("nd-282-2025#d28-ca-nhan", ["3-4 million", "4-8 million", "500,000-1 million", "lending"]),
    ("nd-282-2025#d28-to-chuc", ["8-10 million"]),
    ("nd-282-2025#cho-muon", ["2-4 million", "4-8 million"]),
    ("nd-144-2021#d10-k4", ["4-6 million", "14 December 2025"]),
    ("nd-283-2026#d15-k2", ["20-25 million", "10-15 million", "give them back"]),
    ("blhs-2015#d341", ["30-100 million", "3 years", "6 months to 2 years", "2 to 5 years"]),
]

CERTIFICATE = [
    ("nd-58-2026#d5-k12", ["commune police in the province where you live", "DC01", "30 days", "60", "15 days"]),
    ("nd-58-2026#d5-k12-giay-to", ["DC01", "consular legalisation", "certified translation"]),
    ("nd-58-2026#d5-k13", ["any commune police in the country", "CC01", "DC02", "7 working days"]),
    ("nd-58-2026#d5-k13-sua-du-lieu", ["DC02", "where you live", "5 working days"]),
    ("nd-70-2024#d32", ["withdrawn", "given back"]),
]

PEOPLE = [
    ("nd-70-2024#d21-k4", ["cancels itself", "no fine"]),
    ("nd-70-2024#d21-k5", ["no right to a home visit"]),
    ("tt-17-2024-bca#d4", ["temporary residence", "place where you stay", "foreign address"]),
    ("luat-26-2023-qh15#d19-nguoi-nuoc-ngoai", ["Vietnamese citizens only", "28 September 2026"]),
    ("luat-26-2023-qh15#d19-nuoc-ngoai", ["do not issue it", "mobile intake", "merged units"]),
    ("luat-26-2023-qh15#d5-xuat-trinh", ["counts as showing the card", "No rule makes you carry"]),
    ("luat-26-2023-qh15#d7-giu-the", ["landlord", "may not keep", "no fine of its own"]),
    ("luat-26-2023-qh15#d29", ["lawful dealings", "gives it back", "No other body or private person"]),
    ("luat-26-2023-qh15#d46-k1", ["Nobody has to change", "nobody is fined"]),
    ("luat-26-2023-qh15#d21", ["from 12 until 25", "from 23 until 40", "from 38 until 60", "from 58 for life"]),
    ("luat-26-2023-qh15#d24-k1-e", ["exchanged", "hand in the old card"]),
]


@pytest.mark.parametrize(("ref", "told"), [*FINES, *CERTIFICATE, *PEOPLE])
def test_a_passage_tells_its_figures(library: Library, ref: str, told: list[str]) -> None:
    text = library.passage(ref).say("en")
    assert [words for words in told if words not in text] == []


@pytest.mark.parametrize("language", ["vi", "es", "en"])
def test_figures_are_the_same_in_the_three_languages(library: Library, language: str) -> None:
    for ref, figures in (
        ("nd-282-2025#d27", ["3-5", "5-10", "10-20", "30-40"]),
        ("nd-282-2025#d28-ca-nhan", ["3-4", "4-8"]),
        ("blhs-2015#d341", ["341", "30-100"]),
        ("nd-283-2026#d15-k2", ["20-25", "10-15"]),
    ):
        text = library.passage(ref).say(language)
        assert [figure for figure in figures if figure not in text] == [], (ref, language)


@pytest.mark.parametrize(
    ("ref", "wrong"),
    [
        ("luat-26-2023-qh15#d7-hanh-vi-cam", "cho thuê, mượn, cho mượn"),  # stood in the law of 2014 only
        ("safety#chup-anh", "dự thảo"),  # the rule on glasses was in force, not only in a bill
        ("nd-282-2025#d11-dien-tu", "không nêu mức riêng"),  # article 28 has fines for accounts
    ],
)
def test_what_was_wrong_is_told_no_more(library: Library, ref: str, wrong: str) -> None:
    assert wrong not in library.passage(ref).say("vi")


@pytest.mark.parametrize(
    ("ref", "last_day_in_force"),
    [
        ("tt-07-2016-bca#d12-k1-d", date(2021, 6, 30)),
        ("tt-60-2021-bca#d5-k4", date(2024, 6, 30)),
        ("nd-144-2021#d10-k4", date(2025, 12, 14)),
        ("luat-59-2014-qh13#d7-k7", date(2024, 6, 30)),
    ],
)
def test_an_old_rule_ends_and_names_what_followed(library: Library, ref: str, last_day_in_force: date) -> None:
    passage = library.passage(ref)
    assert passage.in_force_to == last_day_in_force
    assert passage.replaced_by
    assert library.status(passage, TODAY) == "superseded"


@pytest.mark.parametrize("ref", ["safety#chup-anh", "nd-70-2024#d32", "luat-26-2023-qh15#d19-nguoi-nuoc-ngoai"])
def test_what_is_not_sure_says_so(library: Library, ref: str) -> None:
    passage = library.passage(ref)
    assert passage.confidence != "high"
    assert passage.doubt["vi"]
