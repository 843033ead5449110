"""The platforms, played on loopback as they are documented (docs/channels.md): what they send, what they take.

Each one checks what it is given (tokens, lengths, counts) and answers as the real one does when it is wrong,
so that a test that gets an answer has also shown that the answer was within the platform's limits.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import hmac
import html
import json
import socket
import time
from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

from aiohttp import web

from bot.channels.privacy import introduction
from tests.channels.assistant import Assistant

START = int(time.time() * 1000)
"""Milliseconds to which each event's number is added: its order, whenever it is delivered."""


@dataclass(frozen=True)
class Sent:
    """A message that the platform took: to whom, what, and the titles and payloads of its buttons."""

    person: str
    text: str
    buttons: tuple[tuple[str, str], ...] = field(default=())


class Platform:
    """What the players have in common: a server, what was sent, and answers that go wrong on demand."""

    name: ClassVar[str]
    channel: ClassVar[str]
    limit: ClassVar[int] = 2000
    path: ClassVar[str] = "webhook"
    forbidden: ClassVar[int] = 403
    """Status of the answer to a request that is not genuine."""

    def __init__(self) -> None:
        self.sent: list[Sent] = []
        self.introduced: list[Sent] = []
        """Introductions: each conversation begins with one, which no test of the answers counts."""
        self.files: list[tuple[str, str, str]] = []
        """Files that were taken: person, name, content."""
        self.attempts = 0
        self.typing = 0
        self.faults: deque[web.Response] = deque()
        self.port = _free_port()
        self._runner: web.AppRunner | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def start(self) -> None:
        app = web.Application(client_max_size=10_000_000)
        self.routes(app.router)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self.port).start()

    async def stop(self) -> None:
        runner, self._runner = self._runner, None  # None ends the requests that are held open
        if runner is not None:
            await asyncio.sleep(0.05)
            await runner.cleanup()

    def routes(self, router: web.UrlDispatcher) -> None:
        raise NotImplementedError

    def environment(self) -> dict[str, str]:
        raise NotImplementedError

    def event(self, person: str, text: str, number: int) -> dict[str, Any]:
        """Return the platform's event of a text message, the `number`th of all."""
        raise NotImplementedError

    def press(self, person: str, title: str, data: str, number: int) -> dict[str, Any]:
        """Return the event of a button pressed that came with this title and payload."""
        raise NotImplementedError

    def unknown(self, number: int) -> dict[str, Any]:
        """Return an event of a kind that nobody handles."""
        raise NotImplementedError

    def headers(self, body: bytes) -> dict[str, str]:
        """Return the headers that prove that a request is the platform's."""
        raise NotImplementedError

    async def post(self, assistant: Assistant, body: bytes, headers: Mapping[Any, Any]) -> int:
        """Send a request as it is; return the HTTP status of the answer."""
        status, _ = await assistant.request(f"{self.name}/{self.path}", body, headers)
        return status

    async def deliver(self, assistant: Assistant, event: dict[str, Any], escaped: bool = True) -> int:
        """Send an event, proved to be genuine; return the HTTP status of the answer."""
        sent = body(event, escaped)
        return await self.post(assistant, sent, self.headers(sent))

    async def forgeries(
        self, _assistant: Assistant, event: dict[str, Any]
    ) -> Sequence[tuple[bytes, Mapping[Any, Any]]]:
        """Return requests with the event whose proof is another secret's, missing, or no proof at all."""
        sent = body(event)
        proof = self.headers(sent)
        wrong = {name: value[:-1] + ("0" if value[-1] != "0" else "1") for name, value in proof.items()}
        odd = [dict.fromkeys(proof, value) for value in (b"", "ạ".encode(), b"\xff\xfe")]
        given: list[Mapping[Any, Any]] = [wrong, {}, *odd]
        return [(sent, headers) for headers in given]

    def busy(self) -> web.Response:
        """Return what the platform answers when it is sent too much."""
        return web.json_response({}, status=429, headers={"Retry-After": "0.05"})

    def blocked(self) -> web.Response:
        """Return what the platform answers when the person cannot be written to."""
        raise NotImplementedError

    def _introduces(self, sent: Sent) -> bool:
        """Put an introduction aside; say whether it was one."""
        if introduction.is_one(sent.text):
            self.introduced.append(sent)
            return True
        return False

    def _attempt(self) -> web.Response | None:
        self.attempts += 1
        return self.faults.popleft() if self.faults else None


