from __future__ import annotations

from rasa.shared.nlu.training_data.message import Message

from bot.nlu.tokens import FoldingTokenizer


def tokens(text: str) -> list[tuple[str, str]]:
    tokenizer = FoldingTokenizer(FoldingTokenizer.get_default_config())
    return [(token.text, token.lemma) for token in tokenizer.tokenize(Message(data={"text": text}), "text")]


def test_each_word_has_its_folded_form() -> None:
    assert tokens("Mất thẻ rồi") == [("Mất", "mat"), ("thẻ", "the"), ("rồi", "roi")]


def test_punctuation_is_a_token_of_its_own() -> None:
    assert [text for text, _ in tokens("¿dónde?")] == ["¿", "dónde", "?"]


def test_a_text_without_words_is_one_token() -> None:
    assert tokens("  ") == [("  ", "  ")]
