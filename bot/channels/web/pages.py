"""The pages (bot/page) and the files of the built widget, as browsers get them."""

from __future__ import annotations

import asyncio
import gzip
import hashlib
from dataclasses import dataclass
from pathlib import Path

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from bot.channels.core import whose
from bot.page import site, source

_MEDIA_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
    ".json": "application/json",
}


@dataclass(frozen=True)
class Asset:
    """One file of the widget, as it is sent."""

    body: bytes
    zipped: bytes
    media_type: str
    tag: str

    @classmethod
    def read(cls, file: Path) -> Asset:
        """Read a file of the built widget."""
        body = file.read_bytes()
        tag = f'"{hashlib.sha256(body).hexdigest()[:20]}"'
        return cls(body, gzip.compress(body, 9, mtime=0), _MEDIA_TYPES[file.suffix], tag)


def pages(folder: Path, keep_days: int) -> list[BaseRoute]:
    """Return the routes of the pages, of what the widget shows of the office, and of the built widget's files.

    keep_days: how long a conversation is kept, for the page on privacy.
    """
    assets = {file.name: Asset.read(file) for file in folder.glob("*") if file.suffix in _MEDIA_TYPES}

    async def home(request: Request) -> Response:
        if "chat.js" not in assets:
            return PlainTextResponse(
                "The page is not built yet. Run `make run`, or `npm ci && npm run build` in bot/widget, "
                "and start the assistant again.\n",
                status_code=503,
            )
        return await _page(request, "", keep_days)

    async def named(request: Request) -> Response:
        return await _page(request, request.url.path.rsplit("/", 1)[-1], keep_days)

    async def task(request: Request) -> Response:
        return await _page(request, f"tasks/{request.path_params['task']}", keep_days)

    async def asset(request: Request) -> Response:
        name = request.path_params["name"]
        if name not in assets or request.method not in ("GET", "HEAD"):
            return JSONResponse({"error": "no such file"}, 404)
        return _file(request, assets[name])

    return [
        Route("/", home),
        Route("/privacy", named),
        Route("/office", named),
        Route("/tasks/{task}", task),
        Route("/{name}", asset, methods=["GET", "POST", "PUT", "PATCH", "DELETE"]),
    ]


async def _page(request: Request, path: str, keep_days: int) -> Response:
    query = {name: value for name in ("lang", "office") if (value := request.query_params.get(name))}
    address = f"https://{request.headers.get('host', '')}{request.url.path}"
    office = whose.of_the_page(request.headers.get("referer") or address).get("office")
    asked = site.asked(path, query, request.headers.get("accept-language", ""), office)
    if asked is None:
        return JSONResponse({"error": "no such page"}, 404)
    body, headers = site.answer(asked, await asyncio.to_thread(source.data, asked), keep_days)
    return Response(body, headers=headers)


def _file(request: Request, asset: Asset) -> Response:
    headers = {**site.HEADERS, "ETag": asset.tag, "Vary": "Accept-Encoding"}
    headers["Cache-Control"] = "no-cache"  # always asked again, seldom sent again: a new version shows at once
    headers["Access-Control-Allow-Origin"] = "*"  # the files are public; the conversation is not
    if request.headers.get("if-none-match") == asset.tag:
        return Response(status_code=304, headers=headers)
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(
            asset.zipped, headers={**headers, "Content-Encoding": "gzip", "Content-Type": asset.media_type}
        )
    return Response(asset.body, headers={**headers, "Content-Type": asset.media_type})