class Telegram(Platform):
    name, channel, limit = "telegram", "bot.channels.telegram.channel:Telegram", 4096
    token, secret, bot_id, username = "4242:loopback-token", "loopback_secret", 4242, "CardHelperBot"

    def __init__(self, webhook: bool = True) -> None:
        super().__init__()
        self.webhook = webhook
        self.calls: list[tuple[str, dict[str, Any]]] = []
        self.updates: list[dict[str, Any]] = []

    def environment(self) -> dict[str, str]:
        hook = {"TELEGRAM_WEBHOOK_URL": "https://assistant.example/hook", "TELEGRAM_WEBHOOK_SECRET": self.secret}
        return {"TELEGRAM_TOKEN": self.token, "TELEGRAM_API_BASE": self.url, **(hook if self.webhook else {})}

    def routes(self, router: web.UrlDispatcher) -> None:
        router.add_post("/bot{token}/{method}", self._call)

    def event(self, person: str, text: str, number: int) -> dict[str, Any]:
        return self.message(person, number, text=text)

    def message(self, person: str, number: int, **content: Any) -> dict[str, Any]:
        user = {"id": int(person), "is_bot": False, "first_name": "An", "language_code": "vi"}
        chat = {"id": int(person), "type": "private", "first_name": "An"}
        message = {"message_id": number, "from": user, "chat": chat, "date": int(time.time()), **content}
        return {"update_id": number, "message": message}

    def press(self, person: str, title: str, data: str, number: int) -> dict[str, Any]:
        user = {"id": int(person), "is_bot": False, "first_name": "An", "language_code": "vi"}
        keyboard = {"inline_keyboard": [[{"text": title, "callback_data": data}]]}
        message = self.message(person, number, text="?", reply_markup=keyboard)["message"]
        query = {"id": str(number), "from": user, "chat_instance": "1", "data": data, "message": message}
        return {"update_id": number, "callback_query": query}

    def unknown(self, number: int) -> dict[str, Any]:
        return {"update_id": number, "new_kind_of_update": {"surprise": True}}

    def headers(self, body: bytes) -> dict[str, str]:
        return {"X-Telegram-Bot-Api-Secret-Token": self.secret}

    def busy(self) -> web.Response:
        fault = {"ok": False, "error_code": 429, "description": "Too Many Requests", "parameters": {"retry_after": 0}}
        return web.json_response(fault, status=429)

    def blocked(self) -> web.Response:
        why = "Forbidden: bot was blocked by the user"
        return web.json_response({"ok": False, "error_code": 403, "description": why}, status=403)

    async def _call(self, request: web.Request) -> web.Response:
        if request.match_info["token"] != self.token:
            return web.json_response({"ok": False, "error_code": 401, "description": "Unauthorized"}, status=401)
        method, posted = request.match_info["method"], await request.post()
        fields = {name: str(value) for name, value in posted.items()}
        if method == "sendMessage" and self._introduces(Sent(fields["chat_id"], html.unescape(fields["text"]))):
            message = self.message(fields["chat_id"], 1, text=fields["text"])["message"]
            return web.json_response({"ok": True, "result": message})
        if method != "getUpdates":
            self.calls.append((method, fields))
        result: Any = True
        if method == "getMe":
            result = {"id": self.bot_id, "is_bot": True, "first_name": "Card", "username": self.username}
        elif method == "getUpdates":
            result = await self._wait_for_updates(int(fields.get("offset", 0)), int(fields.get("timeout", 0)))
        elif method == "sendChatAction":
            self.typing += 1
        elif method == "sendMessage":
            return self._send(fields)
        elif method == "sendDocument":
            file = posted["document"]
            assert isinstance(file, web.FileField)
            self.files.append((fields["chat_id"], file.filename, file.file.read().decode()))
            result = self.message(fields["chat_id"], 1, document={"file_id": "1", "file_unique_id": "1"})["message"]
        elif method == "editMessageReplyMarkup":
            result = self.message(fields["chat_id"], int(fields["message_id"]), text="?")["message"]
        return web.json_response({"ok": True, "result": result})

    async def _wait_for_updates(self, offset: int, seconds: int) -> list[dict[str, Any]]:
        end = time.monotonic() + seconds
        while True:
            self.updates = [update for update in self.updates if update["update_id"] >= offset]
            if self.updates or time.monotonic() > end or self._runner is None:
                return self.updates[:100]
            await asyncio.sleep(0.02)

    def _send(self, fields: dict[str, str]) -> web.Response:
        fault = self._attempt()
        if fault is not None:
            return fault
        markup = json.loads(fields.get("reply_markup", "{}"))
        keyboard = [button for row in markup.get("inline_keyboard", []) for button in row]
        text = html.unescape(fields["text"])
        if not 0 < _utf16(text) <= self.limit or any(len(b.get("callback_data", "").encode()) > 64 for b in keyboard):
            why = "Bad Request: message is too long or BUTTON_DATA_INVALID"
            return web.json_response({"ok": False, "error_code": 400, "description": why}, status=400)
        buttons = tuple((b["text"], b.get("callback_data", "")) for b in keyboard)
        self.sent.append(Sent(fields["chat_id"], text, buttons))
        message = self.message(fields["chat_id"], len(self.sent), text=text)["message"]
        return web.json_response({"ok": True, "result": message})


