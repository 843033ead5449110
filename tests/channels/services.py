"""The servers that docs/deploy.md puts beside the assistant, from Debian's packages, on loopback."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest
import redis
import yaml

DEPLOY = Path("docs/deploy.md")
NGINX = Path("deploy/nginx")
START_SECONDS = 30.0
PASSWORD = "loopback-database-password"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def is_free(port: int) -> bool:
    """Say whether a server may listen there: connections of an earlier one keep a port for a while."""
    with socket.socket() as probe:
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def site() -> str:
    """Return nginx' configuration of the website, as scripts/install puts it up."""
    return "".join((NGINX / name).read_text(encoding="utf-8") for name in ("upstream.conf", "assistant.conf"))


def replaced(text: str, values: dict[str, str]) -> str:
    """Return `text` with each old text replaced; fail when one is not there any more."""
    for old, new in values.items():
        assert old in text, f"there is no {old!r} any more"
        text = text.replace(old, new)
    return text


class Server:
    """A server that is stopped and started again in its place."""

    def __init__(
        self,
        port: int,
        command: list[str],
        attempt: Callable[[], object],
        away: type[Exception],
        cwd: Path | None = None,
    ) -> None:
        """`attempt` asks it something, and raises `away` while it does not answer."""
        self.port = port
        self._command, self._attempt, self._away, self._cwd = command, attempt, away, cwd
        self._held = contextlib.ExitStack()

    def start(self) -> None:
        self._held.enter_context(_running(self._command, self._cwd))
        _wait(self._attempt, self._away)

    def stop(self) -> None:
        self._held.close()


@contextlib.contextmanager
def started(server: Server) -> Iterator[Server]:
    """Run a server."""
    try:
        server.start()
        yield server
    finally:
        server.stop()


@contextlib.contextmanager
def redis_server() -> Iterator[int]:
    """Run a Redis that keeps nothing; yield its port."""
    with stoppable_redis() as server:
        yield server.port


