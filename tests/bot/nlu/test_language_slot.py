from __future__ import annotations

from bot.nlu.language_slot import LanguageSlot


def slot() -> LanguageSlot:
    return LanguageSlot("language", [], values=["vi", "es", "en"], initial_value="vi", influence_conversation=False)


def test_a_conversation_begins_in_vietnamese() -> None:
    assert slot().value == "vi"


def test_a_guess_counts_while_no_language_has_been_set() -> None:
    begun = slot()
    begun.value = "en?"
    assert begun.value == "en"


def test_a_guess_does_not_change_the_language_of_a_conversation() -> None:
    begun = slot()
    begun.value = "vi"
    begun.value = "en?"
    assert begun.value == "vi"


def test_a_clear_language_always_counts() -> None:
    begun = slot()
    begun.value = "en?"
    begun.value = "es"
    assert begun.value == "es"


def test_a_new_session_guesses_again() -> None:
    begun = slot()
    begun.value = "es"
    begun.reset()
    assert begun.value == "vi"
    begun.value = "en?"
    assert begun.value == "en"


def test_a_language_that_nobody_speaks_here_is_not_taken() -> None:
    begun = slot()
    begun.value = "es"
    begun.value = "fr"
    assert begun.value == "es"
