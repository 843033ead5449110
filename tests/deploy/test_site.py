"""nginx with the site of deploy/nginx before a bridge that may be away: TLS, headers, limits, what is logged."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import httpx
import pytest

from tests.channels import services
from tests.channels.processes import wait

ADDRESS = "127.0.0.1"
SITE = Path("deploy/nginx/assistant.conf")


class Bridge(BaseHTTPRequestHandler):
    """Tells what a request came with."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.end_headers()
        self.wfile.write(f"{self.path} {self.headers['X-Real-IP']} {self.headers['Host']}".encode())

    def log_message(self, format: str, *_: object) -> None:
        """Say nothing."""


@dataclass
class Site:
    url: str
    plain: str
    log: Path
    bridge: ThreadingHTTPServer

    def get(self, path: str, **headers: str) -> httpx.Response:
        return httpx.get(self.url + path, verify=False, headers=headers, trust_env=False)


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    bridge = ThreadingHTTPServer((ADDRESS, 0), Bridge)
    threading.Thread(target=bridge.serve_forever, daemon=True).start()
    chain, key = services.certificate(tmp_path)
    port, plain = services.free_port(), services.free_port()
    values = {
        "${ASSISTANT_DOMAIN}": "assistant.example.gov.vn",
        "${ASSISTANT_LOG}": str(tmp_path / "access.log"),
        "${ASSISTANT_ERROR_LOG}": str(tmp_path / "error.log"),
        "listen 80;": f"listen {ADDRESS}:{plain};",
        "listen 443 ssl http2;": f"listen {ADDRESS}:{port} ssl http2;",
        "/etc/assistant/tls/fullchain.pem": str(chain),
        "/etc/assistant/tls/privkey.pem": str(key),
        "rate=30r/s": "rate=1r/s",  # so that a slow machine asks too often as well
        "burst=200": "burst=5",
        "/etc/assistant/nginx": str(Path("deploy/nginx").resolve()),
    }
    upstream = Path("deploy/nginx/upstream.conf").read_text().replace("8000", str(bridge.server_port))
    with services.nginx(upstream + services.replaced(SITE.read_text(encoding="utf-8"), values), port):
        yield Site(f"https://{ADDRESS}:{port}", f"http://{ADDRESS}:{plain}", tmp_path, bridge)
    bridge.shutdown()
    bridge.server_close()


def test_the_bridge_learns_the_address_and_the_host(site: Site) -> None:
    said = site.get("/webhooks/web/", Host="assistant.example.gov.vn", **{"X-Real-IP": "203.0.113.9"}).text
    assert said == "/webhooks/web/ 127.0.0.1 assistant.example.gov.vn"


def test_browsers_are_to_come_by_tls_alone(site: Site) -> None:
    assert site.get("/").headers["strict-transport-security"] == "max-age=31536000"
    led = httpx.get(
        f"{site.plain}/webhooks/web/?lang=es", headers={"Host": "assistant.example.gov.vn"}, trust_env=False
    )
    assert (led.status_code, led.headers["location"]) == (
        301,
        "https://assistant.example.gov.vn/webhooks/web/?lang=es",
    )


@pytest.mark.parametrize("path", ["/metrics", "/health/ready", "//metrics", "/webhooks/../metrics"])
def test_what_is_for_the_operator_stays_inside(site: Site, path: str) -> None:
    assert site.get(path).status_code == 404


def test_the_log_holds_neither_an_address_nor_what_was_asked(site: Site) -> None:
    site.get("/v1/fee?document=can_cuoc&reason=lost")
    wait(lambda: (site.log / "access.log").read_text() != "", seconds=10)  # nginx writes after it has answered
    (line,) = (site.log / "access.log").read_text().splitlines()
    assert " GET /v1/fee 200 " in line
    assert ADDRESS not in line
    assert "can_cuoc" not in line


def test_who_asks_much_too_often_waits_but_a_platform_does_not(site: Site) -> None:
    with httpx.Client(base_url=site.url, verify=False, trust_env=False) as client:
        assert 429 in [client.get("/v1/fee").status_code for _ in range(20)]
        assert {client.get("/webhooks/telegram/webhook").status_code for _ in range(20)} == {200}


def test_a_bridge_that_is_away_is_said_kindly_in_three_languages(site: Site) -> None:
    site.bridge.shutdown()
    site.bridge.server_close()
    away = site.get("/webhooks/web/")
    assert away.status_code == 502
    assert all(words in away.text for words in ("Trợ lý đang tạm nghỉ", 'lang="es"', 'lang="en"', "1900 0368"))
    assert "nginx/" not in away.text + away.headers["server"]
