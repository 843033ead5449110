"""The systemd units: well formed, as strict as they say, and the same processes as `make run` starts."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from bot.channels.__main__ import STOP_SECONDS
from bot.channels.core.settings import Settings
from scripts import backup
from scripts.doctor import running

UNITS = Path("deploy/systemd")
CURRENT = "/opt/assistant/current/"
EXPOSURE = 2.0
"""systemd's own measure, from 0 (shut) to 10 (open); an ordinary service has 9.6."""


def lines(unit: str, name: str) -> list[str]:
    return re.findall(rf"^{name}=(.*)$", (UNITS / unit).read_text(encoding="utf-8"), re.MULTILINE)


def analyze(*arguments: str) -> subprocess.CompletedProcess[str]:
    if shutil.which("systemd-analyze") is None:
        pytest.skip("systemd-analyze is missing: apt-get install systemd")
    return subprocess.run(["systemd-analyze", *arguments], capture_output=True, text=True, check=False)


@pytest.fixture
def server(tmp_path: Path) -> Path:
    """A server's root with nothing but the units and the programs that they name."""
    units = tmp_path / "etc/systemd/system"
    shutil.copytree(UNITS, units)
    programs = re.findall(r"^ExecStart=(\S+)", "".join(u.read_text() for u in UNITS.glob("*.service")), re.MULTILINE)
    for program in {*programs, "/usr/bin/true"}:
        (tmp_path / program[1:]).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / program[1:]).write_text("#!/bin/sh\n")
        (tmp_path / program[1:]).chmod(0o755)
    for target in ("multi-user", "timers", "network-online", "sysinit", "basic", "shutdown", "time-sync"):
        (units / f"{target}.target").write_text("[Unit]\nDescription=for the test\nDefaultDependencies=no\n")
    return tmp_path


@pytest.mark.parametrize("unit", sorted(path.name for path in UNITS.glob("assistant*.*") if path.is_file()))
def test_systemd_understands_every_unit(server: Path, unit: str) -> None:
    said = analyze("verify", "--man=no", f"--root={server}", f"/etc/systemd/system/{unit}").stderr
    ours = [line for line in said.splitlines() if "assistant" in line and "SO_PASSCRED" not in line]
    assert [line for line in ours if re.search(r"unknown|invalid|failed to parse|missing|not exec", line, re.I)] == []


@pytest.mark.parametrize("name", ["bridge", "bot", "actions", "backup", "law-check"])
def test_a_service_is_as_shut_as_it_can_be(tmp_path: Path, name: str) -> None:
    drop_in = "".join((UNITS / "assistant-.service.d/common.conf").read_text().partition("[Service]")[1:])
    whole = tmp_path / f"assistant-{name}.service"
    whole.write_text((UNITS / whole.name).read_text() + "\n" + drop_in)
    said = analyze("security", "--offline=true", "--no-pager", str(whole)).stdout
    (exposure,) = re.findall(r"Overall exposure level for \S+: ([\d.]+)", said)
    assert float(exposure) <= EXPOSURE, said


def test_the_services_start_what_make_run_starts() -> None:
    started = dict(line.split(": ", 1) for line in Path("Procfile").read_text().splitlines())
    assert set(started) == set(running.UNITS)
    for name, command in started.items():
        assert lines(f"assistant-{name}.service", "ExecStart") == [CURRENT + command]


def test_the_services_have_the_makefiles_environment() -> None:
    exported = dict(re.findall(r"^export (\w+) := (.*)$", Path("Makefile").read_text(), re.MULTILINE))
    said = " ".join(lines("assistant-.service.d/common.conf", "Environment")).split()
    assert exported.items() <= dict(word.split("=", 1) for word in said).items()


@pytest.mark.parametrize("name", ["bot", "actions"])
def test_a_process_behind_the_bridge_knows_no_secret_and_reaches_nobody(name: str) -> None:
    secrets = {field.upper() for field in Settings.model_fields if re.search("secret|token|password", field)}
    assert secrets - set(" ".join(lines(f"assistant-{name}.service", "UnsetEnvironment")).split()) == set()
    assert lines(f"assistant-{name}.service", "IPAddressDeny") == ["any"]
    assert lines(f"assistant-{name}.service", "IPAddressAllow") == ["localhost"]


def test_the_bridge_has_time_to_end() -> None:
    (seconds,) = lines("assistant-bridge.service", "TimeoutStopSec")
    assert int(seconds) > STOP_SECONDS + 10  # answers under way (bot/channels/core/worker.py), then open requests


def test_backups_are_made_where_they_are_looked_for() -> None:
    (command,) = lines("assistant-backup.service", "ExecStart")
    folder = lines("assistant-backup.service", "ReadWritePaths")
    assert folder == [command.split()[-1]] == ["/var/backups/assistant"]
    assert f"{backup.KEEP} backups" in Path("docs/deploy.md").read_text(encoding="utf-8")
