"""Offices on loopback: Chatwoot as its documentation and its API say it behaves, and a mail server.

Chatwoot's application API: https://developers.chatwoot.com; its webhook is signed with "sha256=" and the HMAC of
"<time>.<body>", is sent once, and a message whose webhook is not taken is shown to the officer as failed.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import time
from collections.abc import Callable, Sequence
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import httpx
from aiohttp import web
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.channels.platforms import _free_port

TOKEN, SECRET, ACCOUNT, INBOX = "loopback-token", "loopback-secret", 1, 7


class Chatwoot:
    """One account with one inbox of the kind API."""

    def __init__(self, hook: bool = True) -> None:
        """Without `hook` no webhook is set in the inbox."""
        self.port, self.hook = _free_port(), hook
        self.hook_url = ""
        self.contacts: dict[int, dict[str, Any]] = {}
        self.conversations: dict[int, dict[str, Any]] = {}
        self.messages: dict[int, list[dict[str, Any]]] = {}
        self.calls: list[tuple[str, str]] = []
        self.lost: Callable[[str, str], bool] = lambda _method, _path: False
        """Whether a request is done but its answer gets lost."""
        self.status: Callable[[str, str], int | None] = lambda _method, _path: None
        """What is answered in place of doing a request."""
        self._ids = 100
        self._runner: web.AppRunner | None = None

    def environment(self) -> dict[str, str]:
        return {
            "CHATWOOT_URL": f"http://127.0.0.1:{self.port}",
            "CHATWOOT_ACCOUNT_ID": str(ACCOUNT),
            "CHATWOOT_INBOX_ID": str(INBOX),
            "CHATWOOT_TOKEN": TOKEN,
            **({"CHATWOOT_WEBHOOK_SECRET": SECRET} if self.hook else {}),
        }

    async def start(self) -> None:
        app = web.Application(middlewares=[self._guard])
        base = f"/api/v1/accounts/{ACCOUNT}"
        app.router.add_post(f"{base}/contacts", self._make_contact)
        app.router.add_get(f"{base}/contacts/search", self._search)
        app.router.add_delete(f"{base}/contacts/{{id}}", self._delete_contact)
        app.router.add_get(f"{base}/contacts/{{id}}/conversations", self._of_contact)
        app.router.add_post(f"{base}/conversations", self._make_conversation)
        app.router.add_get(f"{base}/conversations/{{id}}", self._show)
        app.router.add_get(f"{base}/conversations/{{id}}/messages", self._list)
        app.router.add_post(f"{base}/conversations/{{id}}/messages", self._say)
        app.router.add_post(f"{base}/conversations/{{id}}/toggle_status", self._toggle)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self.port).start()

    async def stop(self) -> None:
        if self._runner is not None:
            await self._runner.cleanup()
        self._runner = None

    def notes(self, thread: int) -> list[str]:
        """Return what only officers see."""
        return [one["content"] for one in self.messages[thread] if one["private"]]

    def incoming(self, thread: int) -> list[str]:
        """Return what came from the citizen."""
        return [one["content"] for one in self.messages[thread] if one["message_type"] == 0]

    async def officer_says(self, thread: int, text: str, private: bool = False) -> dict[str, Any]:
        """Write as an officer in Chatwoot's own window."""
        officer = {"id": 3, "name": "An", "type": "user"}
        message = self._add(thread, text, 1, private, officer)
        if not await self._announce({**message, "event": "message_created", "message_type": "outgoing",
                                     "conversation": {"id": thread, "status": "open"}}):  # fmt: skip
            message["status"] = "failed"
        return message

    async def officer_resolves(self, thread: int) -> None:
        self.conversations[thread]["status"] = "resolved"
        await self._announce({"id": thread, "status": "resolved", "event": "conversation_status_changed"})

    async def _announce(self, event: dict[str, Any]) -> bool:
        """Call the inbox's webhook, once; say whether it was taken."""
        if not self.hook_url:
            return True
        body = json.dumps(event).encode()
        async with httpx.AsyncClient(trust_env=False, timeout=5) as client:
            return (await client.post(self.hook_url, content=body, headers=signed(body))).status_code == 200

    @web.middleware
    async def _guard(self, request: web.Request, handler: Any) -> web.StreamResponse:
        path = request.path.removeprefix(f"/api/v1/accounts/{ACCOUNT}/")
        self.calls.append((request.method, path))
        if request.headers.get("api_access_token") != TOKEN:
            return web.json_response({"errors": ["Invalid Access Token"]}, status=401)
        refused = self.status(request.method, path)
        if refused is not None:
            return web.json_response({"error": "made up"}, status=refused)
        try:
            done: web.StreamResponse = await handler(request)
        except KeyError:
            return web.json_response({"error": "Resource could not be found"}, status=404)
        return web.Response(status=502) if self.lost(request.method, path) else done

    async def _make_contact(self, request: web.Request) -> web.Response:
        fields = await request.json()
        if any(one["identifier"] == fields["identifier"] for one in self.contacts.values()):
            return web.json_response({"message": "Identifier has already been taken"}, status=422)
        if fields["inbox_id"] != INBOX:
            raise KeyError("inbox")
        number = self._next()
        inboxes = [{"source_id": f"source-{number}", "inbox": {"id": INBOX}}]
        named = {"name": fields["name"], "identifier": fields["identifier"]}
        contact = {"id": number, **named, "contact_inboxes": inboxes}
        self.contacts[number] = contact
        return web.json_response({"payload": {"contact": contact, "contact_inbox": inboxes[0]}})

    async def _search(self, request: web.Request) -> web.Response:
        sought = request.query["q"].lower()
        found = [one for one in self.contacts.values() if sought in f"{one['name']} {one['identifier']}".lower()]
        return web.json_response({"meta": {"count": len(found)}, "payload": found})

    async def _delete_contact(self, request: web.Request) -> web.Response:
        contact = self.contacts.pop(int(request.match_info["id"]))
        for thread in [n for n, one in self.conversations.items() if one["contact_id"] == contact["id"]]:
            del self.conversations[thread], self.messages[thread]
        return web.Response()

    async def _of_contact(self, request: web.Request) -> web.Response:
        contact = self.contacts[int(request.match_info["id"])]
        found = [one for one in self.conversations.values() if one["contact_id"] == contact["id"]]
        return web.json_response({"payload": found})

    async def _make_conversation(self, request: web.Request) -> web.Response:
        fields = await request.json()
        contact = self.contacts[fields["contact_id"]]
        assert contact["contact_inboxes"][0]["source_id"] == fields["source_id"]
        number = self._next()
        self.conversations[number] = {"id": number, "status": fields["status"], "contact_id": contact["id"]}
        self.messages[number] = []
        return web.json_response(self.conversations[number])

    async def _show(self, request: web.Request) -> web.Response:
        return web.json_response(self.conversations[int(request.match_info["id"])])

    async def _list(self, request: web.Request) -> web.Response:
        after = int(request.query.get("after", 0))
        found = [one for one in self.messages[int(request.match_info["id"])] if one["id"] > after]
        return web.json_response({"meta": {}, "payload": found[:100]})

    async def _say(self, request: web.Request) -> web.Response:
        fields = await request.json()
        kind = {"incoming": 0, "outgoing": 1}[fields["message_type"]]
        thread = int(request.match_info["id"])
        return web.json_response(self._add(thread, fields["content"], kind, bool(fields.get("private")), {"id": 1}))

    async def _toggle(self, request: web.Request) -> web.Response:
        fields, thread = await request.json(), int(request.match_info["id"])
        self.conversations[thread]["status"] = fields["status"]
        return web.json_response({"payload": {"success": True, "current_status": fields["status"]}})

    def _add(self, thread: int, text: str, kind: int, private: bool, sender: dict[str, Any]) -> dict[str, Any]:
        message = {"id": self._next(), "content": text, "message_type": kind, "private": private, "sender": sender,
                   "conversation_id": thread, "status": "sent"}  # fmt: skip
        self.messages[thread].append(message)
        return message

    def _next(self) -> int:
        self._ids += 1
        return self._ids


