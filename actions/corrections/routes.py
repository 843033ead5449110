"""What the desk asks the action server on loopback: is a correction right, what would it change, what is known near.

The texts are those of the office and questions that were masked; none is logged.
"""

from __future__ import annotations

import asyncio
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from sanic import Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse

from actions.answers import corrected
from actions.corrections import checks, near, trial
from actions.search.current import knowledge
from common.clock import today
from common.corrections.definition import Correction, Draft
from common.vocabulary import LANGUAGES


class Asked(BaseModel):
    """What is looked for near a question."""

    model_config = ConfigDict(extra="forbid")

    text: str = Field(min_length=1, max_length=1000)
    language: str = Field(pattern="|".join(LANGUAGES))


def add_corrections(app: Sanic[Any, Any]) -> None:
    """Add the routes to the server's application."""
    app.add_route(_check, "/corrections/check", methods=["POST"], name="check_correction")
    app.add_route(_try, "/corrections/try", methods=["POST"], name="try_correction")
    app.add_route(_near, "/corrections/near", methods=["POST"], name="near_correction")


async def _check(request: Request) -> HTTPResponse:
    status, content = checked(request.json)
    return response.json(content, status=status, ensure_ascii=False)


async def _try(request: Request) -> HTTPResponse:
    number = str(request.args.get("number", ""))
    status, content = checked(request.json, int(number) if number.isdecimal() else 0)
    if status == 200:
        # Beside the answers to citizens: it takes a while, and asks nothing that remembers its last question.
        draft = Draft.model_validate(request.json)
        found = await asyncio.to_thread(trial.try_out, draft, knowledge().unit_by_id)
        content["trial"] = found.contract()
    return response.json(content, status=status, ensure_ascii=False)


async def _near(request: Request) -> HTTPResponse:
    status, content = nearby(request.json)
    return response.json(content, status=status, ensure_ascii=False)


def checked(body: Any, number: int = 0) -> tuple[int, dict[str, Any]]:
    """Return {"wrong", "look_at", "shown" (the answer's text by language)} of a draft; 400 for what is none.

    number: the correction's, which its answer names.
    """
    try:
        draft = Draft.model_validate(body)
    except ValidationError as error:
        return 400, {"wrong": _lines(error)}
    day, known = today(), checks.grounds()
    findings = checks.check(draft, known, day)
    shown = {}
    if not findings.wrong:
        one = Correction(id=number, version=0, state="draft", draft=draft, author="", answers_for="")
        shown = {language: corrected.reply(one, language, day).text for language in draft.languages}
    return 200, {"wrong": findings.wrong, "look_at": findings.look_at, "shown": shown}


def nearby(body: Any) -> tuple[int, dict[str, Any]]:
    """Return what is known near a question: {"units", "passages"}; 400 for what is no question."""
    try:
        asked = Asked.model_validate(body)
    except ValidationError as error:
        return 400, {"wrong": _lines(error)}
    return 200, near.near(asked.text, asked.language, today())


def _lines(error: ValidationError) -> list[str]:
    return [
        f"{'.'.join(map(str, fault['loc']))}: {fault['msg'].removeprefix('Value error, ')}".removeprefix(": ")
        for fault in error.errors(include_input=False)
    ]
