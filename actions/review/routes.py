"""The action server's answers to the clerk's desk, on loopback: groups of questions, law to review, added documents.

What is sent holds citizens' words, masked: it is in the body, so that no log keeps it, and errors do not quote it.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Mapping
from typing import Any

import numpy as np
from sanic import Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse

from actions.law import loading, review
from actions.review import documents
from actions.review.groups import MOST, Asked, Floats, together, units_of
from actions.search.current import knowledge
from actions.search.encoding import encode
from actions.sources.fetching import RefusedError
from common import clock, vocabulary
from common.text import MAX_QUESTION


class Malformed(ValueError):
    """What is sent is not what is asked for."""


def add_review(app: Sanic[Any, Any]) -> None:
    """Add the routes to the server's application."""
    app.add_route(_groups, "/review/groups", methods=["POST"], name="review_groups")
    app.add_route(_law, "/review/law", methods=["GET"], name="review_law")
    app.add_route(_documents, "/review/documents", methods=["GET"], name="review_documents")
    for name, work in WORK.items():
        app.add_route(_doing(work), f"/review/documents/{name}", methods=["POST"], name=f"review_documents_{name}")


async def _groups(request: Request) -> HTTPResponse:
    try:
        asked, language = asked_of(request.json)
    except Malformed as error:
        return response.json({"error": str(error)}, status=400)
    known = knowledge().units
    # In a thread: citizens' questions are answered in between. The search itself is made for one thread.
    vectors, members = await asyncio.to_thread(_grouped, asked, known.middle)
    found = []
    for group in members:
        found.append({"members": group, "units": units_of(group, asked, vectors, known, language)})
        await asyncio.sleep(0)
    return response.json({"groups": found}, ensure_ascii=False)


async def _law(_request: Request) -> HTTPResponse:
    units = list(knowledge().unit_by_id.values())
    found = await asyncio.to_thread(lambda: review.of_day(loading.load(), clock.today(), units))
    return response.json(found.model_dump(mode="json"), ensure_ascii=False)


async def _documents(_request: Request) -> HTTPResponse:
    return response.json({"added": await asyncio.to_thread(documents.added)}, ensure_ascii=False)


Work = Callable[[Mapping[str, Any]], dict[str, Any]]
WORK: Mapping[str, Work] = {
    "look": documents.look,
    "add": lambda sent: {"id": documents.add(sent.get("key"), bool(sent.get("looked_through")))},
    "remove": lambda sent: {"id": documents.remove(sent.get("id"))},
}
"""What is done with a document, by the end of its address; each may refuse."""


def _doing(work: Work) -> Callable[[Request], Coroutine[Any, Any, HTTPResponse]]:
    async def answer(request: Request) -> HTTPResponse:
        sent = request.json if isinstance(request.json, Mapping) else {}
        try:
            told = await asyncio.to_thread(work, sent)
        except RefusedError as error:
            told = {"refused": str(error)}
        return response.json(told, ensure_ascii=False)

    return answer


def asked_of(body: object) -> tuple[list[Asked], str]:
    """Return the questions of a body {"questions": [{"text", "language"}], "language"}, and in which language units
    are told; raise Malformed.
    """
    fields = body if isinstance(body, Mapping) else {}
    sent, language = fields.get("questions"), fields.get("language")
    if not isinstance(sent, list) or len(sent) > MOST or language not in vocabulary.LANGUAGES:
        raise Malformed(f'send {{"questions": up to {MOST} of {{"text", "language"}}, "language": vi, es or en}}')
    return [_asked(one) for one in sent], str(language)


def _asked(sent: object) -> Asked:
    one = sent if isinstance(sent, Mapping) else {}
    text, language = one.get("text"), one.get("language")
    if not isinstance(text, str) or not text.strip() or language not in vocabulary.LANGUAGES:
        raise Malformed("each question has a text and a language: vi, es or en")
    return Asked(text[:MAX_QUESTION], str(language))


def _grouped(asked: list[Asked], middle: Floats) -> tuple[Floats, list[list[int]]]:
    vectors = np.array([encode(one.text, one.language) for one in asked], np.float32)
    return vectors, together(vectors, middle)
