"""A small server that speaks the web channel's protocol with fixed answers, for the look of the page."""

from __future__ import annotations

import json
import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

DIST = Path(__file__).parents[2] / "bot" / "widget" / "dist"
PREFIX = "/webhooks/web/"
MEDIA_TYPES = {".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"}
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)

ANSWERS: dict[str, dict[str, Any]] = {
    "vi": {
        "text": "Làm lại thẻ bị mất:\n1. Khai tờ khai.\n2. Nộp lệ phí.\n\nXem https://dichvucong.gov.vn nhé.",
        "buttons": [{"title": "Mấy ngày có thẻ?", "payload": "/timeline"}],
    },
    "es": {
        "text": "Para reponer la tarjeta:\n- Rellene la solicitud.\n- Pague la tasa.",
        "buttons": [{"title": "¿Cuánto tarda?", "payload": "/timeline"}],
    },
    "en": {
        "text": "To replace a lost card:\n- Fill in the form.\n- Pay the fee.",
        "buttons": [{"title": "How long does it take?", "payload": "/timeline"}],
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


class _Handler(BaseHTTPRequestHandler):
    chats: dict[str, list[dict[str, Any]]]

    def do_GET(self) -> None:
        name = self.path.removeprefix(PREFIX) or "index.html"
        if name == "history":
            token = (self.headers["Authorization"] or "").removeprefix("Bearer ")
            if token not in self.chats:
                return self._json({"error": "no session"}, 401)
            return self._json({"messages": self.chats[token]})
        file = DIST / name
        if "/" in name or not file.is_file():
            return self._json({"error": "no such file"}, 404)
        return self._send(file.read_bytes(), MEDIA_TYPES[file.suffix])

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
        language = body.get("language", "vi")
        answer = {
            **ANSWERS[language],
            "custom": {
                "status": "computed",
                "language": language,
                "computed": COMPUTED,
                "citations": CITATIONS,
            },
        }
        said = body.get("text") or next(
            (b["title"] for m in chat for b in m.get("buttons", []) if b["payload"] == body["payload"]), "?"
        )
        chat += [{"role": "user", "text": said}, {"role": "assistant", **answer}]
        return self._json({"messages": [answer]})

    def _json(self, content: dict[str, Any], status: int = 200) -> None:
        self._send(json.dumps(content).encode(), "application/json", status)

    def _send(self, body: bytes, media_type: str, status: int = 200) -> None:
        self.send_response(status)
        self.send_header("Content-Type", f"{media_type}; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Content-Security-Policy", POLICY)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_arguments: Any) -> None:
        """Say nothing."""


@contextmanager
def serve() -> Iterator[str]:
    """Serve the built widget with fixed answers; yield the server's address."""
    handler = type("Handler", (_Handler,), {"chats": {}})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
