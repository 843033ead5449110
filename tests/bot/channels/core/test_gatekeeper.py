from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from bot.channels.core.gatekeeper import PAYLOAD_INTENTS, TOO_LONG_SHOWN, Accepted, is_payload, read, read_payload
from bot.channels.core.masking import PLACEHOLDER
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
    assert len(accepted.text) <= TOO_LONG_SHOWN
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
    assert read_payload(payload) == Accepted(payload)


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
    judged = read_payload(payload)
    assert not judged.text.startswith("/")


def test_every_button_of_the_domain_passes() -> None:
    texts = [file.read_text(encoding="utf-8") for file in Path("bot/domain/responses").glob("*.yml")]
    # Rasa fills responses in, and so their braces are doubled; what is sent has them single.
    payloads = {payload.format() for text in texts for payload in re.findall(r"payload: '(/.*)'", text)}
    assert payloads
    assert [payload for payload in payloads if not is_payload(payload)] == []


def test_the_intents_of_buttons_are_those_of_the_domain() -> None:
    domain = yaml.safe_load(Path("bot/domain/domain.yml").read_text(encoding="utf-8"))
    assert set(domain["intents"]) - {"off_topic", "unreadable"} == PAYLOAD_INTENTS
