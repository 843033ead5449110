"""What `make bench` counts, without a bot."""

from __future__ import annotations

import shutil
import threading
import time
from collections import Counter
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from bot.channels.core.notices import notice
from tests.evaluation.speed import bridge, further, mix, report, retrain, steady
from tests.evaluation.speed.bots import ROOT
from tests.evaluation.speed.connections import NOT_ANSWERED, fault
from tests.evaluation.speed.further import Further
from tests.evaluation.speed.machine import load, machine
from tests.evaluation.speed.measures import Result, ratios

ROUND = sum(map(len, mix._written().values()))


def made(first: float, pace: float, memory: int, ready: float) -> Result:
    result = Result(ready_seconds=ready, latencies=[first + number for number in range(100)])
    result.pace = dict.fromkeys((1, 2, 4, 8), pace)
    result.memory, result.cpu = {"bot": memory}, {"bot": 1.0}
    result.early, result.late = 20.0, 21.0
    return result


def test_no_message_of_a_measurement_is_like_another_round() -> None:
    messages = [message for conversation in islice(mix.ours(), 200) for message in conversation]
    assert len(messages) >= 500
    a_round = [message for conversation in islice(mix.ours(), ROUND) for message in conversation]
    assert len(a_round) == sum(mix.kinds().values())
    assert all("{" not in message for message in messages)
    dated = [message for message in messages if "1950" in message or "1951" in message]
    assert len(set(dated)) == len(dated)


def test_a_round_has_every_kind_from_its_begin() -> None:
    first = [conversation[0] for conversation in islice(mix.ours(), 9)]
    found = {
        kind for kind, some in mix._written().items() for one in some for asked in first if one[0][:10] == asked[:10]
    }
    assert found == {"computed", "looked_up", "refused"}


def test_the_share_of_messages_within_a_time() -> None:
    result = made(1.0, 1.0, 1, 1.0)
    assert [result.percentile(share) for share in (0.5, 0.95, 0.99, 1.0)] == [51, 96, 100, 100]


def test_ratios_and_bars_are_told() -> None:
    starter, ours = made(100, 40, 1000, 30), made(50, 90, 700, 12)
    assert ratios(ours, starter) == pytest.approx(
        {
            "p50": 100 / 150,
            "p95": 145 / 195,
            "messages a second, 4 conversations": 2.25,
            "memory": 0.7,
            "ready": 0.4,
            "turns 191 to 200 over 2 to 11": 1.05,
        }
    )
    told = report.tables({"starter": starter, "assistant": ours})
    assert "| p50 | 0.67 | at most 0.75 | reached |" in told
    assert "not reached" in report.tables({"starter": starter, "assistant": made(150, 60, 1200, 20)})


@dataclass
class Said:
    """Stands for a bot and for a page: answers with what it was asked, after a while."""

    seconds: float = 0.0
    asked: list[tuple[str, str]] = field(default_factory=list)
    answers: dict[str, Any] = field(default_factory=dict)
    """Another answer, or an exception, by message."""
    megabytes: Any = 77
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def open(self) -> str:
        return f"token {len(self.asked)}"

    def say(self, sender: str, message: str) -> list[dict[str, Any]]:
        with self._lock:
            self.asked.append((sender, message))
        time.sleep(self.seconds)
        answer = self.answers.get(message, [{"text": message}])
        if isinstance(answer, Exception):
            raise answer
        return list(answer)

    def cpu_seconds(self) -> float:
        return len(self.asked) * 0.003

    def memory(self) -> Any:
        return self.megabytes


def test_a_notice_in_the_place_of_an_answer_is_an_error() -> None:
    assert fault([{"text": "35,000 dong", "custom": {"status": "answer"}}]) is None
    assert fault([{"text": "hello"}]) is None
    assert fault([]) == "nothing said"
    for reason in NOT_ANSWERED:
        assert fault([notice(reason, "en")]) == reason


