from __future__ import annotations

import pytest

from actions.anatomy import Answer, AnswerLine

ANSWER = Answer(
    lead="No. A CMND is no longer valid.",
    lines=(AnswerLine("where", "Any commune police."), AnswerLine("pay", "30,000 VND.")),
    doubt="A bank may still ask for it.",
    more="It was valid until the end of 2024.",
)


def test_the_conclusion_comes_first_then_the_lines_the_doubt_and_the_basis() -> None:
    lead, where, pay, doubt, basis = ANSWER.text("en", "Basis: article 46.").splitlines()
    assert lead == "No. A CMND is no longer valid."
    assert where == "Where: Any commune police."
    assert pay.endswith("30,000 VND.")
    assert "A bank may still ask for it." in doubt
    assert doubt != "A bank may still ask for it.", "a doubt is said as one"
    assert basis == "Basis: article 46."


def test_what_is_behind_the_button_is_not_in_the_text() -> None:
    assert "2024" not in ANSWER.text("en")


def test_a_lead_alone_is_one_line() -> None:
    assert Answer("Yes.").text("en") == "Yes."


def test_the_contract_has_each_part_once_and_each_line_with_its_label_in_words() -> None:
    contract = ANSWER.contract("en")
    assert contract["lead"] == ANSWER.lead
    assert contract["lines"][0] == {"label": "where", "name": "Where", "text": "Any commune police."}
    assert (contract["doubt"], contract["more"]) == (ANSWER.doubt, ANSWER.more)


@pytest.mark.parametrize("language", ["vi", "es", "en"])
def test_a_label_is_said_in_the_language_of_the_answer(language: str) -> None:
    names = {said: ANSWER.contract(said)["lines"][0]["name"] for said in ("vi", "es", "en")}
    assert len(set(names.values())) == 3
    assert f"{names[language]}: Any commune police." in ANSWER.text(language)


def test_a_label_that_nobody_knows_is_an_error() -> None:
    with pytest.raises(KeyError):
        Answer("Yes.", (AnswerLine("weather", "Rain."),)).text("en")
