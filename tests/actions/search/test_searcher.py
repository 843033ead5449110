from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from actions.search.encoding import encode
from actions.search.reading import Reading
from actions.search.searcher import Known, Searcher, context_of
from actions.sources.library import Library, Passage
from common.text import fold

Write = Callable[..., Path]

TODAY = date(2026, 11, 22)


def read(text: str, language: str = "vi", intent: str = "card_question", **named: str) -> Reading:
    """Return a question as `bot.nlu` would have read it."""
    entities = {entity: (value,) for entity, value in named.items()}
    return Reading(text, language, encode(text, language), entities, {intent: 1.0})


@pytest.mark.parametrize(
    ("question", "language", "ref"),
    [
        ("đủ bao nhiêu tuổi thì phải đổi thẻ căn cước", "vi", "luat-26-2023-qh15#d21"),
        ("CMND 9 số giờ còn giá trị không", "vi", "luat-26-2023-qh15#d46-k2"),
        ("What is form CC01?", "en", "tt-118-2026-bca#mau-cc01"),
        ("¿la CMND antigua todavía es válida?", "es", "luat-26-2023-qh15#d46-k2"),
    ],
)
def test_a_question_finds_its_passage(searcher: Searcher[Passage], question: str, language: str, ref: str) -> None:
    result = searcher.search(read(question, language), TODAY)
    assert ref in [hit.entry.ref for hit in result.hits[:3]]
    assert result.verdict != "abstain"
    assert result.hits == sorted(result.hits, key=lambda hit: -hit.score)


def test_marks_make_no_difference(searcher: Searcher[Passage]) -> None:
    question = "thẻ căn cước bị mất thì làm lại ở đâu"
    marked, unmarked = (searcher.search(read(text), TODAY).hits for text in (question, fold(question)))
    assert marked[0].entry.ref == unmarked[0].entry.ref


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        (read("làm hộ chiếu cho con ở đâu", "vi", "neighbouring_procedure", neighbour="passport"), "neighbouring"),
        (read("how do I renew my driving licence", "en", "neighbouring_procedure"), "neighbouring"),
        (read("se me venció el DNI de Perú", "es", "off_topic", other_country="other"), "other_country"),
        (read("cách nấu phở bò ngon", "vi", "off_topic"), "off_topic"),
        (read("tell me a joke about cats", "en", "greet"), "off_topic"),
        (read("đã có thẻ của tôi chưa", "vi", "personal_data"), "personal_data"),
        (read("", "vi"), "empty"),
        (read(" ", "es"), "empty"),
    ],
)
def test_what_is_outside_is_declined_with_its_reason(
    searcher: Searcher[Passage], question: Reading, reason: str
) -> None:
    result = searcher.search(question, TODAY)
    assert (result.verdict, result.reason) == ("abstain", reason)


@pytest.mark.parametrize("question", ["\ufdfa" * 100, "mất thẻ " * 25_000, "?", "' OR 1=1 --", "🙂🙂🙂"])
def test_no_question_does_harm(searcher: Searcher[Passage], question: str) -> None:
    assert 0 <= searcher.search(read(question), TODAY).chance <= 1


def test_the_country_of_the_dialogue_counts(searcher: Searcher[Passage]) -> None:
    for country in ("vn", "cn"):
        hits = searcher.search(read("how much does a new card cost", "en", "fee"), TODAY, Known(country)).hits
        assert hits[0].entry.country == country


def test_the_topic_of_the_dialogue_counts(searcher: Searcher[Passage]) -> None:
    def place(topics: tuple[str, ...]) -> int:
        hits = searcher.search(
            read("làm lại thẻ căn cước bị mất"), TODAY, Known(topics=topics, sure=1.0), limit=50
        ).hits
        return next(place for place, hit in enumerate(hits) if "fee" in hit.entry.topics)

    assert place(("fee",)) < place(("lost_card",))


def test_the_day_that_is_asked_about_counts(searcher: Searcher[Passage]) -> None:
    question = "thời hạn cấp lại thẻ là bao lâu"
    for day in (TODAY, date(2022, 6, 1)):
        assert searcher.search(read(question), day).hits[0].entry.holds_on(day)


def test_the_limit_is_kept(searcher: Searcher[Passage]) -> None:
    assert len(searcher.search(read("mất thẻ"), TODAY, limit=2).hits) == 2


def test_times_and_numbers_come_from_the_reading() -> None:
    question = replace(read("năm 2022"), entities={"date": ("2022", "2031-05"), "text_number": ("59/2021",)})
    context = context_of(question, TODAY)
    assert list(context.years) == [2022], "a year to come is no past time"
    assert list(context.numbers) == ["59/2021"]


def test_what_the_dialogue_is_sure_of_takes_from_what_the_words_tell() -> None:
    kinds = Known(topics=("fee",), sure=0.9).kinds({"off_topic": 0.5, "place": 0.5})
    assert kinds == pytest.approx({"off_topic": 0.05, "place": 0.05, "fee": 0.9})


def test_every_hit_can_be_cited(searcher: Searcher[Passage], library: Library) -> None:
    for day in (TODAY, TODAY - timedelta(days=3000)):
        for hit in searcher.search(read("lệ phí làm thẻ"), day, limit=20).hits:
            assert library.citation(hit.entry.ref, "vi", day)["text"]


def test_what_is_asked_alike_is_found_whatever_else_is_known(searcher: Searcher[Passage]) -> None:
    asked = next(
        hit.entry for hit in searcher.search(read("mất thẻ"), TODAY, limit=20).hits if hit.entry.asks.get("vi")
    )
    near = searcher.nearest(read(asked.asks["vi"][0]).vector, "vi", 3)
    assert asked.ref in {hit.entry.ref for hit in near}
    assert [hit.score for hit in near] == sorted((hit.score for hit in near), reverse=True)
