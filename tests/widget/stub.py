"""A small server that speaks the web channel's protocol with fixed answers, for the look of the page.

The pages are those of bot/page over what the law's tables really say, on the day TODAY.
"""

from __future__ import annotations

import gzip
import json
import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import lru_cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from fastapi.testclient import TestClient

from actions import page_data
from actions.answers import parts
from actions.law import api, calendar_files
from actions.sources.library import Library
from bot.channels.privacy import introduction
from bot.page import site

DIST = Path(__file__).parents[2] / "bot" / "widget" / "dist"
PREFIX = "/webhooks/web/"
MEDIA_TYPES = {".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
POLICY = site.HEADERS["Content-Security-Policy"]
NOW = datetime(2026, 11, 30, 9)
KEEP_DAYS = 90
SHORTER = "/shorter_answer"

ANSWERS: dict[str, dict[str, Any]] = {
    "vi": {
        "text": "Ra công an xã nào cũng được.\nMang theo: CCCD cũ.\nTrên mạng: https://dichvucong.gov.vn.\n"
        "Có thể khác: nơi làm báo số đúng.\nCăn cứ: Điều 24.",
        "buttons": [{"title": "Mấy ngày có thẻ?", "payload": "/timeline"}],
        "answer": {
            "lead": "Ra công an xã nào cũng được.",
            "lines": [
                {"label": "bring", "name": "Mang theo", "text": "CCCD cũ."},
                {"label": "online", "name": "Trên mạng", "text": "https://dichvucong.gov.vn."},
            ],
            "doubt": "nơi làm báo số đúng.",
            "more": "1. Khai tờ khai.\n2. Nộp lệ phí.",
        },
    },
    "es": {
        "text": "Vaya a cualquier Công an phường.\nLleve: la tarjeta antigua.\nBase: artículo 24.",
        "buttons": [{"title": "¿Cuánto tarda?", "payload": "/timeline"}],
        "answer": {
            "lead": "Vaya a cualquier Công an phường.",
            "lines": [{"label": "bring", "name": "Lleve", "text": "la tarjeta antigua."}],
            "doubt": "",
            "more": "1. Rellene la solicitud.\n2. Pague la tasa.",
        },
    },
    "en": {
        "text": "Go to any commune police office (Công an xã).\nBring: the old card.\nBasis: Article 24.",
        "buttons": [{"title": "How long does it take?", "payload": "/timeline"}],
        "answer": {
            "lead": "Go to any commune police office (Công an xã).",
            "lines": [{"label": "bring", "name": "Bring", "text": "the old card."}],
            "doubt": "",
            "more": "1. Fill in the form.\n2. Pay the fee.",
        },
    },
}
CITATIONS = [
    {
        "source": "law",
        "title": "Luật mẫu",
        "number": "1/2026/XX",
        "place": "Điều 24 khoản 2",
        "in_force_from": "2024-07-01",
        "in_force_to": None,
        "status": "in force",
        "confidence": "high",
        "text": "Nội dung của điều luật mẫu.",
    },
    {
        "source": "circular",
        "title": "Thông tư mẫu",
        "number": "2/2020/XX",
        "place": "Điều 4",
        "in_force_from": "2020-01-01",
        "in_force_to": "2021-06-30",
        "status": "superseded",
        "confidence": "low",
        "text": "Nội dung của thông tư mẫu.",
    },
]
COMPUTED = {"kind": "fee", "in_person": 70000, "online": 0, "currency": "VND", "as_of": "2026-11-22", "rules": []}


@lru_cache(maxsize=1)
def _library() -> Library:
    return Library.load()


def shown(page: site.Asked) -> dict[str, Any]:
    """Return what the action server would tell of a page, without the search that it loads."""
    searched, parts.library = parts.library, _library
    try:
        if page.task is None:
            return page_data.home(page.language, page.office, NOW)
        return page_data.task(page.task, page.language, page.office, NOW)
    finally:
        parts.library = searched


class _Handler(BaseHTTPRequestHandler):
    chats: dict[str, list[dict[str, Any]]]
    answered: dict[tuple[str, Any], list[dict[str, Any]]]

    def do_GET(self) -> None:
        parsed = urlsplit(self.path)
        name = parsed.path.removeprefix(PREFIX)
        query = {key: values[0] for key, values in parse_qs(parsed.query).items()}
        page = site.asked(name, query, self.headers["Accept-Language"] or "")
        if page is not None:
            body, headers = site.answer(page, shown(page), KEEP_DAYS)
            media_type = headers.pop("Content-Type").partition(";")[0]
            return self._send(body.encode(), media_type, headers)
        if name == "introduction":
            told = {"text": introduction.text(query.get("lang"), KEEP_DAYS, None)}
            return self._send(json.dumps(told).encode(), "application/json", {"Access-Control-Allow-Origin": "*"})
        if parsed.path == f"/{calendar_files.ADDRESS}":
            file_ = TestClient(api.app).get(f"{self.path.removeprefix('/v1')}")
            if file_.status_code != 200:
                return self._send(file_.content, "application/json", status=file_.status_code)
            kept = {"Content-Disposition": file_.headers["content-disposition"]}
            return self._send(file_.content, "text/calendar", kept)
        if name == "history":
            token = (self.headers["Authorization"] or "").removeprefix("Bearer ")
            if token not in self.chats:
                return self._json({"error": "no session"}, 401)
            return self._json({"messages": self.chats[token]})
        file = DIST / name
        if "/" in name or not file.is_file():
            return self._json({"error": "no such file"}, 404)
        return self._send(file.read_bytes(), MEDIA_TYPES[file.suffix], {"Access-Control-Allow-Origin": "*"})

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"] or 0)) or b"{}")
        path = self.path.removeprefix(PREFIX)
        if path == "session":
            token = secrets.token_hex(8)
            self.chats[token] = []
            return self._json({"token": token})
        chat = self.chats.get(body.get("token", ""))
        if chat is None:
            return self._json({"error": "no session"}, 401)
        if path == "delete":
            chat.clear()
            return self._json({"deleted": True})
        known = self.answered.setdefault((body["token"], body.get("id")), [])
        if known:
            return self._json({"messages": known})
        language = body.get("language", "vi")
        said = ANSWERS[language]
        if body.get("payload") == SHORTER:
            lead = said["answer"]["lead"]
            said = {**said, "text": lead, "answer": {"lead": lead, "lines": [], "doubt": "", "more": ""}}
        answer = {
            "text": said["text"],
            "buttons": said["buttons"],
            "custom": {
                "status": "computed",
                "language": language,
                "computed": COMPUTED,
                "citations": CITATIONS,
                "answer": said["answer"],
            },
        }
        asked = body.get("text") or next(
            (b["title"] for m in chat for b in m.get("buttons", []) if b["payload"] == body["payload"]),
            body["payload"],
        )
        known.append(answer)
        chat += [{"role": "user", "text": asked}, {"role": "assistant", **answer}]
        return self._json({"messages": [answer]})

    def _json(self, content: dict[str, Any], status: int = 200) -> None:
        self._send(json.dumps(content).encode(), "application/json", status=status)

    def _send(self, body: bytes, media_type: str, headers: dict[str, str] | None = None, status: int = 200) -> None:
        if "gzip" in (self.headers["Accept-Encoding"] or "") and status == 200:
            body, headers = gzip.compress(body, 9), {**(headers or {}), "Content-Encoding": "gzip"}
        self.send_response(status)
        self.send_header("Content-Type", f"{media_type}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        for name, value in {"Content-Security-Policy": POLICY, **(headers or {})}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_arguments: Any) -> None:
        """Say nothing."""


@contextmanager
def serve() -> Iterator[str]:
    """Serve the built widget with fixed answers; yield the server's address."""
    handler = type("Handler", (_Handler,), {"chats": {}, "answered": {}})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
