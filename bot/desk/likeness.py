"""Questions to look at as groups of like ones: by what the action server tells, else by the same words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.desk.action_server import ActionServer
from bot.desk.kept import Question
from common import vocabulary
from common.text import fold, has_marks


@dataclass(frozen=True)
class Group:
    """Like questions, what was asked most often first, and the nearest question units (actions/review/groups.py)."""

    questions: tuple[Question, ...]
    units: Sequence[dict[str, Any]] = field(default=())

    @property
    def ids(self) -> str:
        """The questions' ids as an address carries them: "12.15.40"."""
        return ".".join(str(one.id) for one in self.questions)

    @property
    def kinds(self) -> tuple[str, ...]:
        """Why they are to be looked at, the most frequent first."""
        all_of_them = [kind for one in self.questions for kind in one.kinds]
        return tuple(sorted(dict.fromkeys(all_of_them), key=all_of_them.count, reverse=True))


async def grouped(questions: Sequence[Question], actions: ActionServer, language: str) -> tuple[list[Group], bool]:
    """Return the groups, the one with the most questions first, and whether likeness was told.

    What the action server does not tell is put together by the same words. Pressed buttons are never sent.
    """
    same = _by_words(questions)
    typed = [some for some in same if not some[0].pressed]
    asked = [(some[0].text, _spoken(some[0])) for some in typed]
    told = await actions.groups(asked, language) if asked else {"groups": []}
    if told is None:
        return _largest_first([Group(tuple(some)) for some in same]), False
    groups = [
        Group(_in_order([typed[position] for position in group["members"]]), group["units"])
        for group in told["groups"]
    ]
    pressed = [Group(tuple(some)) for some in same if some[0].pressed]
    return _largest_first([*groups, *pressed]), True


def _by_words(questions: Sequence[Question]) -> list[list[Question]]:
    """Return the questions with the same words together, whatever their case and marks."""
    same: dict[tuple[bool, str], list[Question]] = {}
    for one in questions:
        same.setdefault((one.pressed, fold(one.text).strip(" .?!")), []).append(one)
    return list(same.values())


def _in_order(same: Sequence[list[Question]]) -> tuple[Question, ...]:
    """Return the questions of a group: the words that came most often first, written with their marks."""
    often = sorted(same, key=lambda some: -len(some))
    return tuple(one for some in often for one in sorted(some, key=lambda one: not has_marks(one.text)))


def _spoken(question: Question) -> str:
    return question.language if question.language in vocabulary.LANGUAGES else vocabulary.LANGUAGES[0]


def _largest_first(groups: list[Group]) -> list[Group]:
    return sorted(groups, key=lambda group: -len(group.questions))
