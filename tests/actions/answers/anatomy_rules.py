"""What holds of every answer in parts (docs/architecture.md), whatever it computes."""

from __future__ import annotations

import re

from actions.anatomy import MOST_LINES, fits
from actions.reply import Reply
from common.wording import say

RESEARCH = ("chưa đối chiếu", "đọc qua", "không se ha leído", "sin cotejar", "was read", "not checked")
"""How we found something out: nothing that a citizen needs to know."""
SENTENCE = re.compile(r"[^.\n]{12,}")


def check(reply: Reply) -> None:
    """Assert that an answer opens with itself, is short, and says nothing twice."""
    answer = reply.answer
    assert answer is not None
    assert fits(answer.lead, reply.language), answer.lead
    assert len(answer.lines) <= MOST_LINES
    assert len({line.label for line in answer.lines}) == len(answer.lines), answer.lines
    assert reply.text.startswith(answer.lead)
    assert not any(words in answer.doubt for words in RESEARCH), answer.doubt
    assert "{" not in reply.text + answer.more
    said = [sentence.strip().lower() for sentence in SENTENCE.findall(_parts(reply))]
    assert len(said) == len(set(said)), reply.text
    assert not set(said) & {one.strip().lower() for one in SENTENCE.findall(answer.more)}, answer.more
    assert reply.text.count(say("utter_basis", reply.language, texts="").split(":")[0] + ":") == 1
    assert any(button["payload"].startswith("/show_more") for button in reply.buttons) == bool(answer.more)


def _parts(reply: Reply) -> str:
    assert reply.answer is not None
    answer = reply.answer
    return "\n".join([answer.lead, *(line.text for line in answer.lines), answer.doubt])