class Messenger(Platform):
    name, channel = "messenger", "bot.channels.messenger.channel:Messenger"
    secret, token, verify = "loopback-app-secret", "loopback-page-token", "loopback-verify-token"

    def __init__(self) -> None:
        super().__init__()
        self.profile: dict[str, Any] = {}

    def environment(self) -> dict[str, str]:
        return {
            "MESSENGER_APP_SECRET": self.secret,
            "MESSENGER_PAGE_TOKEN": self.token,
            "MESSENGER_VERIFY_TOKEN": self.verify,
            "MESSENGER_API_BASE": self.url,
        }

    def routes(self, router: web.UrlDispatcher) -> None:
        router.add_post("/me/messages", self._send)
        router.add_post("/me/messenger_profile", self._set_profile)

    def batch(self, events: Sequence[dict[str, Any]]) -> dict[str, Any]:
        """Return one request with the events in several entries, two an entry."""
        pairs = [events[start : start + 2] for start in range(0, len(events), 2)]
        return {"object": "page", "entry": [{"id": "1", "time": 1, "messaging": list(pair)} for pair in pairs]}

    def messaging(self, person: str, number: int, **content: Any) -> dict[str, Any]:
        stamp = START + number
        return {"sender": {"id": person}, "recipient": {"id": "1"}, "timestamp": stamp, **content}

    def event(self, person: str, text: str, number: int) -> dict[str, Any]:
        return self.batch([self.messaging(person, number, message={"mid": f"m_{number}", "text": text})])

    def press(self, person: str, title: str, data: str, number: int) -> dict[str, Any]:
        message = {"mid": f"m_{number}", "text": title, "quick_reply": {"payload": data}}
        return self.batch([self.messaging(person, number, message=message)])

    def unknown(self, number: int) -> dict[str, Any]:
        return self.batch([self.messaging("7", number, surprise={"mid": "?"})])

    def headers(self, body: bytes) -> dict[str, str]:
        proof = hmac.new(self.secret.encode(), body, hashlib.sha256).hexdigest()
        return {"X-Hub-Signature-256": f"sha256={proof}"}

    def blocked(self) -> web.Response:
        error = {"message": "This person isn't available right now.", "code": 551, "error_subcode": 1545041}
        return web.json_response({"error": error}, status=400)

    async def _send(self, request: web.Request) -> web.Response:
        if request.query.get("access_token") != self.token:
            error = {"message": "Invalid OAuth access token.", "type": "OAuthException", "code": 190}
            return web.json_response({"error": error}, status=400)
        if request.content_type == "multipart/form-data":
            return await self._take_file(request)
        fields = await request.json()
        person = fields["recipient"]["id"]
        if "sender_action" in fields:
            self.typing += 1
            return web.json_response({"recipient_id": person})
        if self._introduces(Sent(person, fields["message"]["text"])):
            return web.json_response({"recipient_id": person, "message_id": "m_0"})
        fault = self._attempt()
        if fault is not None:
            return fault
        message = fields["message"]
        replies = message.get("quick_replies", [])
        if (
            not 0 < _utf16(message["text"]) <= self.limit
            or len(replies) > 13
            or any(_utf16(r["title"]) > 20 or len(r["payload"]) > 1000 for r in replies)
        ):
            return web.json_response({"error": {"message": "Invalid parameter", "code": 100}}, status=400)
        buttons = tuple((reply["title"], reply["payload"]) for reply in replies)
        self.sent.append(Sent(fields["recipient"]["id"], message["text"], buttons))
        return web.json_response({"recipient_id": fields["recipient"]["id"], "message_id": f"m_{self.attempts}"})

    async def _take_file(self, request: web.Request) -> web.Response:
        posted = await request.post()
        file, recipient = posted["filedata"], json.loads(str(posted["recipient"]))
        assert isinstance(file, web.FileField)
        assert json.loads(str(posted["message"]))["attachment"]["type"] == "file"
        self.files.append((recipient["id"], file.filename, file.file.read().decode()))
        return web.json_response({"recipient_id": recipient["id"], "message_id": "m_1", "attachment_id": "1"})

    async def _set_profile(self, request: web.Request) -> web.Response:
        self.profile = await request.json()
        return web.json_response({"result": "success"})


