"""Conversations with the running assistant, grouped by behaviour: one file of tests/e2e/conversations a behaviour.

A turn's `expect` holds what one of the answers must carry; what it does not name is free. Keys:
status, topic, reason, language, computed (a part of it), cites (sources), text (a part), not_text, buttons (payloads),
answers (how many), also (the expectations of further answers to the same message). A conversation with `known_gap`
does not go as it should yet: the reason says where it goes wrong.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from actions.sources import addresses
from tests.e2e.conftest import Say

pytestmark = pytest.mark.e2e
FOLDER = Path(__file__).parent / "conversations"
STATUSES = {"computed", "retrieved", "clarify", "abstain", "handoff", "chat"}


def _conversations() -> Iterator[Any]:
    for path in sorted(FOLDER.glob("*.yml")):
        for conversation in yaml.safe_load(path.read_text(encoding="utf-8")):
            gap = conversation.get("known_gap")
            marks = [pytest.mark.xfail(reason=gap, strict=True)] if gap else []
            yield pytest.param(conversation["turns"], id=f"{path.stem}: {conversation['name']}", marks=marks)


def _holds(part: Any, whole: Any) -> bool:
    """Say whether `whole` has all of `part`; in a mapping or list only what `part` names counts."""
    if isinstance(part, Mapping):
        return isinstance(whole, Mapping) and all(k in whole and _holds(v, whole[k]) for k, v in part.items())
    if isinstance(part, list):
        return isinstance(whole, list) and all(any(_holds(p, w) for w in whole) for p in part)
    return bool(part == whole)


def _fits(expected: Mapping[str, Any], answer: Mapping[str, Any]) -> bool:
    custom = answer.get("custom", {})
    text = answer.get("text", "")
    return (
        all(
            custom.get(key) in expected[key] if isinstance(expected[key], list) else custom.get(key) == expected[key]
            for key in ("status", "topic", "reason", "language")
            if key in expected
        )
        and _holds(expected.get("computed", {}), custom.get("computed", {}))
        and all(source in [c["source"] for c in custom.get("citations", [])] for source in expected.get("cites", []))
        and all(part.lower() in text.lower() for part in _listed(expected.get("text")))
        and set(expected.get("buttons", [])) <= {button["payload"] for button in answer.get("buttons", [])}
    )


def _parts(answer: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return an answer, and each further one that the same message holds, as answers of their own."""
    custom = answer.get("custom", {})
    shared = {key: custom[key] for key in ("language", "citations") if key in custom}
    return [answer, *({**answer, "custom": {**shared, **also}} for also in custom.get("also", []))]


def _listed(value: Any) -> list[str]:
    return [] if value is None else value if isinstance(value, list) else [value]


def check_contract(answer: Mapping[str, Any]) -> None:
    """Assert what every answer must carry, whatever was asked."""
    assert answer.get("text"), answer
    custom = answer["custom"]
    assert custom["status"] in STATUSES
    assert custom["language"] in {"vi", "es", "en"}
    if custom["status"] in {"computed", "retrieved"}:
        assert custom["citations"], answer
    for citation in custom["citations"]:
        assert citation["ref"].startswith(citation["source"] + "#")
        assert citation["title"]
        assert citation["place"]
        assert citation["page"] == addresses.of_passage(citation["ref"], custom["language"])
        assert citation["status"] in {"in force", "superseded", "not yet in force", "bill", "page"}
    if custom["status"] == "computed":
        assert custom["computed"]["rules"]
        assert custom["computed"]["as_of"]


@pytest.mark.parametrize("turns", _conversations())
def test_conversation(turns: list[dict[str, Any]], say: Say) -> None:
    for turn in turns:
        answers = say(turn["user"])
        assert answers, f"no answer to {turn['user']!r}"
        for answer in answers:
            check_contract(answer)
            for part in _listed(turn.get("expect", {}).get("not_text")):
                assert part.lower() not in answer["text"].lower(), answer
        expected = turn.get("expect", {})
        if "answers" in expected:
            assert len(answers) == expected["answers"], answers
        for one in [expected, *expected.get("also", [])]:
            given = [part for answer in answers for part in _parts(answer)]
            assert any(_fits(one, part) for part in given), f"{turn['user']!r}: expected {one}, got {answers}"
