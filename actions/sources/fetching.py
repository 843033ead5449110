"""Gets a document from a file or, from hosts that the office allows, from an address."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import requests

from actions import settings
from actions.sources.reading import SUFFIXES

OF_CONTENT_TYPE = {
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "text/html": ".html",
    "text/plain": ".txt",
}
MAX_BYTES = 20_000_000
"""A larger file is a book or a mistake."""
SECONDS = 30
"""How long a web server may take to answer."""
REDIRECTS = 5
"""How often a web server may send on; each host must be allowed."""


class RefusedError(ValueError):
    """Why a document is not added, for the operator."""


@dataclass(frozen=True)
class Fetched:
    """The bytes of a document, what its name ends in, and where it came from."""

    data: bytes
    suffix: str
    name: str

    @property
    def sha256(self) -> str:
        """Return the fingerprint of the bytes."""
        return hashlib.sha256(self.data).hexdigest()


def fetch(where: str, hosts: Collection[str] = settings.DOCUMENT_HOSTS) -> Fetched:
    """Return the document at a path or an http address; RefusedError when it is not one that can be read."""
    if urlsplit(where).scheme in ("http", "https"):
        fetched = _download(where, hosts)
    else:
        path = Path(where)
        if not path.is_file():
            raise RefusedError(f"there is no file {where}")
        if path.stat().st_size > MAX_BYTES:
            raise RefusedError(_too_large(where))
        fetched = Fetched(path.read_bytes(), path.suffix.lower(), path.name)
    if fetched.suffix not in SUFFIXES:
        raise RefusedError(f"{where} is of a kind that is not read; readable: {', '.join(SUFFIXES)}")
    return fetched


def _download(address: str, hosts: Collection[str]) -> Fetched:
    at = address
    for _ in range(REDIRECTS + 1):
        check_host(at, hosts)
        try:
            with requests.get(at, timeout=SECONDS, stream=True, allow_redirects=False) as response:
                if response.is_redirect:
                    at = urljoin(at, response.headers["location"])
                    continue
                response.raise_for_status()
                data = response.raw.read(MAX_BYTES + 1, decode_content=True)
        except requests.RequestException as error:
            raise RefusedError(f"{at} cannot be fetched: {error}") from error
        if len(data) > MAX_BYTES:
            raise RefusedError(_too_large(at))
        content_type = response.headers.get("content-type", "").partition(";")[0].strip()
        suffix = OF_CONTENT_TYPE.get(content_type) or Path(urlsplit(at).path).suffix.lower()
        return Fetched(data, suffix, address)
    raise RefusedError(f"{address} sends on more than {REDIRECTS} times")


def check_host(address: str, hosts: Collection[str]) -> None:
    """Raise RefusedError unless the address is on a host that the office allows, or a host under it."""
    parts = urlsplit(address)
    host = (parts.hostname or "").lower()
    if parts.scheme not in ("http", "https") or not any(host == one or host.endswith(f".{one}") for one in hosts):
        allowed = ", ".join(sorted(hosts)) or "none"
        raise RefusedError(
            f"{host or address} is not a host that documents are fetched from (allowed: {allowed}): save the file and "
            "add it, or name the host in DOCUMENT_HOSTS"
        )


def _too_large(where: str) -> str:
    return f"{where} is larger than {MAX_BYTES // 1_000_000} MB: add the part that matters"
