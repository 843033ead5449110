"""Several things asked at once, answered in one message: the first opens it, each other is a labelled line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from actions.anatomy import MOST_LINES, Answer, AnswerLine
from actions.answers import parts
from actions.reply import Reply
from common.wording import say

LABEL_OF_TOPIC = {
    "fee": "pay",
    "exemption": "pay",
    "timeline": "by_when",
    "place": "where",
    "papers": "bring",
    "online": "online",
    "validity": "by_when",
}
"""The label of the line that answers a topic; any other is a note."""


def merged(replies: Sequence[Reply], unanswered: Sequence[str] = ()) -> Reply:
    """Return one reply for several; `unanswered` names, in words, what else was asked for and has no answer here."""
    # A passage has no parts that lines could be added to: it goes into a line of one that has.
    first, *others = sorted(replies, key=lambda reply: reply.answer is None)
    language = first.language
    if not others and not unanswered:
        return first
    if first.answer is None:
        return _one_after_the_other(replies, unanswered)
    added = [AnswerLine(LABEL_OF_TOPIC.get(str(other.topic), "note"), _words(other)) for other in others]
    labels = {line.label for line in added}
    kept = [line for line in first.answer.lines if line.label not in labels][: max(0, MOST_LINES - len(added))]
    answer = Answer(first.answer.lead, (*added, *kept), first.answer.doubt, first.answer.more)
    cited = list({citation["ref"]: citation for reply in replies for citation in reply.citations}.values())
    answered = {str(reply.topic) for reply in replies}
    return replace(
        first,
        text=parts.paragraphs(
            answer.text(language, parts.short_basis(cited, language)),
            say("utter_still_open", language, topics=", ".join(unanswered)) if unanswered else None,
        ),
        answer=answer,
        citations=cited,
        buttons=[one for one in first.buttons if one["payload"].strip("/") not in answered],
        also=tuple(others),
    )


def _one_after_the_other(replies: Sequence[Reply], unanswered: Sequence[str]) -> Reply:
    """Return passages as one reply: the first in its own words, of each other its first paragraph."""
    first, *others = replies
    still_open = say("utter_still_open", first.language, topics=", ".join(unanswered)) if unanswered else None
    cited = list({citation["ref"]: citation for reply in replies for citation in reply.citations}.values())
    text = parts.paragraphs(first.text, *map(_words, others), still_open)
    return replace(first, text=text, citations=cited, also=tuple(others))


def _words(reply: Reply) -> str:
    """Return an answer as one line: its lead, and what may differ."""
    if reply.answer is None:
        return reply.text.partition("\n")[0]
    doubt = say("utter_may_differ", reply.language, doubt=reply.answer.doubt) if reply.answer.doubt else ""
    return f"{reply.answer.lead} {doubt}".strip()


def each_once(answered: Sequence[Reply]) -> list[Reply]:
    """Return answers without those that say the same, or compute the same thing again."""
    once = {_computation(reply) or reply.text: reply for reply in reversed(answered)}
    return list(once.values())[::-1]


def _computation(reply: Reply) -> tuple[object, ...] | None:
    """Return what tells a computation from another: its kind, and the case that it is of."""
    told = reply.computed or {}
    return tuple(told.get(name) for name in ("kind", "procedure", "reason")) if "kind" in told else None
