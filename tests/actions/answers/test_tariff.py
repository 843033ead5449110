"""The whole tariff of a document: every amount with what it is for, the highest first."""

from __future__ import annotations

from datetime import date

import pytest

from actions.answers import tariff
from actions.law.errors import CaseError
from actions.reply import Reply
from tests.actions.answers import anatomy_rules
from tests.actions.answers.conftest import LANGUAGES, TODAY, lead, lines, question

pytestmark = pytest.mark.usefixtures("library")


def answer(document: str, language: str = "vi", day: date = TODAY) -> Reply:
    return tariff.answer(question(language, document=document), document, day, TODAY)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_three_amounts_of_the_card_of_today_until_the_end_of_the_cut(language: str) -> None:
    reply = answer("can_cuoc", language)
    said = lead(reply)
    comma = "," if language == "en" else "."
    found = [said.index(f"{amount}{comma}000") for amount in (35, 25, 15)]
    assert found == sorted(found)
    assert "2026" in said
    anatomy_rules.check(reply)


def test_who_pays_nothing_is_one_line() -> None:
    free = lines(answer("can_cuoc"))["free"]
    assert free.startswith("Cấp lần đầu")
    assert "dưới 16 tuổi" in free
    assert lines(answer("cn_id"))["free"].startswith("Cấp lần đầu")


def test_the_chinese_card_in_yuan() -> None:
    assert lead(answer("cn_id")).startswith("40 nhân dân tệ")
    assert "20 nhân dân tệ" in lead(answer("cn_id"))


def test_programs_read_each_line() -> None:
    told = answer("cn_id").computed or {}
    assert (told["kind"], told["document"]) == ("fee", "cn_id")
    assert {(line["procedure"], line["in_person"]) for line in told["lines"]} >= {("exchange", 20), ("reissue", 40)}


def test_a_card_that_did_not_exist_yet_has_none() -> None:
    with pytest.raises(CaseError):
        answer("can_cuoc", day=date(2015, 1, 1))
