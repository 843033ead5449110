from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

MODEL = Path("models/assistant.tar.gz")

LOADED = """
import asyncio, sys
from bot.server import leave_out
leave_out()
from rasa.core.agent import load_agent
from rasa.core.utils import AvailableEndpoints
agent = asyncio.run(load_agent(sys.argv[1], endpoints=AvailableEndpoints()))
assert agent.is_ready(), "the model was not loaded"
print(asyncio.run(agent.parse_message("lệ phí cấp lại căn cước"))["intent"]["name"])
"""
WANTED = """
from bot.server import leave_out
leave_out()
import rasa.nlu.extractors.extractor
from rasa.utils import train_utils as wanted
try:
    wanted.rank_and_mask
except ImportError as error:
    print(error)
"""
WHAT_IS_LOADED = """
print(sorted(name for name, module in sys.modules.items() if name.split(".")[0] in ("tensorflow", "keras") and module))
"""


def run(code: str, *arguments: str) -> list[str]:
    """Run Python in a process of its own; return what it printed last."""
    command = [sys.executable, "-W", "ignore", "-c", f"import sys\n{code}\n{WHAT_IS_LOADED}", *arguments]
    environment = {**os.environ, "PYTHONPATH": ".", "SQLALCHEMY_SILENCE_UBER_WARNING": "1"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    return done.stdout.splitlines()[-2:]


def test_rasa_is_imported_without_tensorflow_and_what_needs_it_says_so() -> None:
    error, loaded = run(WANTED)
    assert "tensorflow" in error
    assert loaded == "[]"


@pytest.mark.trained
@pytest.mark.skipif(not MODEL.exists(), reason="make train makes the model")
def test_the_trained_model_works_without_tensorflow() -> None:
    assert run(LOADED, str(MODEL)) == ["fee", "[]"]