def test_the_same_messages_are_asked_both_ways_in_turn() -> None:
    order: list[str] = []
    rest, page = Said(), Said(0.002, answers={"b": [{"text": "other"}], "c": [notice("too_many", "vi")]})
    for name, one in (("rest", rest), ("page", page)):
        one.asked = Noted(name, order)
    through = bridge.measure(rest, page, iter([["a", "b", "c"], ["a", "d"]]), 4)  # type: ignore[arg-type]
    assert (
        [message for _, message in rest.asked] == [message for _, message in page.asked] == ["a", "b", "c", "a", "d"]
    )
    assert order == ["page", "rest", "rest", "page", "page", "rest", "rest", "page", "page", "rest"]
    assert len({sender for sender, _ in rest.asked}) == len(through.sessions) == 2
    assert len(through.rest) == len(through.page) == 5
    assert (through.faults, through.unlike, through.memory) == (1, 2, 77)
    assert min(through.page) >= 2
    assert through.cpu == pytest.approx(3.0)


class Noted(list[tuple[str, str]]):
    """A list that notes in a common one that something was put into it."""

    def __init__(self, name: str, order: list[str]) -> None:
        super().__init__()
        self.name, self.order = name, order

    def append(self, item: tuple[str, str]) -> None:
        self.order.append(self.name)
        super().append(item)


def test_a_steady_load_is_planned_before_it_begins() -> None:
    plan = steady.planned(300.0)
    assert plan == steady.planned(300.0)
    assert len(plan) == 50
    assert sum(map(len, plan)) == 6000
    assert all(times == sorted(times) and times[0] >= 0 and times[-1] < 300 for times in plan)
    a_second = Counter(int(moment) for times in plan for moment in times)
    assert len(a_second) == 300
    assert max(a_second.values()) < 60  # 20 on average: people do not take turns


def test_whoever_waits_for_an_answer_sends_late_and_the_wait_counts() -> None:
    bot = Said(0.05)
    found = steady.measure(bot, iter([["a", "b"]] * 50), 0.2, people=1, rate=50.0)  # type: ignore[arg-type]
    assert len(found.latencies) == 10  # planned for 0.2 s, answered one after the other in 0.5 s
    assert found.latencies == sorted(found.latencies)
    assert found.took >= 0.5
    assert found.percentile(1.0) > 250
    assert len({sender for sender, _ in bot.asked}) == 5
    assert not found.faults


def test_errors_of_a_steady_load_are_told_by_their_kind() -> None:
    wrong = {"a": [], "b": [notice("unavailable", "en")], "c": AssertionError(500), "d": ConnectionRefusedError()}
    bot = Said(answers=wrong, megabytes={"bot": 375})
    found = steady.measure(bot, iter([["a", "b", "c", "d", "e"]] * 50), 0.1, people=1, rate=50.0)  # type: ignore[arg-type]
    assert found.faults == {"nothing said": 1, "unavailable": 1, "HTTP 500": 1, "ConnectionRefusedError": 1}
    told = further.tables(Further(steady=found))
    assert (
        "| errors | 4 (1 ConnectionRefusedError, 1 HTTP 500, 1 nothing said, 1 unavailable) | none | not reached |"
        in (told)
    )


MAKEFILE = """\
models/index/.ready: models/assistant.tar.gz $(shell find data/questions -type f)
\t@echo '    Indexing the sources: done, 3 s'; touch $@
models/assistant.tar.gz: .venv/bot/.ready $(shell find data/nlu -type f)
\t@echo '    Training the understanding: done, 12 s'; touch $@
.venv/bot/.ready: tests/requirements.txt
\t@exit 1
models/law_pages/index.html: $(shell find data/law -type f)
\t@exit 1
"""