class Zalo(Platform):
    name, channel = "zalo", "bot.channels.zalo_oa.channel:ZaloOA"
    app_id, app_secret, secret = "1234567890", "loopback-app-secret", "loopback-oa-secret"

    def __init__(self) -> None:
        super().__init__()
        self.refresh = "refresh-0"
        self.access = "none yet"
        self.refreshes = 0
        self.takes_buttons = True

    def environment(self) -> dict[str, str]:
        return {
            "ZALO_APP_ID": self.app_id,
            "ZALO_APP_SECRET": self.app_secret,
            "ZALO_OA_SECRET": self.secret,
            "ZALO_REFRESH_TOKEN": "refresh-0",
            "ZALO_API_BASE": self.url,
            "ZALO_OAUTH_BASE": self.url,
        }

    def routes(self, router: web.UrlDispatcher) -> None:
        router.add_post("/v4/oa/access_token", self._rotate)
        router.add_post("/v3.0/oa/message/cs", self._send)

    def happened(self, name: str, number: int, **content: Any) -> dict[str, Any]:
        return {
            "app_id": self.app_id,
            "event_name": name,
            "timestamp": str(START + number),
            **content,
        }

    def event(self, person: str, text: str, number: int) -> dict[str, Any]:
        message = {"text": text, "msg_id": f"z{number}"}
        ids = {"sender": {"id": person}, "recipient": {"id": "oa"}, "user_id_by_app": f"app-{person}"}
        return self.happened("user_send_text", number, message=message, **ids)

    def press(self, person: str, title: str, data: str, number: int) -> dict[str, Any]:
        return self.event(person, data, number)  # oa.query.show: the button's payload, as if typed

    def unknown(self, number: int) -> dict[str, Any]:
        return self.happened("oa_new_kind_of_event", number, sender={"id": "7"})

    def headers(self, body: bytes) -> dict[str, str]:
        stamp = json.loads(body)["timestamp"]
        proof = hashlib.sha256(self.app_id.encode() + body + stamp.encode() + self.secret.encode())
        return {"X-ZEvent-Signature": f"mac={proof.hexdigest()}"}

    def busy(self) -> web.Response:
        return web.json_response({"error": -32, "message": "Your application reached limit call api"})

    def blocked(self) -> web.Response:
        return web.json_response({"error": -213, "message": "User has not followed OA"})

    async def _rotate(self, request: web.Request) -> web.Response:
        fields = await request.post()
        await asyncio.sleep(0.05)  # long enough for a second refresh to come between
        if request.headers.get("secret_key") != self.app_secret or fields["refresh_token"] != self.refresh:
            return web.json_response({"error": -14014, "error_name": "Invalid refresh token"})
        self.refreshes += 1
        self.refresh, self.access = f"refresh-{self.refreshes}", f"access-{self.refreshes}"
        tokens = {"access_token": self.access, "refresh_token": self.refresh, "expires_in": "90000"}
        return web.json_response(tokens)

    async def _send(self, request: web.Request) -> web.Response:
        fields = await request.json()
        if request.headers.get("access_token") != self.access:
            return web.json_response({"error": -216, "message": "Access token is invalid"})
        if self._introduces(Sent(fields["recipient"]["user_id"], fields["message"]["text"])):
            return web.json_response({"error": 0, "message": "Success", "data": {"message_id": "0"}})
        fault = self._attempt()
        if fault is not None:
            return fault
        message = fields["message"]
        made = message.get("attachment", {}).get("payload", {}).get("buttons", [])
        if made and (not self.takes_buttons or len(made) > 5 or any(len(b["title"]) > 100 for b in made)):
            return web.json_response({"error": -201, "message": "Parameter attachment is invalid"})
        if not 0 < _utf16(message["text"]) <= self.limit:
            return web.json_response({"error": -210, "message": "Parameter exceeds allowable limit"})
        person = fields["recipient"]["user_id"]
        self.sent.append(Sent(person, message["text"], tuple((b["title"], b["payload"]) for b in made)))
        return web.json_response({"error": 0, "message": "Success", "data": {"message_id": "1"}})


