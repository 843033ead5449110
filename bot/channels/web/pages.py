"""The files of the built widget and its demonstration page, as browsers get them."""

from __future__ import annotations

import gzip
import hashlib
from dataclasses import dataclass
from pathlib import Path

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

_MEDIA_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".svg": "image/svg+xml",
    ".json": "application/json",
}
_SECURITY_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
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


def pages(folder: Path) -> list[BaseRoute]:
    """Return the routes of the built widget: the page at "/", each file under its own name."""
    assets = {file.name: Asset.read(file) for file in folder.glob("*") if file.suffix in _MEDIA_TYPES}

    async def page(request: Request) -> Response:
        if "index.html" not in assets:
            return PlainTextResponse(
                "The page is not built yet. Run `make run`, or `npm ci && npm run build` in bot/widget, "
                "and start the assistant again.\n",
                status_code=503,
            )
        return _file(request, assets["index.html"])

    async def asset(request: Request) -> Response:
        name = request.path_params["name"]
        if name not in assets or request.method not in ("GET", "HEAD"):
            return JSONResponse({"error": "no such file"}, 404)
        return _file(request, assets[name])

    return [Route("/", page), Route("/{name}", asset, methods=["GET", "POST", "PUT", "PATCH", "DELETE"])]


def _file(request: Request, asset: Asset) -> Response:
    headers = {**_SECURITY_HEADERS, "ETag": asset.tag, "Vary": "Accept-Encoding"}
    headers["Cache-Control"] = "no-cache"  # always asked again, seldom sent again: a new version shows at once
    headers["Access-Control-Allow-Origin"] = "*"  # the files are public; the conversation is not
    if request.headers.get("if-none-match") == asset.tag:
        return Response(status_code=304, headers=headers)
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(
            asset.zipped, headers={**headers, "Content-Encoding": "gzip", "Content-Type": asset.media_type}
        )
    return Response(asset.body, headers={**headers, "Content-Type": asset.media_type})
