from __future__ import annotations

import asyncio
from collections.abc import Sequence
from typing import Any

from bot.desk.kept import Question
from bot.desk.likeness import grouped

UNIT = {
    "id": "lost-where",
    "title": "Mất thẻ làm lại ở đâu?",
    "lead": "Công an xã.",
    "topic": "place",
    "likeness": 0.8,
}


class Told:
    """An action server that puts the first two texts together, or one that is away."""

    def __init__(self, is_there: bool = True) -> None:
        self._is_there = is_there
        self.asked: list[tuple[str, str]] = []

    async def groups(self, questions: Sequence[tuple[str, str]], language: str) -> dict[str, Any] | None:
        self.asked = list(questions)
        groups = [
            {"members": [0, 1], "units": [UNIT]},
            *({"members": [n], "units": []} for n in range(2, len(questions))),
        ]
        return {"groups": groups} if self._is_there else None


def question(number: int, text: str, **fields: Any) -> Question:
    told: dict[str, Any] = dict.fromkeys(("office", "reason", "topic", "confidence", "vote"))
    told |= {"at": 0.0, "channel": "web", "language": "vi", "pressed": False, "answer": "", "status": "abstain"}
    told |= {"made_up": False, "kinds": ("unanswered",)}
    return Question(**{"id": number, "text": text, **told, **fields})


def groups_of(*questions: Question, told: Told) -> tuple[list[tuple[int, ...]], bool]:
    groups, is_told = asyncio.run(grouped(questions, told, "vi"))  # type: ignore[arg-type]
    return [tuple(one.id for one in group.questions) for group in groups], is_told


def test_like_questions_are_together_the_largest_group_first() -> None:
    told = Told()
    asked = [question(1, "mất thẻ"), question(2, "rơi thẻ"), question(3, "phí?"), question(4, "Mat the?")]
    assert groups_of(*asked, told=told) == ([(1, 4, 2), (3,)], True)
    assert told.asked == [("mất thẻ", "vi"), ("rơi thẻ", "vi"), ("phí?", "vi")]  # the same words are sent once


def test_a_group_is_headed_by_what_came_most_often_with_its_marks() -> None:
    asked = [question(1, "How long?"), question(2, "bao lau"), question(3, "Bao lâu?")]
    assert groups_of(*asked, told=Told()) == ([(3, 2, 1)], True)


def test_without_the_action_server_the_same_words_are_together() -> None:
    asked = [question(1, "mất thẻ"), question(2, "rơi thẻ"), question(4, "Mat the?")]
    assert groups_of(*asked, told=Told(is_there=False)) == ([(1, 4), (2,)], False)


def test_a_pressed_button_is_a_group_of_its_own() -> None:
    told = Told()
    asked = [question(1, "/fee", pressed=True), question(2, "mất thẻ"), question(3, "rơi thẻ")]
    assert groups_of(*asked, told=told)[0] == [(2, 3), (1,)]
    assert ("/fee", "vi") not in told.asked


def test_nothing_to_look_at_asks_nobody() -> None:
    assert groups_of(told=Told(is_there=False)) == ([], True)
