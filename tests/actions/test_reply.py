"""The reply contract."""

from __future__ import annotations

import pytest

from actions.reply import Reply

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
