"""The assistant as docs/deploy.md puts it up: two bridges, two Rasa workers, PostgreSQL, Redis, nginx with TLS.

Configurations are those of deploy/ and of that page.
"""

from __future__ import annotations

import contextlib
import random
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import httpx
import pytest
import redis

from tests.channels import services
from tests.channels.numbers import shows, spelled
from tests.channels.platforms import Messenger, body
from tests.channels.players import played
from tests.channels.processes import MODEL, Processes, running, wait

FUZZED = 60

pytestmark = [pytest.mark.e2e, pytest.mark.skipif(not MODEL.exists(), reason="make train makes the model")]


@dataclass
class Installation:
    """Where everything is."""

    site: str
    bridges: tuple[str, str]
    processes: Processes
    redis: redis.Redis
    database: int
    messenger: Messenger

    def query(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        with contextlib.closing(services.connected(self.database)) as connection, connection.cursor() as cursor:
            cursor.execute(sql, values)
            return list(cursor.fetchall())

    def rows(self) -> str:
        """Return every row of every table, as one text."""
        tables = self.query("select table_name from information_schema.tables where table_schema = 'public'")
        rows = [self.query(f'select row_to_json(t)::text from "{name}" t') for (name,) in tables]
        return "\n".join(str(row) for table in rows for row in table)


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
        stack.enter_context(played(messenger))
        environment = {
            **messenger.environment(),
            **services.environment(database, cache),
            "DB_PASSWORD": services.PASSWORD,
        }
        processes = Processes(folder, environment, bridges=2, workers=2, tracker=services.tracker())
        port = services.free_port()
        chain, key = services.certificate(folder)
        bridges = [processes.ports[name] for name in processes.named("bridge")]
        values = {
            "    server 127.0.0.1:8000;": "".join(f"    server 127.0.0.1:{port};\n" for port in bridges),
            "${ASSISTANT_DOMAIN}": "_",
            "${ASSISTANT_LOG}": str(folder / "access.log"),
            "${ASSISTANT_ERROR_LOG}": str(folder / "error.log"),
            "listen 80;": f"listen 127.0.0.1:{services.free_port()};",
            "listen 443 ssl http2;": f"listen 127.0.0.1:{port} ssl http2;",
            "/etc/assistant/tls/fullchain.pem": str(chain),
            "/etc/assistant/tls/privkey.pem": str(key),
        }
        stack.enter_context(services.nginx(services.replaced(services.site(), values), port))
        stack.enter_context(running(processes))
        yield Installation(
            f"https://127.0.0.1:{port}",
            (processes.url("bridge-0"), processes.url("bridge-1")),
            processes,
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
    assert told["custom"]["citations"]
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
        keys = map(str, installation.redis.keys("*/web/address/*"))
        return {key for key in keys if "/300/1/minute" in key}

    for key in addresses():
        installation.redis.delete(key)
    Page(installation.site).open().say("xin chào")
    Page(installation.site, **{"X-Real-IP": "203.0.113.9"}).open().say("xin chào")  # not believed
    assert len(addresses()) == 1
    Page(installation.site, address="127.0.0.2").open().say("xin chào")
    assert len(addresses()) == 2
    assert not any("127.0.0" in key for key in addresses())


def test_a_delivery_to_both_bridges_is_answered_once(installation: Installation) -> None:
    messenger = installation.messenger
    for number in range(1, 6):
        sent = body(messenger.event(str(1000 + number), "/start", number))
        with ThreadPoolExecutor(6) as pool:
            posted = [pool.submit(_post, bridge, messenger, sent) for bridge in installation.bridges * 3]
        assert [post.result() for post in posted] == [200] * 6
    wait(lambda: len(messenger.sent) >= 5)
    time.sleep(1)
    assert sorted(sent.person for sent in messenger.sent) == ["1001", "1002", "1003", "1004", "1005"]


def test_a_message_of_a_page_to_both_bridges_is_answered_once(installation: Installation) -> None:
    one, other = (Page(bridge) for bridge in installation.bridges)
    other.open(one.open().token)
    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(lambda page: page.say("xin chào", "message-1"), [one, other] * 3))
    assert all(answer == answers[0] for answer in answers)
    assert len(one.history()) == 2


def test_limits_count_together(installation: Installation) -> None:
    one, other = (Page(bridge) for bridge in installation.bridges)
    other.open(one.open().token)
    reasons = [page.say("cảm ơn")["custom"].get("reason") for page in [one, other] * 17]
    assert reasons == [None] * 30 + ["too_many"] * 4


def test_choices_hold_in_the_other_bridge(installation: Installation) -> None:
    messenger = installation.messenger
    messenger.sent.clear()
    sent = body(messenger.event("3001", "/delete", 301))
    _post(installation.bridges[0], messenger, sent)
    wait(lambda: len(messenger.sent) == 1)
    sent = body(messenger.event("3001", "xóa", 302))  # the button's title, typed
    _post(installation.bridges[1], messenger, sent)
    wait(lambda: len(messenger.sent) == 2)
    assert "Đã xóa" in messenger.sent[1].text


def test_deleting_leaves_no_row(installation: Installation) -> None:
    page, other, third = (Page(installation.site).open() for _ in range(3))
    for name, person in (("an", page), ("bình", other), ("chi", third)):
        person.say(f"cccd 001090012345 xin chào {name}", "message-1")
    kept = installation.rows()
    assert all(f"cccd ●●● xin chào {name}" in kept for name in ("an", "bình", "chi"))
    assert page.client.post("/delete", json={"token": page.token}).json() == {"deleted": True}
    other.say("/delete")
    other.say("", payload="/delete_data")
    left = installation.rows()
    assert not any(word in left for word in (page.sender, other.sender, "xin chào an", "xin chào bình"))
    assert third.sender in left


def test_no_identity_number_is_in_postgresql_redis_or_logs(installation: Installation) -> None:
    chance = random.Random(1122)
    said = [spelled(chance) for _ in range(FUZZED)]

    def say(number: int) -> None:
        Page(installation.bridges[number % 2], **{"X-Real-IP": f"198.51.100.{number}"}).open().say(
            said[number][2], f"message-{number}"
        )

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(say, range(FUZZED)))
    texts = [text for (text,) in installation.query("select text from bridge_messages")]
    assert len(texts) >= FUZZED
    places = [installation.rows(), installation.processes.logs(), *_dump(installation.redis)]
    for digits, written, message in said:
        assert not any(digits in place or written in place for place in places), message
        assert not any(shows(text, digits) for text in texts), message


def test_no_secret_is_in_the_logs(installation: Installation) -> None:
    log = installation.processes.logs()
    assert "messenger: on (webhook)" in log
    for secret in (services.PASSWORD, Messenger.token, Messenger.secret, Messenger.verify, "loopback-session-secret"):
        assert secret not in log


def _dump(memory: redis.Redis) -> list[str]:
    return [f"{key!s} {memory.get(key)!s}" for key in memory.keys("*")]


def _post(bridge: str, messenger: Messenger, sent: bytes) -> int:
    url = f"{bridge}/webhooks/messenger/webhook"
    return httpx.post(url, content=sent, headers=messenger.headers(sent), timeout=30).status_code
