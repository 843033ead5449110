from __future__ import annotations

import gzip
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bot.channels.core import commands, limits
from bot.channels.core.masking import PLACEHOLDER
from bot.channels.core.settings import SettingsError
from bot.channels.web import channel as web
from bot.channels.web import sessions
from bot.channels.web.sessions import SESSION_SECONDS, Tokens, WebError
from common import offices

WEB = "/webhooks/web"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A built widget, and the working folder of a server that starts for the first time."""
    built = tmp_path / "dist"
    built.mkdir()
    (built / "chat.js").write_text("// the chat")
    (built / "widget.js").write_text("// " + "x" * 5000)
    (built / "notes.txt").write_text("not served")
    monkeypatch.setattr(web, "WIDGET_FOLDER", built)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sessions, "SECRET_FILE", Path("var/web-session-secret"))
    monkeypatch.setenv("WEB_ALLOWED_ORIGINS", "https://phuong.example, https://xa.example/")
    return built


@pytest.fixture
def site(folder: Path, make_site: Callable[..., Any]) -> Any:
    return make_site()


def opened(site: Any) -> str:
    return str(site.post(f"{WEB}/session").json()["token"])


def say(site: Any, token: str, **message: Any) -> Any:
    return site.post(f"{WEB}/message", json={"token": token, **message})


def said(site: Any, token: str) -> list[dict[str, Any]]:
    answer = site.get(f"{WEB}/history", headers={"Authorization": f"Bearer {token}"})
    assert answer.status_code == 200
    return list(answer.json()["messages"])


class TestConversation:
    def test_a_question_is_answered_and_remembered(self, site: Any) -> None:
        token = opened(site)
        answer = say(site, token, text="CCCD 001090012345 bị mất", language="vi")
        assert answer.json() == {
            "messages": [
                {
                    "text": f"CCCD {PLACEHOLDER} bị mất!",
                    "buttons": [{"title": "Lệ phí?", "payload": "/fee"}],
                    "custom": {"status": "chat"},
                }
            ]
        }
        assert answer.headers["cache-control"] == "no-store"
        assert [message["text"] for message in said(site, token)] == [
            f"CCCD {PLACEHOLDER} bị mất",
            f"CCCD {PLACEHOLDER} bị mất!",
        ]

    def test_only_commands_of_ours_and_pressed_buttons_are_commands(self, site: Any) -> None:
        token = opened(site)
        say(site, token, text="/inform")
        say(site, token, text="/fee")
        say(site, token, payload="/fee")
        say(site, token, payload="/restart")
        assert [message.text for message in site.dialogue.received] == ["inform", "/fee", "/fee", "restart"]

    def test_the_delete_command_asks_first(self, site: Any) -> None:
        token = opened(site)
        say(site, token, text="mất thẻ")
        (asked,) = say(site, token, text="/xoa", language="en").json()["messages"]
        assert asked["buttons"] == [{"title": "Delete", "payload": "/delete_data"}]
        assert len(said(site, token)) == 2
        (deleted,) = say(site, token, payload="/delete_data", id="a1b2c3d4", language="en").json()["messages"]
        assert deleted["text"].startswith("Deleted")
        assert said(site, token) == []

    def test_what_is_kept_is_handed_out_to_who_presses_for_it(self, site: Any) -> None:
        token = opened(site)
        say(site, token, text="mất thẻ")
        (told,) = say(site, token, payload=commands.DATA_ASKED, language="en").json()["messages"]
        files = [button["url"] for button in told["buttons"]]
        assert [file.rpartition(".")[2] for file in files] == ["json", "txt"]
        assert all("mất thẻ" in site.get(file).text for file in files)

    def test_the_page_tells_its_language(self, site: Any) -> None:
        say(site, opened(site), text="CCCD?", language="es")
        assert site.dialogue.received[-1].metadata == {"edge": {}, "language": "es"}

    def test_the_page_tells_its_office_and_whose_card_is_meant(self, site: Any) -> None:
        say(site, opened(site), text="CCCD?", office="phuong-mau", country="vn")
        assert site.dialogue.received[-1].metadata == {"edge": {}, "office": "phuong-mau", "country": "vn"}
        say(site, opened(site), text="CCCD?", office="../x", country=5)
        assert site.dialogue.received[-1].metadata == {"edge": {}}

    @pytest.mark.parametrize(
        ("headers", "told", "office"),
        [
            ({"Origin": "https://phuong.example"}, {}, "phuong-a"),
            ({"Referer": "https://phuong.example/the/card"}, {}, "phuong-a"),
            ({"Origin": "https://xa.example"}, {}, "xa"),
            ({"Origin": "https://xa.example"}, {"office": "phuong-a"}, "phuong-a"),
            ({}, {}, None),
        ],
    )
    def test_without_an_office_of_the_tag_the_pages_address_leads_to_it(
        self,
        site: Any,
        tmp_path: Path,
        monkeypatch: pytest.MonkeyPatch,
        headers: dict[str, str],
        told: dict[str, str],
        office: str | None,
    ) -> None:
        (tmp_path / "offices").mkdir()
        for key, host in (("phuong-a", "phuong"), ("xa", "xa")):
            file = tmp_path / "offices" / f"{key}.yml"
            file.write_text(f"name: Office {key}\nserves: {{pages: ['https://{host}.example/']}}\n", encoding="utf-8")
        here = offices.Offices(tmp_path / "offices")
        monkeypatch.setattr(offices, "current", lambda: here)
        site.post(f"{WEB}/message", json={"token": opened(site), "text": "CCCD?", **told}, headers=headers)
        assert site.dialogue.received[-1].metadata.get("office") == office
        introduced = site.get(f"{WEB}/introduction", params={"lang": "en", **told}, headers=headers)
        assert (f"Office {office}" in introduced.json()["text"]) == (office is not None)

    def test_one_message_delivered_five_times_at_once_is_answered_once(self, site: Any) -> None:
        site.dialogue.seconds = 0.02
        body = {"token": opened(site), "text": "mất thẻ", "id": "a1b2c3d4"}
        answers = site.post_together(f"{WEB}/message", [body] * 5)
        assert len(site.dialogue.received) == 1
        assert {answer.text for answer in answers} == {say(site, **body).text}

    def test_the_same_id_in_another_session_is_another_message(self, site: Any) -> None:
        for _ in range(2):
            say(site, opened(site), text="mất thẻ", id="a1b2c3d4")
        assert len(site.dialogue.received) == 2

    def test_delete_leaves_nothing(self, site: Any) -> None:
        token = opened(site)
        say(site, token, text="mất thẻ", id="a1b2c3d4")
        assert site.post(f"{WEB}/delete", json={"token": token}).json() == {"deleted": True}
        assert said(site, token) == []

    def test_a_dialogue_that_fails_is_told_kindly(self, site: Any) -> None:
        site.dialogue.silent = True
        answer = say(site, opened(site), text="hello", language="en").json()["messages"][0]
        assert answer["custom"]["reason"] == "unavailable"
        assert answer["text"].startswith("Sorry")


class TestTokens:
    def test_sessions_are_strangers_to_each_other(self, site: Any) -> None:
        first, second = opened(site), opened(site)
        say(site, first, text="mất thẻ")
        assert said(site, second) == []

    @pytest.mark.parametrize("forged", ["", "x", "a.1.b", "a.x.b", "..", "é.1.x", None, 5, "a.b.c.d"])
    def test_a_forged_token_opens_nothing(self, site: Any, forged: Any) -> None:
        answer = say(site, forged, text="x")
        assert answer.status_code == 401
        assert "token" in answer.json()["error"]

    def test_a_token_with_another_id_opens_nothing(self) -> None:
        tokens = Tokens("secret")
        _, opened, signature = tokens.open().split(".")
        with pytest.raises(WebError):
            tokens.sender(f"someone-else.{opened}.{signature}")

    def test_a_token_of_another_server_opens_nothing(self) -> None:
        with pytest.raises(WebError):
            Tokens("secret").sender(Tokens("other").open())

    def test_a_token_ends_after_thirty_days(self) -> None:
        now = 1_000_000.0
        tokens = Tokens("secret", clock=lambda: now)
        token = tokens.open()
        now += SESSION_SECONDS
        assert tokens.sender(token).startswith("web-")
        now += 1
        with pytest.raises(WebError, match="the session is over"):
            tokens.sender(token)

    def test_the_token_is_needed_for_history_and_delete(self, site: Any) -> None:
        assert site.get(f"{WEB}/history").status_code == 401
        assert site.post(f"{WEB}/delete", json={}).status_code == 401

    def test_the_secret_is_made_once_and_kept_private(self, site: Any) -> None:
        kept = Path("var/web-session-secret")
        assert stat.S_IMODE(kept.stat().st_mode) == 0o600
        assert sessions.session_secret("") == kept.read_text()
        assert len(kept.read_text()) >= 48

    def test_a_secret_that_is_set_is_taken(self, folder: Path) -> None:
        assert sessions.session_secret("of the whole office") == "of the whole office"
        assert not Path("var").exists()

    def test_a_secret_that_could_be_guessed_stops_the_start(self) -> None:
        with pytest.raises(SettingsError, match="WEB_SESSION_SECRET must be 16 characters or more"):
            sessions.session_secret("short")


class TestOrigins:
    @pytest.mark.parametrize("origin", ["https://phuong.example", "https://xa.example", ""])
    def test_allowed_websites_and_our_own_may_call(self, site: Any, origin: str) -> None:
        origin = origin or site.origin
        answer = site.post(f"{WEB}/session", headers={"Origin": origin})
        assert answer.status_code == 200
        assert answer.headers["access-control-allow-origin"] == origin

    @pytest.mark.parametrize("origin", ["https://evil.example", "https://phuong.example.evil.example", "null"])
    def test_other_websites_may_not(self, site: Any, origin: str) -> None:
        answer = site.post(f"{WEB}/session", headers={"Origin": origin})
        assert answer.status_code == 403
        assert "WEB_ALLOWED_ORIGINS" in answer.json()["error"]
        assert "access-control-allow-origin" not in answer.headers

    @pytest.mark.parametrize("origin", ["phuong.example", "ftp://x.example", "https://x.example/page"])
    def test_a_setting_that_is_no_origin_stops_the_start(self, origin: str) -> None:
        with pytest.raises(SettingsError, match="WEB_ALLOWED_ORIGINS"):
            sessions.allowed_origins(origin)


class TestRequests:
    @pytest.mark.parametrize(
        ("message", "status", "error"),
        [
            ({}, 400, '"text" or "payload"'),
            ({"text": 5}, 400, '"text" or "payload"'),
            ({"payload": ["/fee"]}, 400, '"text" or "payload"'),
            ({"text": "x", "id": "../../etc"}, 400, '"id"'),
            ({"text": "x", "id": 12345678}, 400, '"id"'),
            ({"text": "x" * (web.MAX_BODY + 1)}, 413, "longer than"),
        ],
    )
    def test_what_cannot_be_read_is_named(self, site: Any, message: dict[str, Any], status: int, error: str) -> None:
        answer = say(site, opened(site), **message)
        assert answer.status_code == status
        assert error in answer.json()["error"]

    @pytest.mark.parametrize("body", [b"", b"{", b"[1]", b"\xff"])
    def test_a_damaged_body_is_named(self, site: Any, body: bytes) -> None:
        answer = site.post(f"{WEB}/message", content=body)
        assert answer.status_code == 400
        assert "JSON" in answer.json()["error"]

    def test_a_long_question_reaches_the_dialogue_shortened_and_marked(self, site: Any) -> None:
        assert say(site, opened(site), text="ạ" * 5000).status_code == 200
        received = site.dialogue.received[-1]
        assert len(received.text) <= 200
        assert received.metadata["edge"] == {"too_long": True}


class TestFiles:
    @pytest.mark.parametrize("path", ["", "privacy", "tasks/lost"])
    def test_the_pages_are_guarded_and_there_without_the_action_server(self, site: Any, path: str) -> None:
        page = site.get(f"{WEB}/{path}")
        assert page.status_code == 200
        assert "Trợ lý" in page.text
        assert "default-src 'none'" in page.headers["content-security-policy"]
        assert "unsafe" not in page.headers["content-security-policy"]

    def test_a_page_is_in_the_browsers_language_or_the_one_chosen(self, site: Any) -> None:
        spanish = {"Accept-Language": "es-ES,es;q=0.9,en;q=0.8"}
        assert '<html lang="es">' in site.get(f"{WEB}/", headers=spanish).text
        assert '<html lang="en">' in site.get(f"{WEB}/?lang=en", headers=spanish).text

    def test_the_widget_is_told_nothing_without_the_action_server(self, site: Any) -> None:
        told = site.get(f"{WEB}/office?lang=es", headers={"Origin": "https://elsewhere.example"})
        assert told.json() == {"office": None, "notices": []}
        assert told.headers["access-control-allow-origin"] == "*"

    def test_a_task_that_there_is_not_is_no_page(self, site: Any) -> None:
        assert site.get(f"{WEB}/tasks/tax").status_code == 404

    def test_a_file_is_revalidated(self, site: Any) -> None:
        page = site.get(f"{WEB}/widget.js")
        again = site.get(f"{WEB}/widget.js", headers={"If-None-Match": page.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")

    def test_the_page_without_its_slash_is_led_there(self, site: Any) -> None:
        answer = site.get(WEB)
        assert answer.status_code in (302, 307)
        assert answer.headers["location"].endswith(f"{WEB}/")

    def test_scripts_are_sent_compressed(self, site: Any) -> None:
        plain = site.get(f"{WEB}/widget.js", headers={"Accept-Encoding": "identity"})
        zipped = site.get(f"{WEB}/widget.js", headers={"Accept-Encoding": "gzip"})
        assert plain.headers["content-type"] == "text/javascript; charset=utf-8"
        assert zipped.headers["content-encoding"] == "gzip"
        assert zipped.content == plain.content
        assert len(gzip.compress(plain.content)) < len(plain.content)

    @pytest.mark.parametrize("name", ["notes.txt", "missing.js", "..%2fdist%2fwidget.js", "%2e%2e/x.js"])
    def test_nothing_else_is_served(self, site: Any, name: str) -> None:
        assert site.get(f"{WEB}/{name}").status_code == 404

    def test_a_widget_that_is_not_built_says_what_to_do(self, folder: Path, make_site: Callable[..., Any]) -> None:
        (folder / "chat.js").unlink()
        answer = make_site().get(f"{WEB}/")
        assert answer.status_code == 503
        assert "make run" in answer.text

    def test_health_tells_whether_the_assistant_is_ready(self, site: Any) -> None:
        assert site.get(f"{WEB}/health").json() == {"status": "ok"}
        site.stop_rasa()
        starting = site.get(f"{WEB}/health")
        assert (starting.status_code, starting.json()) == (503, {"status": "starting"})


class TestAddress:
    @pytest.mark.parametrize(
        ("peer", "named", "address"),
        [
            ("127.0.0.1", "203.0.113.7", "203.0.113.7"),
            ("10.0.0.2", "203.0.113.7", "203.0.113.7"),
            ("127.0.0.1", "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
            ("127.0.0.1", "", "127.0.0.1"),
            ("127.0.0.1", "nonsense", "127.0.0.1"),
            ("1.1.1.1", "203.0.113.7", "1.1.1.1"),
            ("", "203.0.113.7", ""),
        ],
    )
    def test_only_a_web_server_of_ours_names_another(self, peer: str, named: str, address: str) -> None:
        assert sessions.client_address(peer, named) == address

    def test_new_sessions_from_one_address_do_not_escape_the_limit(
        self, site: Any, make_site: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(limits, "ADDRESS_LIMIT", "2/minute")
        crowded = make_site()
        answers = [say(crowded, opened(crowded), text="x").json()["messages"][0] for _ in range(3)]
        assert [answer["custom"].get("reason") for answer in answers] == [None, None, "too_many"]
