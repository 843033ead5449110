from __future__ import annotations

from pathlib import Path

import pytest

from actions.sources import fetching
from actions.sources.fetching import RefusedError


@pytest.mark.parametrize(
    "address",
    [
        "http://127.0.0.1/x.pdf",
        "https://example.org.evil.net/x.pdf",
        "http://169.254.169.254/",
        "https://user@evil.net/x",
    ],
)
def test_addresses_of_other_hosts_are_refused_before_anything_is_fetched(address: str) -> None:
    with pytest.raises(RefusedError, match="not a host that documents are fetched from"):
        fetching.fetch(address, {"example.org"})


def test_a_host_that_is_allowed_allows_those_under_it() -> None:
    fetching.check_host("https://vanban.example.org/a.pdf", {"example.org"})


def test_a_server_must_not_send_on_to_another_host(monkeypatch: pytest.MonkeyPatch) -> None:
    class Response:
        is_redirect = True
        headers = {"location": "http://127.0.0.1/secret"}  # noqa: RUF012

        def __enter__(self) -> Response:
            return self

        def __exit__(self, *raised: object) -> None: ...

    monkeypatch.setattr("requests.get", lambda *_, **__: Response())
    with pytest.raises(RefusedError, match=r"127\.0\.0\.1 is not a host"):
        fetching.fetch("https://example.org/a.pdf", {"example.org"})


def test_too_large_a_file_one_that_is_not_there_and_an_unknown_kind_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.exe"
    path.write_bytes(b"MZ" * 100)
    with pytest.raises(RefusedError, match="of a kind that is not read"):
        fetching.fetch(str(path))
    monkeypatch.setattr(fetching, "MAX_BYTES", 10)
    with pytest.raises(RefusedError, match="larger than"):
        fetching.fetch(str(path))
    with pytest.raises(RefusedError, match="there is no file"):
        fetching.fetch(str(tmp_path / "b.pdf"))
