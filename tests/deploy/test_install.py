"""scripts/install beneath a folder of its own: what it lays out, an upgrade, and models that do not fit.

The environments are stand-ins: installing packages takes minutes and the internet. The whole of it, with systemd, was
run in a container of bare Debian (docs/deploy.md, What was tried).
"""

from __future__ import annotations

import hashlib
import os
import shutil
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest

from scripts import models
from scripts.surroundings import ROOT

PYTHON = f'#!/bin/sh\nexec {sys.executable} "$@"\n'


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Made-up models that say they were made from this tree."""
    tree = tmp_path_factory.mktemp("trainer")
    for name in models.BUILT:
        file = tree / name if "." in Path(name).name else tree / name / ("index.html" if "law" in name else ".ready")
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text("made up")
    made = tree / "models.tar.gz"
    with pytest.MonkeyPatch.context() as patch:
        sums = models.made_from(ROOT)
        patch.setattr(models, "made_from", lambda _tree: sums)
        models.pack(tree, made)
    return made


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """An empty server with both environments in their places."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl is missing: apt-get install openssl")
    for name in ("bot", "actions"):
        requirements = (ROOT / name / "requirements.txt").read_bytes()
        place = tmp_path / f"opt/assistant/environments/{name}-{hashlib.sha256(requirements).hexdigest()[:12]}"
        (place / "bin").mkdir(parents=True)
        (place / "bin/python").write_text(PYTHON)
        (place / "bin/python").chmod(0o755)
        (place / ".ready").touch()
    return tmp_path


def install(root: Path, *options: str) -> subprocess.CompletedProcess[str]:
    command = [str(ROOT / "scripts/install"), "--root", str(root), *options]
    return subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ, "PYTHONPATH": ""})


def test_an_image_gets_all_files_and_an_upgrade_a_way_back(root: Path, archive: Path) -> None:
    done = install(root, "--models", str(archive), "--domain", "assistant.example.gov.vn")
    assert done.returncode == 0, done.stdout + done.stderr
    base = root / "opt/assistant"
    first = root / os.readlink(base / "current").lstrip("/")
    assert (first / "models/index/.ready").read_text() == "made up"
    assert os.readlink(first / "var") == "/var/lib/assistant"
    assert os.readlink(first / ".venv/bot").startswith("/opt/assistant/environments/bot-")
    assert not (first / ".git").exists()
    assert stat.S_IMODE((root / "var/lib/assistant").stat().st_mode) == 0o700
    settings = root / "etc/assistant/assistant.env"
    assert stat.S_IMODE(settings.stat().st_mode) == 0o640
    assert "PUBLIC_URL=https://assistant.example.gov.vn\n" in settings.read_text()
    assert (root / "etc/systemd/system/assistant-.service.d/common.conf").is_file()
    site = (root / "etc/nginx/conf.d/assistant.conf").read_text()
    assert "server_name assistant.example.gov.vn;" in site
    assert "${" not in site.partition("server {")[2]

    settings.write_text("KEEP_DAYS=30\n")
    time.sleep(1.1)  # a version is named by its second
    assert install(root, "--models", str(archive)).returncode == 0
    assert os.readlink(base / "previous") == os.readlink(base / "current").replace(
        Path(os.readlink(base / "current")).name, first.name
    )
    assert os.readlink(base / "current") != os.readlink(base / "previous")
    assert settings.read_text() == "KEEP_DAYS=30\n"


def test_models_that_do_not_fit_leave_the_version_as_it_was(root: Path, archive: Path, tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.tar.gz"
    damaged.write_bytes(archive.read_bytes()[: archive.stat().st_size // 2])
    done = install(root, "--models", str(damaged))
    assert done.returncode != 0
    assert "copy it here again" in done.stderr
    assert not (root / "opt/assistant/current").exists()


def test_a_wrong_option_shows_how_it_is_used() -> None:
    done = subprocess.run([str(ROOT / "scripts/install"), "--no-such"], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "--models FILE" in done.stdout


@pytest.mark.parametrize("script", ["scripts/install", "scripts/environment.sh", "deploy/assistant"])
def test_shellcheck_has_nothing_to_say(script: str) -> None:
    if shutil.which("shellcheck") is None:
        pytest.skip("shellcheck is missing: apt-get install shellcheck")
    said = subprocess.run(["shellcheck", script], cwd=ROOT, capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stdout
