"""The slot that holds the language of a conversation: told languages always count, guessed ones only at first."""

from __future__ import annotations

from typing import Any

from rasa.shared.core.slots import CategoricalSlot

LANGUAGES = ("vi", "es", "en")
GUESS = "?"
"""What a guessed language ends with: "en?"."""


class LanguageSlot(CategoricalSlot):
    """Keeps the last language that was clear; takes a guess while none has been set in the conversation.

    A lone "Hello" begins a conversation in English, but does not turn a Vietnamese one into English.
    """

    type_name = "bot.nlu.language_slot.LanguageSlot"
    _value: Any
    _has_been_set: bool

    @property
    def value(self) -> Any:
        """The language: "vi", "es" or "en"."""
        return self._value

    @value.setter
    def value(self, value: Any) -> None:
        guessed = isinstance(value, str) and value.endswith(GUESS)
        if guessed and self._has_been_set:
            return
        told = value.rstrip(GUESS) if guessed else value
        if told is not None and told not in LANGUAGES:
            return  # a payload made by hand
        self._value = told
        self._has_been_set = True
