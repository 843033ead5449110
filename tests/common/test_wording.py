"""The domain's sentences: complete in three languages, and neither missing nor left over."""

from __future__ import annotations

import re
from pathlib import Path
from string import Formatter

import pytest
import yaml

from common.wording import LANGUAGES, buttons, say

ROOT = Path(__file__).parents[2]
RESPONSES = {
    key: {option["condition"][0]["value"]: option for option in options}
    for path in sorted((ROOT / "bot/domain/responses").glob("*.yml"))
    for key, options in yaml.safe_load(path.read_text(encoding="utf-8"))["responses"].items()
}


MADE_OF_CODES = (
    *("utter_online_", "utter_ask_", "utter_old_place_", "utter_example_of_"),
    *("utter_renewal_made_", "utter_renewal_case_"),
)
"""Sentences whose key ends in a code, such as the slot that is asked for."""


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("key", RESPONSES)
def test_a_response_is_there_in_three_languages_with_the_same_values(key: str) -> None:
    by_language = RESPONSES[key]
    assert tuple(by_language) == LANGUAGES
    assert len({frozenset(placeholders(option["text"])) for option in by_language.values()}) == 1
    payloads = [[b["payload"] for b in option.get("buttons", [])] for option in by_language.values()]
    assert payloads[0] == payloads[1] == payloads[2]


def test_no_sentence_is_missing_and_none_is_left_over() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "actions").rglob("*.py"))
    used = set(re.findall(r"\butter_[a-z_]+", code))
    used |= set(re.findall(r"\butter_[a-z_]+", "".join(p.read_text() for p in (ROOT / "data/rules").glob("*.yml"))))
    made_of_codes = {key for prefix in MADE_OF_CODES for key in RESPONSES if key.startswith(prefix)}
    made_of_codes |= {"utter_empty", "utter_no_words", "utter_garbled", "utter_too_long"}
    assert set(RESPONSES) - used - made_of_codes == set()
    assert {key for key in used if not key.endswith("_")} - set(RESPONSES) == {"utter_message"}


def test_say_fills_in_values() -> None:
    assert say("utter_fee_in_person", "en", amount="35,000 dong") == "35,000 dong, in person"


def test_a_value_that_is_not_given_is_an_error() -> None:
    with pytest.raises(KeyError):
        say("utter_fee_in_person", "en")


def test_buttons_have_a_title_and_a_payload() -> None:
    assert buttons("utter_ask_country", "es")[1] == {"title": "China", "payload": '/inform{"country":"cn"}'}