class ZaloBot(Platform):
    name, channel = "zalo_bot", "bot.channels.zalo_bot.channel:ZaloBot"
    token, secret = "77:loopback-token", "loopback-secret"

    def __init__(self, webhook: bool = True) -> None:
        super().__init__()
        self.webhook = webhook
        self.calls: list[str] = []
        self.updates: deque[dict[str, Any]] = deque()

    def environment(self) -> dict[str, str]:
        hook = {"ZALO_BOT_WEBHOOK_URL": "https://assistant.example/hook", "ZALO_BOT_WEBHOOK_SECRET": self.secret}
        return {"ZALO_BOT_TOKEN": self.token, "ZALO_BOT_API_BASE": self.url, **(hook if self.webhook else {})}

    def routes(self, router: web.UrlDispatcher) -> None:
        router.add_post("/bot{token}/{method}", self._call)

    def event(self, person: str, text: str, number: int) -> dict[str, Any]:
        message = {
            "from": {"id": person, "display_name": "An", "is_bot": False},
            "chat": {"id": person, "chat_type": "PRIVATE"},
            "text": text,
            "message_id": f"b{number}",
            "date": START + number,
        }
        return {"ok": True, "result": {"message": message, "event_name": "message.text.received"}}

    def press(self, person: str, title: str, data: str, number: int) -> dict[str, Any]:
        return self.event(person, title, number)  # no buttons: a choice is typed

    def unknown(self, number: int) -> dict[str, Any]:
        return {"ok": True, "result": {"event_name": "chat.renamed", "chat": {"id": "7"}}}

    def headers(self, body: bytes) -> dict[str, str]:
        return {"X-Bot-Api-Secret-Token": self.secret}

    def blocked(self) -> web.Response:
        return web.json_response({"ok": False, "error_code": 403, "description": "Forbidden"}, status=403)

    async def _call(self, request: web.Request) -> web.Response:
        if request.match_info["token"] != self.token:
            return web.json_response({"ok": False, "error_code": 401, "description": "Unauthorized"}, status=401)
        method, fields = request.match_info["method"], await request.json()
        self.calls.append(method)
        if method == "getUpdates":
            end = time.monotonic() + int(fields["timeout"])
            while not self.updates and time.monotonic() < end and self._runner is not None:
                await asyncio.sleep(0.02)
            if not self.updates:
                return web.json_response({"ok": False, "error_code": 408, "description": "Request timeout"})
            return web.json_response(self.updates.popleft())
        if method == "sendChatAction":
            self.typing += 1
        if method == "sendMessage" and not self._introduces(Sent(fields["chat_id"], fields["text"])):
            fault = self._attempt()
            if fault is not None:
                return fault
            if not 0 < _utf16(fields["text"]) <= self.limit:
                why = {"ok": False, "error_code": 400, "description": "text is too long"}
                return web.json_response(why, status=400)
            self.sent.append(Sent(fields["chat_id"], fields["text"]))
        return web.json_response({"ok": True, "result": {"message_id": str(self.attempts)}})


