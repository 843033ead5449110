"""Checks of what was installed and built: environments, models, the page, settings."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from bot.channels import app
from bot.channels.core import settings
from bot.channels.core.settings import SettingsError
from common.office import OfficeError
from common.office_file import read_office
from scripts import models, surroundings
from scripts.doctor.finding import Finding, fault, note, well

PYTHONS = {"bot": "3.10", "actions": "3.11"}
HOMES = (Path("/root"), Path("/home"))
"""Folders that the units may not read (ProtectHome)."""

PLACEHOLDER = "a-secret-of-the-doctor-alone"


def environments() -> Finding:
    """Both Pythons start, and lie where the service may read them."""
    found = []
    for name, version in PYTHONS.items():
        python = Path(".venv") / name / "bin" / "python"
        asked = [str(python), "-c", "import sys; print('%d.%d' % sys.version_info[:2])"]
        try:
            said = subprocess.run(asked, capture_output=True, text=True, check=True).stdout.strip()
        except (OSError, subprocess.CalledProcessError):
            return fault(f"{python} does not start: the environment is missing or half made", again("make setup"))
        if said != version:
            return fault(f"{python} is Python {said}, {version} is needed", f"rm -rf .venv/{name}, then make setup")
        real = python.resolve()
        if surroundings.is_installed() and any(home in real.parents for home in HOMES):
            return fault(
                f"{name}'s Python is {real}, in somebody's home, which the service may not read",
                "install Python outside /root and /home (docs/deploy.md, Python), then scripts/install again",
            )
        found.append(said)
    return well(f"Python {' and '.join(found)}")


def page() -> Finding:
    """The widget and the page are built."""
    if Path("bot/widget/dist/chat.js").is_file():
        return well("built")
    return fault("the page is not built: browsers get a note instead of it", again("make setup"))


def trained() -> Finding:
    """All that `make train` builds is there, and newer than what it is built from."""
    if missing := [name for name in models.BUILT if not Path(name).exists()]:
        return fault(f"{', '.join(missing)} is missing", again("make train"))
    if shutil.which("make") is None:
        return note("whether the models are up to date cannot be told without make", "apt-get install make")
    asked = ["make", "--question", "--silent", "models/index/.ready", "models/law_pages/index.html"]
    if subprocess.run(asked, capture_output=True, check=False).returncode == 0:
        return well("models are there and up to date")
    return fault("texts, rows, phrases or documents have changed since the models were made", again("make train"))


def settings_file() -> Finding:
    """Every setting has its shape, and each channel is on or off, not half set."""
    try:
        given = settings.load()
        secret = given.web_session_secret or PLACEHOLDER  # else one would be made here, as whoever asks
        bridge = app.create(given.model_copy(update={"web_session_secret": secret})).state.bridge
    except SettingsError as error:
        return fault(str(error), f"correct it in {_file()}, then restart the bridge")
    if os.environ.get("ASSISTANT_TODAY"):
        return fault(
            f"ASSISTANT_TODAY={os.environ['ASSISTANT_TODAY']}: every answer is for that day, for ever",
            f"take ASSISTANT_TODAY out of {_file()}: it is for tests",
        )
    on = ", ".join(sorted(bridge.intakes))
    if surroundings.is_installed() and not given.public_url:
        return note(
            f"channels: {on}; PUBLIC_URL is not set, so that answers in chats carry no links",
            f"PUBLIC_URL=https://your.host in {_file()}",
        )
    return well(f"channels: {on}")


def offices() -> Finding:
    """Every office's file can be read, and one at most is for all accounts and pages that no other names."""
    folder = Path(os.environ.get("OFFICES_DIR") or surroundings.VAR / "offices")
    read, wrong = [], []
    for path in sorted(folder.glob("*.yml")):
        try:
            read.append(read_office(path))
        except OfficeError as error:
            wrong.append(str(error))
    if wrong:
        return fault("; ".join(wrong), f"correct it in {folder} (docs/offices.md): it holds at once")
    general = [office.key for office in read if office.is_for_all()]
    if len(general) > 1:
        return fault(
            f"{', '.join(general)} are each for everything that no other office serves, so that none of them is",
            f"write serves: into all but one of them, in {folder} (docs/offices.md)",
        )
    if not read:
        return note("no office: nobody is told whose the assistant is", f"copy deploy/offices/example.yml to {folder}")
    return well(", ".join(office.key for office in read))


def again(command: str) -> str:
    """Return the way out for what is not built: a command here, another one on a server."""
    return "assistant models FILE, or scripts/install again" if surroundings.is_installed() else command


def _file() -> str:
    return str(next((file for file in surroundings.SETTINGS_FILES if file.is_file()), surroundings.SETTINGS_FILES[-1]))
