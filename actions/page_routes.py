"""The action server's answer to the website's pages: GET /page/<name>?language=vi&office=key, on loopback."""

from __future__ import annotations

from typing import Any

from sanic import Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse

from actions import page_data


def add_pages(app: Sanic[Any, Any]) -> None:
    """Add the route to the server's application; "home" is the page without a task."""
    app.add_route(_page, "/page/<name:str>", methods=["GET"], name="page")


async def _page(request: Request, name: str) -> HTTPResponse:
    status, content = answered(name, str(request.args.get("language", "")), request.args.get("office"))
    return response.json(content, status=status, ensure_ascii=False)


def answered(name: str, language: str, office: str | None) -> tuple[int, dict[str, Any]]:
    """Return the status and the content for a page; 404 and {"error"} for one that there is not."""
    try:
        return 200, page_data.home(language, office) if name == "home" else page_data.task(name, language, office)
    except page_data.NoSuchPage as error:
        return 404, {"error": str(error)}