class Website(Platform):
    """Pages with the widget: a person's session stands in the request, the answer in the response."""

    name, channel, path, forbidden = "web", "bot.channels.web.channel:Web", "message", 401
    secret = "loopback-session-secret"

    def __init__(self) -> None:
        super().__init__()
        self.tokens: dict[str, str] = {}
        self._shown: set[str] = set()
        self._opening = asyncio.Lock()

    def environment(self) -> dict[str, str]:
        return {"WEB_SESSION_SECRET": self.secret}

    def routes(self, router: web.UrlDispatcher) -> None:
        """A page takes no requests."""

    def event(self, person: str, text: str, number: int) -> dict[str, Any]:
        return {"person": person, "id": f"message-{number}", "text": text, "language": "vi"}

    def press(self, person: str, title: str, data: str, number: int) -> dict[str, Any]:
        return {"person": person, "id": f"message-{number}", "payload": data, "language": "vi"}

    def headers(self, body: bytes) -> dict[str, str]:
        return {}

    async def token(self, assistant: Assistant, person: str) -> str:
        """Return the token of a person's session, opened at need."""
        async with self._opening:
            if person not in self.tokens:
                status, opened = await assistant.request("web/session", b"{}", {})
                assert status == 200
                self.tokens[person] = json.loads(opened)["token"]
        return self.tokens[person]

    async def deliver(self, assistant: Assistant, event: dict[str, Any], escaped: bool = True) -> int:
        person = str(event.get("person"))
        fields = {**event, "token": await self.token(assistant, person)}
        # A web server in front of the assistant tells where a request came from: each person elsewhere.
        place = f"203.0.{sum(person.encode()) % 256}.{len(self.tokens) % 256}"
        status, answered = await assistant.request("web/message", body(fields, escaped), {"X-Real-IP": place})
        said = json.loads(answered).get("messages", [])
        identity = f"{person}/{fields.get('id')}"
        if status == 200 and identity not in self._shown:
            self._shown.add(identity)
            self.show(person, said)
        return status

    def show(self, person: str, said: Sequence[dict[str, Any]]) -> None:
        """Show what a person was told."""
        self.sent += [
            Sent(person, m["text"], tuple((b["title"], b.get("payload", "")) for b in m.get("buttons", [])))
            for m in said
        ]

    async def forgeries(
        self, assistant: Assistant, event: dict[str, Any]
    ) -> Sequence[tuple[bytes, Mapping[Any, Any]]]:
        session, opened, signature = (await self.token(assistant, "someone")).split(".")
        other = (await self.token(assistant, "someone else")).split(".")[0]
        tokens: tuple[object, ...] = (
            f"{session}.{opened}.{signature[:-1]}{'A' if signature[-1] != 'A' else 'E'}",
            f"{other}.{opened}.{signature}",  # into another person's chat
            f"{session}.{int(opened) + 1}.{signature}",
            f"{session}.{opened}.",
            f"{session}.{opened}",
            "",
            "ạ.1.ạ",
            None,
            5,
            [],
        )
        return [(body({**event, "token": token}), {}) for token in tokens] + [(body(event), {})]


PLATFORMS: dict[str, type[Platform]] = {p.name: p for p in (Telegram, Zalo, ZaloBot, Messenger)}
CHANNELS: dict[str, type[Platform]] = {**PLATFORMS, Website.name: Website}


def body(event: dict[str, Any], escaped: bool = True) -> bytes:
    r"""Return an event as the bytes of a request, Vietnamese letters as \u escapes or as they are."""
    return json.dumps(event, ensure_ascii=escaped, separators=(",", ":")).encode()


async def until(condition: Any, seconds: float = 8.0) -> None:
    """Wait until `condition()` holds; fail when it does not in time."""
    with contextlib.suppress(asyncio.TimeoutError):
        await asyncio.wait_for(_poll(condition), seconds)
    assert condition(), "did not happen in time"


async def _poll(condition: Any) -> None:
    while not condition():
        await asyncio.sleep(0.01)


def _utf16(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
