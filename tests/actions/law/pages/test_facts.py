from __future__ import annotations

import pytest

from actions.law import loading
from actions.law.models import MODELS
from actions.law.pages import facts
from actions.law.pages.words import ROW_KINDS
from tests.actions.law.pages.site import library

LANGUAGES = ("vi", "es", "en")


def said(row: str, language: str = "en") -> dict[str, list[str]]:
    law = loading.load()
    found = facts.facts(law.by_id[row], law, library(), language)
    return {fact.label: [value.text for value in fact.values] for fact in found}


def title(row: str, language: str = "en") -> str:
    law = loading.load()
    return facts.title(law.by_id[row], law, library(), language)


def test_a_fee_is_told_field_by_field() -> None:
    told = said("tcc-reissue")
    assert told["Procedure"] == ["reissue"]
    assert told["Amount"] == ["70,000 dong"]
    assert told["Tariff"] == ["73/2024/TT-BTC"]


def test_a_time_limit_counts_in_its_own_days() -> None:
    assert said("limit-tcc")["Days"] == ["7 working days"]


def test_validity_by_age_is_told_in_years() -> None:
    bands = next(row for row in loading.load().renewal_rules if len(row.bands) > 1)
    assert any("years" in value for value in said(bands.id)["By age at issue"])


def test_papers_of_a_route_lead_to_their_pages() -> None:
    law = loading.load()
    (papers,) = [
        fact for fact in facts.facts(law.by_id["route-cccd-lost"], law, library(), "en") if fact.label == "Bring"
    ]
    assert [value.file for value in papers.values] == [
        f"rows/{paper}.html"
        for paper in law.by_id["route-cccd-lost"].papers  # type: ignore[attr-defined]
    ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_row_has_a_title_and_words_for_every_field(language: str) -> None:
    law = loading.load()
    for row in law.rows():
        kind, _, about = title(row.id, language).partition(": ")
        assert kind == ROW_KINDS[facts.KIND_OF[type(row)]][language]
        assert about, row.id
        for label, values in said(row.id, language).items():
            assert label
            assert all(values), (row.id, label)


def test_every_kind_of_dated_row_has_a_name() -> None:
    law = loading.load()
    assert {facts.KIND_OF[type(row)] for row in law.rows()} <= set(ROW_KINDS) <= set(MODELS)


@pytest.mark.parametrize(
    ("row", "after"),
    [("tcc-reissue-2024h2", "tcc-reissue"), ("half-2021h1", "half-2021h2"), ("tcc-reissue", None)],
)
def test_what_begins_on_the_day_after_follows(row: str, after: str | None) -> None:
    law = loading.load()
    found = [other.id for other in facts.followers(law.by_id[row], law)]
    assert (after in found) if after else found == []
