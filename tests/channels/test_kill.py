"""Nothing that was acknowledged is lost: the bridge and Rasa are killed right after the acknowledgements."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest

from tests.channels.platforms import Messenger, body
from tests.channels.players import played
from tests.channels.processes import MODEL, Processes, running, wait

pytestmark = [pytest.mark.e2e, pytest.mark.skipif(not MODEL.exists(), reason="make train makes the model")]

PEOPLE = 40
QUESTION = "mất thẻ căn cước làm lại bao nhiêu tiền"


def test_forty_people_are_answered_although_bridge_and_rasa_are_killed(tmp_path: Path) -> None:
    messenger = Messenger()
    with played(messenger), running(Processes(tmp_path, messenger.environment())) as processes:
        client = httpx.Client(trust_env=False, timeout=30)

        def post(number: int, text: str) -> int:
            sent = body(messenger.event(str(1000 + number % PEOPLE), text, number))
            url = f"{processes.url('bridge-0')}/webhooks/messenger/webhook"
            return client.post(url, content=sent, headers=messenger.headers(sent)).status_code

        with ThreadPoolExecutor(8) as pool:
            assert list(pool.map(lambda n: post(n, QUESTION), range(PEOPLE))) == [200] * PEOPLE
        time.sleep(0.05)
        processes.kill("bridge-0", "rasa-0")
        before = len(messenger.sent)
        assert before < PEOPLE, "the kill came too late to show anything"
        processes.start("rasa-0", "bridge-0")
        processes.wait_until_well()
        people = {str(1000 + number) for number in range(PEOPLE)}
        wait(lambda: {sent.person for sent in messenger.sent} == people)
        assert all("35.000" in sent.text for sent in messenger.sent)
        # What was on the wire at the kill may have come twice, nothing else.
        wait(lambda: len(messenger.sent) >= PEOPLE, 1)
        assert PEOPLE <= len(messenger.sent) <= PEOPLE + 8

        # A delivery of before the kill is known, and a follow-up is understood.
        with ThreadPoolExecutor(8) as pool:
            assert list(pool.map(lambda n: post(n, QUESTION), range(PEOPLE))) == [200] * PEOPLE
        answered = len(messenger.sent)
        assert post(PEOPLE, "mấy ngày thì có?") == 200
        wait(lambda: len(messenger.sent) == answered + 1)
        assert "7 ngày làm việc" in messenger.sent[-1].text
