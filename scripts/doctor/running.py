"""Checks of what runs: units, bridge, the parts behind it, database, Redis, the certificate."""

from __future__ import annotations

import socket
import ssl
import subprocess
import time
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import redis
from cryptography import x509
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from bot.channels.core import settings
from bot.channels.core.database import Database, cause
from bot.channels.core.settings import Settings
from scripts import schema, surroundings
from scripts.doctor.finding import Finding, fault, note, well

UNITS = ("bridge", "bot", "actions")
CERTIFICATE_DAYS = 14
"""A certificate that runs out sooner was not renewed as it should have been."""

PARTS = {
    "model": ("no Rasa worker has loaded the model", "assistant-bot"),
    "index": ("the action server has not loaded its index", "assistant-actions"),
    "actions": ("the action server does not answer", "assistant-actions"),
    "database": ("the bridge cannot use its database", "assistant-bridge"),
}


def units() -> Finding:
    """The services run."""
    if not surroundings.is_installed() or not Path("/run/systemd/system").is_dir():
        return note("no services here: make run starts the three processes", "nothing to do")
    names = [f"assistant-{name}.service" for name in UNITS]
    said = subprocess.run(["systemctl", "is-active", *names], capture_output=True, text=True, check=False)
    away = [name for name, state in zip(names, said.stdout.split(), strict=False) if state != "active"]
    if away:
        return fault(f"{', '.join(away)} does not run", f"assistant start; why: {_log(away[0])}")
    return well("bridge, bot and actions run")


def bridge() -> Finding:
    """The bridge answers, and all parts behind it work."""
    given = settings.load()
    address = f"http://{_reached(given)}:{given.bridge_port}"
    try:
        said = httpx.get(f"{address}/health/ready", timeout=10, trust_env=False).json()
    except (httpx.HTTPError, ValueError):
        start = "assistant start" if surroundings.is_installed() else "make run"
        return fault(f"nothing answers at {address}", f"{start}; why: {_log('assistant-bridge')}")
    for part, (what, unit) in PARTS.items():
        if said.get(part) is False:
            return fault(what, _log(unit))
    return well(f"{address} answers; model, index and database are ready")


def database() -> Finding:
    """The database can be used, and has tables that this version knows."""
    made = Database(settings.load().database_url)
    try:
        if made.is_sqlite and not Path(made.url.database or "").exists():
            return note("there is no database yet: it is made at the first start", "nothing to do")
        revision = schema.current(made.engine)
        with made.engine.connect() as connection:
            whole = connection.execute(text("PRAGMA quick_check(1)" if made.is_sqlite else "SELECT 'ok'")).scalar()
    except SQLAlchemyError as error:
        shown = made.url.render_as_string(hide_password=True)
        return fault(f"{shown}: {cause(error)}", "is it running, and is DATABASE_URL right?")
    finally:
        made.close()
    if whole != "ok":
        return fault("the SQLite file is damaged", "assistant restore with the newest backup")
    if not schema.fits(revision):
        return fault(f"its tables are of a newer version ({revision})", "upgrade again, or restore a backup")
    return well(f"{made.url.get_backend_name()}, tables of {revision}")


def counts() -> Finding:
    """Redis answers, where several bridges count limits together."""
    url = settings.load().redis_url
    if not url:
        return well("no Redis: one bridge counts its limits for itself")
    try:
        with redis.Redis.from_url(url, socket_timeout=3) as client:
            client.ping()
    except redis.RedisError as error:
        return fault(f"Redis is away ({type(error).__name__}): each bridge counts for itself", "start Redis")
    return well("Redis answers")


def certificate() -> Finding:
    """The website's certificate is good for some time."""
    parts = urlsplit(settings.load().public_url)
    if parts.scheme != "https" or not parts.hostname:
        return well("PUBLIC_URL names no https address: nothing to look at")
    try:
        days = _days_left(parts.hostname, parts.port or 443)
    except OSError as error:
        return fault(f"no TLS at {parts.hostname}: {type(error).__name__}", "nginx -t; systemctl status nginx")
    if days < CERTIFICATE_DAYS:
        return fault(f"the certificate ends in {days:.0f} days", "renew it (docs/deploy.md, Certificate)")
    return well(f"good for {days:.0f} days")


def _days_left(host: str, port: int) -> float:
    """Return the days until the certificate ends; whether browsers trust it is not asked here."""
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    with socket.create_connection((host, port), 10) as plain, context.wrap_socket(plain, server_hostname=host) as tls:
        encoded = tls.getpeercert(binary_form=True) or b""
    return (x509.load_der_x509_certificate(encoded).not_valid_after_utc.timestamp() - time.time()) / 86_400


def _reached(given: Settings) -> str:
    return "127.0.0.1" if given.bridge_host in ("0.0.0.0", "::") else given.bridge_host


def _log(unit: str) -> str:
    return f"journalctl --namespace=assistant -u {unit} -n 20" if surroundings.is_installed() else "its log says why"
