"""The pages (bot/page) and the files of the built widget, as browsers get them."""

from __future__ import annotations

import asyncio
import gzip
import hashlib
from dataclasses import dataclass
from pathlib import Path

from sanic import Blueprint, response
from sanic.request import Request
from sanic.response import HTTPResponse

from bot.page import site, source
from common import offices

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


def add_pages(routes: Blueprint, folder: Path) -> None:
    """Serve the pages, what the widget shows of the office, and each file of the built widget under its own name."""
    assets = {file.name: Asset.read(file) for file in folder.glob("*") if file.suffix in _MEDIA_TYPES}

    @routes.route("/", methods=["GET"])
    async def home(request: Request) -> HTTPResponse:
        if not request.path.endswith("/"):
            return response.redirect(f"{request.path}/")
        if "chat.js" not in assets:
            return response.text(
                "The page is not built yet. Run `make run`, or `npm ci && npm run build` in bot/widget, "
                "and start the assistant again.\n",
                status=503,
            )
        return await _page(request, "")

    @routes.route("/<name:(privacy|office)>", methods=["GET"])
    async def named(request: Request, name: str) -> HTTPResponse:
        return await _page(request, name)

    @routes.route("/tasks/<task:[a-z]+>", methods=["GET"])
    async def task(request: Request, task: str) -> HTTPResponse:
        return await _page(request, f"tasks/{task}")

    @routes.route(r"/<name:[a-z0-9-]+\.[a-z]+>", methods=["GET"])
    async def asset(request: Request, name: str) -> HTTPResponse:
        return _file(request, assets[name]) if name in assets else response.json({"error": "no such file"}, status=404)


async def _page(request: Request, path: str) -> HTTPResponse:
    query = {name: str(request.args.get(name)) for name in ("lang", "office") if request.args.get(name)}
    own = offices.current().find(page=request.headers.get("referer") or f"https://{request.host}{request.path}")
    office = None if own is None or own.is_for_all() else own.key
    asked = site.asked(path, query, request.headers.get("accept-language", ""), office)
    if asked is None:
        return response.json({"error": "no such page"}, status=404)
    body, headers = site.answer(asked, await asyncio.to_thread(source.data, asked))
    return response.text(body, headers=headers, content_type=headers["Content-Type"])


def _file(request: Request, asset: Asset) -> HTTPResponse:
    headers = {**site.HEADERS, "ETag": asset.tag, "Vary": "Accept-Encoding"}
    headers["Cache-Control"] = "no-cache"  # always asked again, seldom sent again: a new version shows at once
    headers["Access-Control-Allow-Origin"] = "*"  # the files are public; the conversation is not
    if request.headers.get("if-none-match") == asset.tag:
        return response.empty(status=304, headers=headers)
    if "gzip" in request.headers.get("accept-encoding", ""):
        return response.raw(
            asset.zipped, headers={**headers, "Content-Encoding": "gzip"}, content_type=asset.media_type
        )
    return response.raw(asset.body, headers=headers, content_type=asset.media_type)
