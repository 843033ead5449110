"""The assistant as docs/deploy.md puts it up: two Rasa processes, PostgreSQL, Redis, nginx with TLS.

Configurations are read from that page. The action server is down: what needs it gets the channel's own word.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import httpx
import pytest
import redis

from tests.channels import services
from tests.channels.platforms import Messenger, body
from tests.channels.test_privacy import shows, spelled

MODEL = Path("models/assistant.tar.gz")
START_SECONDS = 180.0
FUZZED = 60

pytestmark = [pytest.mark.e2e, pytest.mark.skipif(not MODEL.exists(), reason="make train makes the model")]


@dataclass
class Installation:
    """Where everything is."""

    folder: Path
    site: str
    processes: tuple[str, str]
    redis: redis.Redis
    database: int
    messenger: Messenger

    def query(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        with contextlib.closing(services.connected(self.database)) as connection, connection.cursor() as cursor:
            cursor.execute(sql, values)
            return list(cursor.fetchall())

    def events(self, sender: str | None = None) -> list[dict[str, Any]]:
        """Return the stored events of a conversation, or of all."""
        where = ("where conversation = %s", sender) if sender else ("",)
        rows = self.query(f"select events from dialogues {where[0]}", *where[1:])
        return [event for (events,) in rows for event in json.loads(events)]

    def logs(self) -> str:
        return "".join(file.read_text(errors="replace") for file in self.folder.glob("rasa-*.log"))


class Page:
    """A browser with the widget, at an address of its own on this machine."""

    def __init__(self, url: str, address: str = "127.0.0.1", **headers: str) -> None:
        transport = httpx.HTTPTransport(local_address=address, verify=False)
        self.client = httpx.Client(base_url=f"{url}/webhooks/web", transport=transport, timeout=60, headers=headers)
        self.token = ""

    def open(self, token: str = "") -> Page:
        self.token = token or self.client.post("/session", json={}).json()["token"]
        return self

    @property
    def sender(self) -> str:
        return f"web-{self.token.split('.')[0]}"

    def say(self, text: str, identity: str | None = None, **fields: str) -> dict[str, Any]:
        sent = {"token": self.token, "text": text, **({"id": identity} if identity else {}), **fields}
        answered = self.client.post("/message", json=sent)
        assert answered.status_code == 200, answered.text
        (message,) = answered.json()["messages"]
        return dict(message)

    def history(self) -> list[dict[str, Any]]:
        answered = self.client.get("/history", headers={"Authorization": f"Bearer {self.token}"})
        return list(answered.json()["messages"])


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    folder = tmp_path_factory.mktemp("deploy")
    messenger = Messenger()
    with contextlib.ExitStack() as stack:
        cache, database = stack.enter_context(services.redis_server()), stack.enter_context(services.postgresql())
        ports = [services.free_port() for _ in range(3)]
        stack.enter_context(_played(messenger))
        environment = {
            **os.environ,
            **messenger.environment(),
            "REDIS_URL": f"redis://127.0.0.1:{cache}/0",
            "WEB_SESSION_SECRET": "loopback-session-secret",
            "DATABASE_URL": f"postgresql://assistant:{services.PASSWORD}@127.0.0.1:{database}/assistant",
            "PYTHONPATH": ".",
            "RASA_TELEMETRY_ENABLED": "false",
        }
        endpoints = folder / "endpoints.yml"
        values = {"port: 6379": f"port: {cache}", ":5055/": ":9/"}
        endpoints.write_text(services.replaced(services.shown("yaml"), values))
        for port in ports[:2]:
            stack.enter_context(_rasa(folder, endpoints, port, environment))
        chain, key = services.certificate(folder)
        values = {
            "    server 127.0.0.1:5005;": "".join(f"    server 127.0.0.1:{port};\n" for port in ports[:2]),
            "listen 443 ssl": f"listen 127.0.0.1:{ports[2]} ssl",
            "/etc/ssl/assistant/fullchain.pem": str(chain),
            "/etc/ssl/assistant/privkey.pem": str(key),
        }
        stack.enter_context(services.nginx(services.replaced(services.shown("nginx"), values), ports[2]))
        for port in ports[:2]:
            _wait(partial(_is_ready, f"http://127.0.0.1:{port}"))
        yield Installation(
            folder,
            f"https://127.0.0.1:{ports[2]}",
            (f"http://127.0.0.1:{ports[0]}", f"http://127.0.0.1:{ports[1]}"),
            redis.Redis(port=cache, decode_responses=True),
            database,
            messenger,
        )


def test_a_page_talks_through_nginx_and_a_reload_shows_it(installation: Installation) -> None:
    page = Page(installation.site)
    assert "default-src 'none'" in page.client.get("/").headers["content-security-policy"]
    assert httpx.get(installation.site, verify=False).headers["location"].endswith("/webhooks/web/")
    assert page.client.get("/widget.js", headers={"Accept-Encoding": "gzip"}).headers["content-encoding"] == "gzip"
    page.open()
    greeting = page.say("xin chào")
    assert greeting["custom"]["status"] == "chat"
    told = page.say("tôi bị mất thẻ căn cước")  # needs the action server
    assert told["custom"]["reason"] == "unavailable"
    assert [message["text"] for message in page.history()] == [
        "xin chào",
        greeting["text"],
        "tôi bị mất thẻ căn cước",
        told["text"],
    ]
    own = page.client.post("/session", json={}, headers={"Origin": installation.site})
    other = page.client.post("/session", json={}, headers={"Origin": "https://evil.example"})
    assert (own.status_code, other.status_code) == (200, 403)


@pytest.mark.parametrize(
    "path",
    ["/webhooks/rest/webhook", "/webhooks//rest/webhook", "/webhooks/web/../rest/webhook", "/model", "/version"],
)
def test_nginx_keeps_the_rest_on_this_machine(installation: Installation, path: str) -> None:
    sent = {"sender": "an", "message": "x"}
    with httpx.Client(verify=False) as client:
        assert client.post(f"{installation.site}{path}", json=sent).status_code in (404, 405)
        assert client.get(f"{installation.site}{path}").status_code == 404


def test_nginx_tells_the_real_address(installation: Installation) -> None:
    def addresses() -> set[str]:
        return {key for key in installation.redis.keys("*/web/*") if "/300/1/minute" in key}

    for key in addresses():
        installation.redis.delete(key)
    Page(installation.site).open().say("xin chào")
    Page(installation.site, **{"X-Real-IP": "203.0.113.9"}).open().say("xin chào")  # not believed
    assert len(addresses()) == 1
    Page(installation.site, address="127.0.0.2").open().say("xin chào")
    assert len(addresses()) == 2
    assert not any("127.0.0" in key for key in addresses())


def test_a_delivery_to_both_processes_is_answered_once(installation: Installation) -> None:
    messenger = installation.messenger
    for number in range(1, 6):
        sent = body(messenger.event(str(1000 + number), "/start", number))
        with ThreadPoolExecutor(6) as pool:
            posted = [pool.submit(_post, process, messenger, sent) for process in installation.processes * 3]
        assert [post.result() for post in posted] == [200] * 6
    _wait(lambda: len(messenger.sent) >= 5)
    time.sleep(1)
    assert sorted(sent.person for sent in messenger.sent) == ["1001", "1002", "1003", "1004", "1005"]


def test_a_message_of_a_page_to_both_processes_is_answered_once(installation: Installation) -> None:
    one, other = (Page(process) for process in installation.processes)
    other.open(one.open().token)
    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(lambda page: page.say("xin chào", "message-1"), [one, other] * 3))
    assert all(answer == answers[0] for answer in answers)
    assert len(one.history()) == 2


def test_limits_count_together(installation: Installation) -> None:
    one, other = (Page(process) for process in installation.processes)
    other.open(one.open().token)
    reasons = [page.say("cảm ơn")["custom"].get("reason") for page in [one, other] * 17]
    assert reasons == [None] * 30 + ["too_many"] * 4


def test_choices_hold_in_the_other_process(installation: Installation) -> None:
    messenger = installation.messenger
    messenger.sent.clear()
    sent = body(messenger.event("3001", "/delete", 301))
    _post(installation.processes[0], messenger, sent)
    _wait(lambda: len(messenger.sent) == 1)
    sent = body(messenger.event("3001", "xóa", 302))  # the button's title, typed
    _post(installation.processes[1], messenger, sent)
    _wait(lambda: len(messenger.sent) == 2)
    assert "Đã xóa" in messenger.sent[1].text


def test_deleting_leaves_no_row(installation: Installation) -> None:
    page, other = Page(installation.site).open(), Page(installation.site).open()
    for person in (page, other):
        person.say("cccd 001090012345 xin chào", "message-1")
    (asked,) = [event["text"] for event in installation.events(page.sender) if event["event"] == "user"]
    assert asked == "cccd ●●● xin chào"
    assert page.client.post("/delete", json={"token": page.token}).json() == {"deleted": True}
    assert installation.events(page.sender) == []
    assert len(installation.events(other.sender)) > 2
    assert not [key for key in installation.redis.keys("answers/*") if page.sender in key]
    other.say("/delete")
    other.say("", payload="/delete_data")
    assert installation.events(other.sender) == []


def test_no_identity_number_is_in_postgresql_redis_or_logs(installation: Installation) -> None:
    chance = random.Random(1122)
    said = [spelled(chance) for _ in range(FUZZED)]

    def say(number: int) -> None:
        Page(installation.processes[number % 2], **{"X-Real-IP": f"198.51.100.{number}"}).open().say(
            said[number][2], f"message-{number}"
        )

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(say, range(FUZZED)))
    events = installation.events()
    users = [json.dumps(event, ensure_ascii=False) for event in events if event["event"] == "user"]
    texts = [str(event.get("text")) for event in events]
    assert len(users) >= FUZZED
    places = [json.dumps(events, ensure_ascii=False), installation.logs(), *_dump(installation.redis)]
    for digits, written, message in said:
        assert not any(digits in place or written in place for place in places), message
        assert not any(shows(text, digits) for text in texts), message


def test_no_secret_is_in_the_logs(installation: Installation) -> None:
    log = installation.logs()
    assert "messenger: on (webhook)" in log
    for secret in (services.PASSWORD, Messenger.token, Messenger.secret, Messenger.verify, "loopback-session-secret"):
        assert secret not in log


def _is_ready(process: str) -> bool:
    return httpx.get(f"{process}/webhooks/web/health").status_code == 200


def _dump(memory: redis.Redis) -> list[str]:
    kept = []
    for key in memory.keys("*"):
        kind = memory.type(key)
        kept.append(f"{key} {memory.hgetall(key) if kind == 'hash' else memory.get(key) if kind == 'string' else ''}")
    return kept


def _post(process: str, messenger: Messenger, sent: bytes) -> int:
    url = f"{process}/webhooks/messenger/webhook"
    return httpx.post(url, content=sent, headers=messenger.headers(sent), timeout=30).status_code


@contextlib.contextmanager
def _played(platform: Messenger) -> Iterator[None]:
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, daemon=True).start()
    asyncio.run_coroutine_threadsafe(platform.start(), loop).result(10)
    try:
        yield
    finally:
        asyncio.run_coroutine_threadsafe(platform.stop(), loop).result(10)
        loop.call_soon_threadsafe(loop.stop)


@contextlib.contextmanager
def _rasa(folder: Path, endpoints: Path, port: int, environment: dict[str, str]) -> Iterator[None]:
    command = [sys.executable, "-W", "ignore", "-m", "rasa", "run", "--model", str(MODEL), "--port", str(port)]
    log = folder / f"rasa-{port}.log"
    with log.open("w") as stream:
        process = subprocess.Popen(
            [*command, "--interface", "127.0.0.1", "--endpoints", str(endpoints)],
            env=environment,
            stdout=stream,
            stderr=stream,
        )
    try:
        yield
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(30)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            raise  # it should have stopped by itself


def _wait(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        with contextlib.suppress(httpx.TransportError):
            if condition():
                return
        time.sleep(0.2)
    pytest.fail("did not happen in time")
