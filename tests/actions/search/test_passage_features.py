"""How each passage stands to what is known of a question besides its words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from actions.search.passage_features import FACTS, Context
from actions.search.searcher import features_of
from actions.sources.library import Library

Write = Callable[..., Path]

TODAY = date(2026, 11, 22)


def test_the_country_and_what_is_not_yet_in_force_move_passages(write: Write) -> None:
    known = features_of(Library.load(write(), added=None))
    nothing = Context(date(2022, 1, 1), None, {}, {})
    assert known.moves(nothing).tolist() == [0, 0]
    assert max(known.moves(replace(nothing, country="cn"))) < 0
    assert max(known.moves(replace(nothing, day=date(2019, 1, 1)))) < 0
    assert max(known.moves(replace(nothing, about=(date(2019, 1, 1), date(2019, 12, 31))))) < 0


def test_what_holds_may_be_said_together_and_of_what_does_not_only_one_text(library: Library) -> None:
    known = features_of(library)
    refs = ["luat-26-2023-qh15#d34", "nd-69-2024#d30", "luat-59-2014-qh13#d24", "tt-59-2021-bca#d10", "cn-id-law#d10"]
    rows = np.array([library.passages.index(library.passage(ref)) for ref in refs])
    law, decree, old_law, old_circular, chinese = known.standings(Context(TODAY, None, {}, {}), rows).tolist()
    assert law == decree
    assert len({law, old_law, old_circular, chinese}) == 4
    _, _, old_law, old_circular, _ = known.standings(Context(date(2022, 6, 1), None, {}, {}), rows).tolist()
    assert old_law == old_circular, "both held in 2022"


def test_the_facts_of_passages(write: Write) -> None:
    known = features_of(Library.load(write(), added=None))
    nothing = Context(date(2022, 1, 1), None, {}, {})

    def fact(name: str, **changes: object) -> list[float]:
        facts = known.facts(replace(nothing, **changes), np.array([0, 1]))  # type: ignore[arg-type]
        return [float(value) for value in facts[:, FACTS.index(name)]]

    assert fact("no longer in force") == [0, 0]
    assert fact("no longer in force", day=date(2024, 1, 1)) == [1, 0], "the first passage ended with 2023"
    held, today = "held at the time asked about", date(2026, 1, 1)
    assert fact(held, day=today, years=[2021]) == [1, 1]
    assert fact(held, day=today, about=(date(2024, 3, 1), date(2024, 3, 31)), years=[2024]) == [0, 1]
    assert fact("no longer in force, a past time is named", day=today) == [0, 0]
    assert fact("no longer in force, a past time is named", day=today, named={"past": ["past"]}) == [1, 0]
    assert fact("document: the same", named={"document": ["cccd"]}) == [1, 0]
    assert fact("document: another", named={"document": ["can_cuoc"]}) == [0, 0], "one card has three names"
    assert fact("document: another", named={"document": ["cn_id"]}) == [1, 0]
    assert fact("chance of its topics", topics={"place": 0.7, "fee": 0.2}) == pytest.approx([0.2, 0.7])
    assert fact("of a text whose number is named", numbers=["1/2020"]) == [1, 1]


def test_the_past_is_asked_about_by_a_year_a_word_an_old_text_or_the_days_that_the_dialogue_knows() -> None:
    now = Context(TODAY, "vn", {}, {})
    assert not now.past
    assert now.asked == (TODAY, TODAY)
    assert replace(now, years=[2021]).past
    assert replace(now, named={"past": ("past",)}).past
    assert replace(now, named={"law": ("law_2014",)}).past
    assert not replace(now, named={"law": ("law_2023",)}).past
    assert replace(now, about=(date(2022, 1, 1), date(2022, 12, 31))).past
    assert not replace(now, about=(TODAY, date(2027, 1, 1))).past


def test_a_text_is_known_by_the_number_in_its_name(write: Write) -> None:
    known = features_of(Library.load(write(), added=None))
    column = FACTS.index("of a text whose number is named")
    context = Context(TODAY, None, {}, {}, numbers=["59/2021"])
    assert known.facts(context, np.array([0]))[0, column] == 0, "the text is 1/2020/QH14"


def test_what_no_intent_asks_for_is_asked_for_as_a_question_on_cards(library: Library) -> None:
    known = features_of(library)
    rows = np.array([n for n, passage in enumerate(library.passages) if set(passage.topics) == {"steps"}][:1])
    assert len(rows), "a passage on the steps alone"
    column = FACTS.index("chance of its topics")
    context = Context(TODAY, None, {}, {"card_question": 0.6})
    assert known.facts(context, rows)[0, column] == pytest.approx(0.6)
