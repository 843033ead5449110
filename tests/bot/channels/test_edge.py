from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from bot.channels import edge
from bot.channels.edge import Accepted, Edge, Refused, is_payload, read
from bot.channels.masking import PLACEHOLDER
from bot.channels.settings import SettingsError
from common.text import MAX_QUESTION


def test_an_ordinary_question_passes_as_it_is() -> None:
    accepted = read("Mất thẻ căn cước làm lại thế nào?")
    assert accepted == Accepted("Mất thẻ căn cước làm lại thế nào?")
    assert accepted.metadata == {"edge": {}}


def test_control_and_compatibility_characters_are_cleaned() -> None:
    assert read("mất\u0000\u200b thẻ\u202e").text == "mất thẻ"
    assert len(read("\ufdfa" * 100).text) <= MAX_QUESTION


def test_a_legacy_font_is_read_before_its_signs_are_cleaned_away() -> None:
    assert read("c¨n c\u00adíc bÞ mÊt").text == "căn cước bị mất"
    assert read("caên cöôùc bò maát").text == "căn cước bị mất"


def test_personal_numbers_are_hidden_and_reported() -> None:
    accepted = read("CCCD ００１ 090 012 345")
    assert accepted.text == f"CCCD {PLACEHOLDER}"
    assert accepted.metadata == {"edge": {"masked": True}}


def test_a_number_in_circled_digits_is_hidden() -> None:
    assert read("①②③④⑤⑥⑦⑧⑨").text == PLACEHOLDER


def test_a_long_message_is_marked_and_shortened_after_masking() -> None:
    accepted = read("a" * 190 + " 001090012345 " + "b" * 5000)
    assert accepted.too_long
    assert len(accepted.text) <= edge.TOO_LONG_SHOWN
    assert "001" not in accepted.text
    assert accepted.metadata["edge"]["too_long"]
    assert not read("a" * MAX_QUESTION).too_long


@pytest.mark.parametrize("typed", ["", "   ", "\u200b", "/", " // "])
def test_nothing_typed_is_marked_as_empty(typed: str) -> None:
    assert read(typed).metadata == {"edge": {"empty": True}}


@pytest.mark.parametrize("typed", ["/restart", "／restart", " / /restart", "\u200b/restart", "//restart"])
def test_a_typed_slash_is_no_command(typed: str) -> None:
    assert read(typed).text == "restart"


@pytest.mark.parametrize(
    "payload",
    [
        "/greet",
        '/fee{"reason":"lost"}',
        '/change_language{"language": "es"}',
        '/inform{"passage": "luat-26-2023-qh15#d24-k2", "age": 14, "online": true}',
        '/inform{"received_date": "2026-11-10", "person": ["child", "poor"]}',
    ],
)
def test_our_own_buttons_pass(payload: str) -> None:
    assert is_payload(payload)
    assert Edge("test").press("a", payload) == Accepted(payload)


@pytest.mark.parametrize(
    "payload",
    [
        "/restart",
        "/session_start",
        "/action_listen",
        "greet",
        "/greet extra",
        '/inform{"age": ',
        '/inform{"number": "001090012345"}',
        '/inform{"reason": "<b>"}',
        '/inform{"a": {"b": 1}}',
        '/inform{"a": [[1]]}',
        "/inform{" + "[" * 3000 + "}",
        "/greet@0.9",
    ],
)
def test_what_no_button_of_ours_says_is_read_as_text(payload: str) -> None:
    assert not is_payload(payload)
    judged = Edge("test").press("a", payload)
    assert isinstance(judged, Accepted)
    assert not judged.text.startswith("/")


def test_every_button_of_the_domain_passes() -> None:
    texts = [file.read_text(encoding="utf-8") for file in Path("bot/domain/responses").glob("*.yml")]
    # Rasa fills responses in, and so their braces are doubled; what is sent has them single.
    payloads = {payload.format() for text in texts for payload in re.findall(r"payload: '(/.*)'", text)}
    assert payloads
    assert [payload for payload in payloads if not is_payload(payload)] == []


def test_the_intents_of_buttons_are_those_of_the_domain() -> None:
    domain = yaml.safe_load(Path("bot/domain/domain.yml").read_text(encoding="utf-8"))
    assert set(domain["intents"]) - {"off_topic", "unreadable"} == edge.PAYLOAD_INTENTS


def test_each_sender_has_a_limit_and_all_together_too() -> None:
    gate = Edge("test", sender_limit="2/minute", global_limit="3/minute")
    assert [isinstance(gate.receive("a", "x"), Accepted) for _ in range(3)] == [True, True, False]
    assert isinstance(gate.receive("b", "x"), Accepted)
    assert gate.receive("c", "x") == Refused("busy")


def test_a_delivery_is_taken_once() -> None:
    gate = Edge("test")
    judged = [gate.receive("a", "x", delivery="m1") for _ in range(5)]
    assert judged == [Accepted("x"), *[Refused("duplicate")] * 4]
    assert gate.receive("a", "x", delivery="m2") == Accepted("x")


def test_deliveries_are_forgotten_after_two_hours(monkeypatch: pytest.MonkeyPatch) -> None:
    now = 0.0
    monkeypatch.setattr("bot.channels.store.time.monotonic", lambda: now)
    gate = Edge("test")
    assert gate.receive("a", "x", "m1") == Accepted("x")
    now = edge.DELIVERY_MEMORY_SECONDS - 1
    assert gate.receive("a", "x", "m1") == Refused("duplicate")
    now = edge.DELIVERY_MEMORY_SECONDS + 1
    assert gate.receive("a", "x", "m1") == Accepted("x")


def test_nobody_takes_the_share_of_all_from_one_address(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(edge, "ADDRESS_LIMIT", "2/minute")
    gate = Edge("test")
    judged = [gate.receive(str(sender), "x", address="203.0.113.7") for sender in range(3)]
    assert judged == [Accepted("x"), Accepted("x"), Refused("too_many")]
    assert gate.receive("d", "x", address="203.0.113.8") == Accepted("x")


def test_messages_pass_while_redis_is_away(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    monkeypatch.setenv("REDIS_URL", "redis://127.0.0.1:1/0")
    gate = Edge("test", sender_limit="2/minute")
    assert gate.receive("a", "x", delivery="m1") == Accepted("x")
    assert gate.receive("a", "x", delivery="m1") == Refused("duplicate")
    assert [gate.receive("a", "x"), gate.receive("a", "x")] == [Accepted("x"), Refused("too_many")]
    assert "REDIS_URL cannot be reached" in caplog.text


@pytest.mark.parametrize("url", ["nonsense://x", "127.0.0.1:6379", "redis://"])
def test_a_wrong_redis_address_is_named(monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    monkeypatch.setenv("REDIS_URL", url)
    with pytest.raises(SettingsError, match="REDIS_URL must be an address"):
        Edge("test")
