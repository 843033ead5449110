"""The reply contract."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from actions.reply import Reply

ROOT = Path(__file__).parents[2]
CITATION = {"source": "luat-26-2023-qh15", "ref": "luat-26-2023-qh15#d26"}


@pytest.mark.parametrize("status", ["computed", "retrieved"])
def test_a_computed_or_retrieved_answer_cannot_be_made_without_a_citation(status: str) -> None:
    with pytest.raises(ValueError, match="needs a citation"):
        Reply(text="35.000 đồng", status=status, language="vi")  # type: ignore[arg-type]


def test_the_custom_object() -> None:
    reply = Reply(text="…", status="retrieved", language="es", citations=[CITATION], topic="timeline")
    assert reply.custom() == {
        "status": "retrieved",
        "language": "es",
        "topic": "timeline",
        "citations": [CITATION],
    }


def test_a_refusal_says_why() -> None:
    assert Reply(text="…", status="abstain", language="en", reason="off_topic").custom()["reason"] == "off_topic"


def test_every_reason_of_the_code_is_told_in_the_architecture() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "actions").rglob("*.py"))
    told = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    reasons = set(re.findall(r'reason="([a-z_]+)"', code))
    assert "personal_data" in reasons
    assert {reason for reason in reasons if f"`{reason}`" not in told} == set()