def tree(folder: Path) -> Path:
    """Make a tree whose models are older than its data, as where they are copied or linked."""
    texts = {
        "Makefile": MAKEFILE,
        ".venv/bot/.ready": "",
        **dict.fromkeys((*retrain.TARGETS, "models/assistant.tar.gz"), "old"),
        "tests/requirements.txt": "rasa",
        "data/law/fees.yml": "fees",
        "data/nlu/vi/fee.yml": "nlu:\n- intent: fee\n  examples: |\n    - phí bao nhiêu\n    - mấy đồng\n",
        "data/questions/fees.yml": "- id: one\n  examples:\n    vi:\n    - lệ phí: cũ\n    - hết bao nhiêu\n    - x\n",
    }
    for name, text in texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_what_a_small_change_makes_due_is_run_in_a_copy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MAKEFLAGS", "n")
    root = tree(tmp_path)
    before = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    phrase, unit = retrain.measure(root)
    assert phrase.steps == {"Training the understanding": 12, "Indexing the sources": 3}
    assert unit.steps == {"Indexing the sources": 3}
    assert 0 < unit.seconds < 20
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == before
    told = further.tables(Further(retrained=[phrase, unit]))
    assert "| after a change of | one training phrase | one example of one unit |" in told
    assert "| Training the understanding, s | 12 | - |" in told
    assert "| under 60 s | reached | reached |" in told


def test_a_copy_is_not_retrained_without_models_or_when_a_step_fails(tmp_path: Path) -> None:
    root = tree(tmp_path)
    (root / "Makefile").write_text(MAKEFILE.replace("12 s'", "12 s'; exit 2"), encoding="utf-8")
    with pytest.raises(RuntimeError, match="failed"):
        retrain.measure(root)
    shutil.rmtree(root / "models")
    with pytest.raises(RuntimeError, match="make train"):
        retrain.measure(root)


@pytest.mark.parametrize("file", retrain.CHANGES.values())
def test_one_plain_example_of_the_tree_is_changed(file: str, tmp_path: Path) -> None:
    copied = shutil.copy(ROOT / file, tmp_path)
    was = Path(copied).read_text(encoding="utf-8").splitlines()
    line = retrain.change(Path(copied))
    now = Path(copied).read_text(encoding="utf-8").splitlines()
    assert [(one, other) for one, other in zip(was, now, strict=True) if one != other] == [
        (line.removesuffix(retrain.ADDED), line)
    ]


def test_the_machine_is_named() -> None:
    processors = "processor\t: 0\nmodel name\t: AMD EPYC  7B13\nprocessor\t: 1\nmodel name\t: other\n"
    assert machine(processors, "MemTotal:       24600000 kB\n", 2) == "2 cores of AMD EPYC 7B13, 23 GB of memory"
    assert machine("processor\t: 0\n", "MemTotal: 1048576 kB", 1).startswith("1 core of ")
    assert " GB of memory" in machine()
    assert load() >= 0


def test_the_document_has_every_table_between_its_marks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report, "DOCUMENT", tmp_path / "performance.md")
    monkeypatch.setattr(report, "PLOT", tmp_path / "performance.svg")
    report.DOCUMENT.write_text(f"before\n{report.BEGIN}old\n{report.END}\nafter\n", encoding="utf-8")
    through = bridge.Through([20.0] * 9, [26.0] * 9, [2.0], memory=90)
    load = steady.Steady(300.0, latencies=[100.0] * 99 + [400.0], took=300.2, memory={"actions": 220, "bot": 375})
    alone = Further(through, load, [retrain.Retrained("one training phrase", 71.0, {"Indexing the sources": 9})])
    results = {"starter": made(100, 40, 1000, 30), "assistant": made(50, 90, 700, 12)}
    report.write(results, alone, 540, "On 2 cores.")
    written = report.DOCUMENT.read_text(encoding="utf-8")
    assert written.startswith(f"before\n{report.BEGIN}On 2 cores.\n")
    assert written.endswith(f"{report.END}\nafter\n")
    assert "old" not in written
    for row in (
        "| p50 | 0.67 | at most 0.75 | reached |",
        "| p95, ms | 20.0 | 26.0 |",
        "| adds to p50, ms | 6.0 | at most 5 | not reached |",
        "| messages sent | 100 |  |  |",
        "| errors | 0 | none | reached |",
        "| p95, ms | 100.0 | under 300 | reached |",
        "| memory after it (PSS), MB | 595 (actions 220, bot 375) |  |  |",
        "| all of it, s | 71 |",
        "| under 60 s | not reached |",
    ):
        assert row in written
    assert report.PLOT.exists()
    assert further.tables(Further()) == ""