@contextlib.contextmanager
def stoppable_redis() -> Iterator[Server]:
    """Run a Redis that keeps nothing."""
    port = free_port()
    program = _program("redis-server", "redis-server")
    command = [program, "--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
    with (
        redis.Redis(port=port) as client,
        started(Server(port, command, client.ping, redis.ConnectionError)) as server,
    ):
        yield server


@contextlib.contextmanager
def postgresql() -> Iterator[int]:
    """Run a PostgreSQL with an empty database "assistant" of a user of the same name; yield its port."""
    with stoppable_postgresql() as server:
        yield server.port


@contextlib.contextmanager
def stoppable_postgresql() -> Iterator[Server]:
    """Run a PostgreSQL with an empty database "assistant" of a user of the same name."""
    port = free_port()
    newest = max(Path("/usr/lib/postgresql").glob("*/bin/initdb"), default=None, key=lambda p: int(p.parts[-3]))
    programs = Path(_program(str(newest or "initdb"), "postgresql")).parent
    with tempfile.TemporaryDirectory(prefix="postgresql-") as name:
        folder = Path(name)
        (folder / "password").write_text(PASSWORD)
        as_user: list[str] = []
        if os.geteuid() == 0:  # PostgreSQL refuses to run as root
            as_user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
            for place in (folder, folder / "password"):
                shutil.chown(place, "postgres", "postgres")
        data = str(folder / "data")
        options = ["--username=assistant", f"--pwfile={folder / 'password'}", "--auth=scram-sha-256", "--no-sync"]
        making = [*as_user, str(programs / "initdb"), "-D", data, *options, "--encoding=UTF8", "--locale=C.UTF-8"]
        subprocess.run(making, check=True, capture_output=True, cwd=folder)
        server = [str(programs / "postgres"), "-D", data, "-p", str(port), "-h", "127.0.0.1", "-k", str(folder)]
        made = Server(
            port,
            [*as_user, *server, "-c", "fsync=off"],
            lambda: connected(port, "postgres").close(),
            psycopg.OperationalError,
            folder,
        )
        with started(made):
            with connected(port, "postgres") as database:
                database.autocommit = True
                database.execute("create database assistant")
            yield made


def tracker() -> dict[str, object]:
    """Return the tracker store of endpoints.yml: with PostgreSQL, DATABASE_URL tells it where."""
    stored: dict[str, object] = yaml.safe_load(Path("endpoints.yml").read_text(encoding="utf-8"))["tracker_store"]
    return stored


def upstreams(ports: dict[int, list[int]]) -> str:
    """Return a site that passes on each port to the servers behind it, and to another one when a server is away."""
    found = []
    for port, behind in ports.items():
        servers = "".join(f"server 127.0.0.1:{one} max_fails=0;" for one in behind)
        found.append(
            f"upstream behind_{port} {{ {servers} }}\n"
            f"server {{ listen 127.0.0.1:{port}; location / {{ proxy_pass http://behind_{port}; "
            "proxy_next_upstream error timeout non_idempotent; proxy_connect_timeout 1s; proxy_read_timeout 75s; } }"
        )
    return "\n".join(found)


def environment(database: int, cache: int) -> dict[str, str]:
    """Return the settings of docs/deploy.md for several bridges, with the ports of a test's own servers."""
    (block,) = [
        block for block in re.findall(r"```sh\n(.*?)```", DEPLOY.read_text(), re.DOTALL) if "REDIS_URL" in block
    ]
    values = {"PASSWORD": PASSWORD, ":5432": f":{database}", ":6379": f":{cache}"}
    return dict(line.split("=", 1) for line in replaced(block, values).splitlines())


def connected(port: int, database: str = "assistant") -> psycopg.Connection:
    return psycopg.connect(
        host="127.0.0.1", port=port, dbname=database, user="assistant", password=PASSWORD, connect_timeout=5
    )


@contextlib.contextmanager
def nginx(site: str, port: int) -> Iterator[None]:
    """Run an nginx with one site's configuration, and wait until it listens on `port`."""
    program = _program("nginx", "nginx")
    with tempfile.TemporaryDirectory(prefix="nginx-") as name:
        folder = Path(name)
        kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
        temporary = "".join(f"{kind}_temp_path {folder}/{kind};\n" for kind in kinds)
        user = "user root;\n" if os.geteuid() == 0 else ""
        (folder / "nginx.conf").write_text(
            f"{user}daemon off;\nworker_processes 1;\npid {folder}/pid;\nerror_log {folder}/error.log;\n"
            f"events {{}}\nhttp {{\naccess_log {folder}/access.log;\n{temporary}\n{site}\n}}\n",
            encoding="utf-8",
        )
        with _running([program, "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", f"{folder}/error.log"]):
            _wait(lambda: socket.create_connection(("127.0.0.1", port), 1).close(), OSError)
            yield


def certificate(folder: Path) -> tuple[Path, Path]:
    """Make a certificate for this machine; return its file and its key's."""
    made, key = folder / "fullchain.pem", folder / "privkey.pem"
    request = ["req", "-x509", "-newkey", "rsa:2048", "-nodes", "-subj", "/CN=127.0.0.1", "-days", "2"]
    subprocess.run(
        [_program("openssl", "openssl"), *request, "-keyout", str(key), "-out", str(made)],
        check=True,
        capture_output=True,
    )
    return made, key


def _program(name: str, package: str) -> str:
    # /usr/sbin is not on everybody's path.
    found = shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
    if found is None:
        pytest.skip(f"{package} is missing: apt-get install {package}")
    return found


@contextlib.contextmanager
def _running(command: list[str], cwd: Path | None = None) -> Iterator[None]:
    process = subprocess.Popen(command, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield
    finally:
        process.send_signal(2)  # PostgreSQL stops at once, whoever is connected
        try:
            process.wait(15)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait(attempt: Callable[[], object], away: type[Exception]) -> None:
    end = time.monotonic() + START_SECONDS
    while True:
        try:
            attempt()
        except away:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)
        else:
            return
