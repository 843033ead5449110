"""Shows where a message spends its time, step by step in both processes: `make profile`.

The profiler itself slows Python down, so that the shares count, not the milliseconds.
"""

from __future__ import annotations

import pstats
import signal
import tempfile
import time
import uuid
from collections.abc import Mapping, Sequence
from itertools import islice
from pathlib import Path

from tests.evaluation.speed import bots, mix

CONVERSATIONS = 40
PROFILED = "tests.evaluation.speed.profiled"
BOT = {
    # step -> the function whose time it is, as the end of its file's path and its name
    "everything": ("agent.py", "handle_message"),
    "read the conversation": ("processor.py", "fetch_tracker_and_update_session"),
    "understand": ("processor.py", "parse_message"),
    "- one form of the spelling": ("nlu/spelling.py", "process"),
    "- words": ("tokenizer.py", "process"),
    "- language": ("nlu/languages.py", "process"),
    "- encoder": ("nlu/e5_features.py", "process"),
    "- entities and dates": ("nlu/entities.py", "process"),
    "- intent": ("nlu/intents.py", "process"),
    "- kind of question": ("nlu/question_kinds.py", "process"),
    "fill the slots": ("processor.py", "run_action_extract_slots"),
    "choose the action": ("processor.py", "predict_next_with_tracker_if_should"),
    "call the action server, without waiting": ("endpoints.py", "request"),
    "write the conversation": ("processor.py", "save_tracker"),
}
ACTIONS = {
    "everything": ("executor.py", "run"),
    "the question": ("actions/rasa_actions.py", "question_of"),
    "search": ("search/searcher.py", "search"),
    "- vectors": ("search/index.py", "dense_scores"),
    "- words": ("search/index.py", "lexical_scores"),
    "- centroids": ("search/centroids.py", "nearness"),
    "- facts": ("search/passage_features.py", "facts"),
    "replies": ("actions/router.py", "replies"),
}


def main() -> None:
    """Ask forty conversations and print both tables."""
    with tempfile.TemporaryDirectory(prefix="profile-") as name:
        folder = Path(name)
        out = {process: folder / f"{process}.prof" for process in ("bot", "actions")}
        wrapped: dict[str, Sequence[str]] = {process: (PROFILED, str(file)) for process, file in out.items()}
        with bots.assistant(folder, wrapped=wrapped) as bot:
            conversations = mix.ours()
            _ask(bot, conversations, 5)
            bot.signal(signal.SIGUSR1)
            time.sleep(1)
            bot.say("begin", "hello")  # a signal is seen when Python runs again
            messages = _ask(bot, conversations, CONVERSATIONS)
        for process, steps in (("bot", BOT), ("actions", ACTIONS)):
            print(f"\n{process}: {messages} messages")
            print(table(pstats.Stats(str(out[process])), steps, messages))


def _ask(bot: bots.Running, conversations: mix.Conversations, number: int) -> int:
    asked = 0
    for conversation in islice(conversations, number):
        sender = uuid.uuid4().hex
        for message in conversation:
            bot.say(sender, message)
            asked += 1
    return asked


def table(stats: pstats.Stats, steps: Mapping[str, tuple[str, str]], messages: int) -> str:
    """Return milliseconds a message and the share of the first step, for each step."""
    taken = {step: _seconds(stats, *place) for step, place in steps.items()}
    whole = next(iter(taken.values())) or 1.0
    return "\n".join(
        f"{step:45} {seconds * 1000 / messages:8.2f} ms {seconds / whole:6.0%}" for step, seconds in taken.items()
    )


def _seconds(stats: pstats.Stats, file: str, function: str) -> float:
    found = [
        cumulative
        for (path, _line, name), (_calls, _primitive, _own, cumulative, _callers) in stats.stats.items()  # type: ignore[attr-defined]
        if name == function and path.endswith(file)
    ]
    return max(found, default=0.0)


if __name__ == "__main__":
    main()