def signed(body: bytes, secret: str = SECRET, at: float | None = None) -> dict[str, str]:
    """Return the headers with which Chatwoot proves that a request is its own."""
    stamp = str(int(time.time() if at is None else at))
    proof = hmac.new(secret.encode(), f"{stamp}.".encode() + body, hashlib.sha256).hexdigest()
    return {
        "Content-Type": "application/json",
        "X-Chatwoot-Timestamp": stamp,
        "X-Chatwoot-Signature": f"sha256={proof}",
        "X-Chatwoot-Delivery": "1",
    }


class MailServer:
    """A mail server that keeps what it gets; `answers` are given to the next mails in place of taking them."""

    def __init__(self) -> None:
        self.port = _free_port()
        self.mails: list[EmailMessage] = []
        self.answers: list[str] = []
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port)

    def environment(self) -> dict[str, str]:
        return {
            "HANDOVER_EMAIL": "mot-cua@phuong.example",
            "SMTP_HOST": "127.0.0.1",
            "SMTP_PORT": str(self.port),
            "SMTP_SENDER": "tro-ly@phuong.example",
            "SMTP_SECURITY": "none",
            "PUBLIC_URL": "https://assistant.example",
        }

    def start(self) -> None:
        self._controller.start()

    def stop(self) -> None:
        self._controller.stop()

    @property
    def texts(self) -> Sequence[str]:
        return [mail.get_content() for mail in self.mails]

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:
        if self.answers:
            return self.answers.pop(0)
        assert isinstance(envelope.content, bytes)
        mail = message_from_bytes(envelope.content, policy=policy.default)
        assert isinstance(mail, EmailMessage)
        self.mails.append(mail)
        return "250 OK"
