"""The walk-through of docs/corrections.md, done with the running assistant and the desk's forms."""

from __future__ import annotations

import re
import shutil
import time
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
import yaml
from typer.testing import CliRunner

from actions.corrections.current import SECONDS
from bot.desk import cli
from tests.e2e.conftest import ROOT, Assistant

DOCUMENT = ROOT / "docs" / "corrections.md"
SHOWN = re.compile(r"<!-- walk-through -->\n```yaml\n(.*?)```", re.DOTALL)
PORTS = (5107, 5157, 5187)
PASSWORD = "bốn từ không ai ghép"
LONGEST_SECONDS = 300
HOME = "/desk/corrections"
LIVE_SECONDS = SECONDS + 0.2
"""After which every action server has looked at the version again."""


def steps() -> list[dict[str, Any]]:
    """The steps of the walk-through."""
    shown = SHOWN.search(DOCUMENT.read_text(encoding="utf-8"))
    assert shown, "docs/corrections.md has no walk-through"
    return list(yaml.load(shown[1], yaml.BaseLoader))


def pressed(step: dict[str, Any]) -> str:
    """The button of a step."""
    return str(step.get("and presses") or step["presses"])


class Editor:
    """Somebody of the desk at a browser without JavaScript."""

    def __init__(self, page: str, name: str) -> None:
        self._client = httpx.Client(base_url=page, follow_redirects=True, timeout=60, trust_env=False)
        self._client.get("/desk/sign-in?lang=vi")
        signed_in = self.send("/desk/sign-in", "/desk/sign-in", {"name": name, "password": PASSWORD})
        assert signed_in.url.path != "/desk/sign-in", signed_in.text

    def send(self, page: str, action: str, fields: dict[str, str]) -> httpx.Response:
        """Send a form of a page."""
        found = re.search(r'name="form_word" value="(\w+)"', self._client.get(page).text)
        assert found, page
        return self._client.post(action, data={**fields, "form_word": found[1]})


def desk(*arguments: str) -> None:
    """Run a command of `python -m bot.desk`."""
    done = CliRunner().invoke(cli.commands, arguments, input=f"{PASSWORD}\n{PASSWORD}\n")
    assert done.exit_code == 0, done.output


@pytest.fixture(scope="module")
def with_a_desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """The assistant of the example's office, with two editors."""
    folder = tmp_path_factory.mktemp("corrections")
    shutil.copytree(ROOT / "deploy" / "offices", folder / "offices")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("OFFICES_DIR", str(folder / "offices"))
        running = Assistant(folder, ports=PORTS)
        try:
            running.start()
            patch.setenv("DATABASE_URL", f"sqlite:///{folder}/bridge.db")
            for name in ("lan", "minh"):
                desk("account", "add", name, "--role", "editor")
            yield running
        finally:
            running.stop()


def test_from_a_wrong_answer_to_its_live_correction_in_less_than_five_minutes(with_a_desk: Assistant) -> None:
    started, number, editors = time.monotonic(), "", dict[str, Editor]()
    for position, step in enumerate(steps()):
        if "citizen" in step:
            time.sleep(LIVE_SECONDS)
            (answer,) = with_a_desk.say(f"citizen-{position}", step["citizen"])
            assert step["is told"] in answer["text"], step
            continue
        if "account disabled" in step:
            desk("account", "disable", step["account disabled"])
            continue
        name = step["editor"]
        if name not in editors:
            editors[name] = Editor(with_a_desk.page, name)
        fields, presses = step.get("and fills in", {}), pressed(step)
        where = f"{HOME}/{step['opens']}" if "opens" in step else f"{HOME}/{number}"
        action = f"{HOME}/{presses}" if "opens" in step else f"{where}/{presses}"
        seen = editors[name].send(where, action, fields)
        assert step["and sees"] in seen.text, step
        kept = re.fullmatch(rf"{HOME}/(\d+)", seen.url.path)
        number = kept[1] if kept else number
    assert time.monotonic() - started < LONGEST_SECONDS


def test_the_walk_through_goes_from_a_wrong_answer_to_another_one() -> None:
    told = [step["is told"] for step in steps() if "citizen" in step]
    assert told[0] != told[2]
    assert {pressed(step) for step in steps() if "editor" in step} == {"save", "propose", "approve", "take-over"}
