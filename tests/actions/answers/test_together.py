"""Several things asked at once are one message: the first opens it, each other is a line."""

from __future__ import annotations

import pytest

from actions.anatomy import MOST_LINES
from actions.answers import deadline, fee, together
from actions.reply import Reply
from common.wording import say
from tests.actions.answers.conftest import LANGUAGES, TODAY, lead, lines, question

pytestmark = pytest.mark.usefixtures("library")


def both(language: str = "vi") -> tuple[Reply, Reply]:
    """What a lost card costs and how long it takes."""
    asked = question(language, document="can_cuoc", procedure="reissue", reason="lost")
    return fee.answer(asked, TODAY), deadline.answer(asked, TODAY)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_opens_the_message_and_the_other_is_a_line(language: str) -> None:
    cost, time = both(language)
    reply = together.merged([cost, time])
    assert reply.text.startswith(lead(cost))
    assert lines(reply)["by_when"].startswith(lead(time))
    assert len(lines(reply)) <= MOST_LINES


def test_each_answer_keeps_its_figures_and_its_grounds() -> None:
    cost, time = both()
    reply = together.merged([cost, time])
    assert [one["computed"]["kind"] for one in reply.custom()["also"]] == ["deadline"]
    refs = [citation["ref"] for citation in reply.citations]
    assert {citation["ref"] for one in (cost, time) for citation in one.citations} == set(refs)
    assert len(refs) == len(set(refs))


def test_no_button_asks_for_what_was_answered() -> None:
    reply = together.merged(list(both()))
    assert not {"/fee", "/timeline"} & {button["payload"] for button in reply.buttons}


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_was_asked_and_is_not_known_is_told(language: str) -> None:
    cost, _ = both(language)
    reply = together.merged([cost], ["“Where?”"])
    told = say("utter_still_open", language, topics="“Where?”")
    assert told in reply.text


def test_one_answer_stays_as_it_is() -> None:
    cost, _ = both()
    assert together.merged([cost]) is cost


def test_a_passage_goes_into_a_line_of_an_answer_that_has_parts() -> None:
    cost, _ = both()
    passage = Reply("Ở công an xã bất kỳ.\nCăn cứ: …", "retrieved", "vi", topic="place", citations=cost.citations)
    reply = together.merged([passage, cost])
    assert reply.text.startswith(lead(cost))
    assert lines(reply)["where"] == "Ở công an xã bất kỳ."


def test_passages_alone_stand_one_after_the_other_and_what_is_open_is_told() -> None:
    cited = both()[0].citations
    first, second = (
        Reply(f"{words}\nCăn cứ: …", "retrieved", "vi", citations=cited) for words in ("Ở công an xã.", "Mang thẻ cũ.")
    )
    reply = together.merged([first, second], ["“Ai?”"])
    still_open = say("utter_still_open", "vi", topics="“Ai?”")
    assert reply.text.splitlines() == ["Ở công an xã.", "Căn cứ: …", "Mang thẻ cũ.", still_open]
    assert reply.also == (second,)
