"""The compose file: only nginx has an open port, nothing inside gets out, no container may more than it must."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.channels.core.settings import Settings

FOLDER = Path("deploy/docker")
DOCKERFILE = (FOLDER / "Dockerfile").read_text(encoding="utf-8")


def compose() -> dict[str, Any]:
    return dict(yaml.safe_load((FOLDER / "compose.yml").read_text(encoding="utf-8")))


SERVICES: dict[str, dict[str, Any]] = compose()["services"]


def test_people_reach_nginx_alone() -> None:
    assert [name for name, service in SERVICES.items() if "ports" in service] == ["nginx"]
    assert compose()["networks"]["inside"] == {"internal": True}
    assert {name for name, service in SERVICES.items() if "outside" in service["networks"]} == {"nginx", "bridge"}


@pytest.mark.parametrize("name", sorted(SERVICES))
def test_a_container_writes_nowhere_and_gains_no_right(name: str) -> None:
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert service["logging"]["options"]["max-size"]


def test_channels_secrets_reach_the_bridge_alone() -> None:
    assert [name for name, service in SERVICES.items() if "env_file" in service] == ["bridge"]


def test_the_bridge_is_told_settings_that_there_are() -> None:
    assert set(SERVICES["bridge"]["environment"]) - {"ASSISTANT_TODAY"} <= {
        name.upper() for name in Settings.model_fields
    }


def test_rasa_finds_the_action_server_and_all_else_is_as_without_containers() -> None:
    here, inside = (yaml.safe_load(path.read_text()) for path in (Path("endpoints.yml"), FOLDER / "endpoints.yml"))
    assert inside["action_endpoint"].pop("url") == "http://actions:5055/webhook"
    here["action_endpoint"].pop("url")
    assert inside == here


def test_the_images_start_what_make_run_starts() -> None:
    (line,) = (line for line in Path("Procfile").read_text().splitlines() if line.startswith("bot:"))
    wanted = line.removeprefix("bot: ").replace("127.0.0.1", "0.0.0.0").split()
    assert ", ".join(f'"{word}"' for word in wanted) in " ".join(DOCKERFILE.replace("\\\n", "").split())
    assert "USER assistant" in DOCKERFILE


def test_what_the_images_copy_is_there_and_not_ignored() -> None:
    copied = [word for line in DOCKERFILE.splitlines() if line.startswith("COPY ") and "--from" not in line
              for word in line.split()[1:-1]]  # fmt: skip
    kept = [line[1:] for line in Path(".dockerignore").read_text().splitlines() if line.startswith("!")]
    for name in copied:
        assert Path(name).exists(), name
        assert any(name == one or name.startswith(f"{one}/") for one in kept), f"{name} is not let in by .dockerignore"


NOT_IN_IMAGES = shutil.ignore_patterns("node_modules", "__pycache__", "dist")
IMPORTED = {
    # image -> environment of this tree, what its containers start
    "bot": ("bot", "import bot.server, bot.tracker_store, bot.rest, bot.nlu.guard"),
    "actions": ("actions", "import actions.server, bot.channels.__main__, scripts.backup, bot.desk.cli"),
}


def laid_out(image: str, folder: Path) -> None:
    """Copy into `folder` what the image of a name gets from the tree."""
    (stage,) = [part for part in DOCKERFILE.split("\nFROM ") if part.split("\n")[0].endswith(f" AS {image}")]
    for line in stage.splitlines():
        if line.startswith("COPY ") and "--from" not in line:
            *sources, target = line.split()[1:]
            for source in sources:
                place = folder / (Path(source).name if target in (".", "./") else target)
                if Path(source).is_dir():
                    shutil.copytree(source, place, ignore=NOT_IN_IMAGES)
                else:
                    shutil.copy(source, place)


@pytest.mark.parametrize("image", sorted(IMPORTED))
def test_an_image_holds_all_that_its_containers_start(image: str, tmp_path: Path) -> None:
    name, program = IMPORTED[image]
    python = Path(".venv", name, "bin", "python").absolute()
    if not python.exists():
        pytest.skip("make setup makes the environment")
    laid_out(image, tmp_path)
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(tmp_path), "PYTHONPATH": ".", "PYTHONWARNINGS": "ignore"}
    done = subprocess.run(
        [str(python), "-c", program], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_compose_itself_takes_the_file(tmp_path: Path) -> None:
    if shutil.which("docker-compose") is None:
        pytest.skip("docker-compose is missing: apt-get install docker-compose")
    (tmp_path / "assistant.env").write_text("")
    # Debian 12's compose is of before "name:".
    (tmp_path / "compose.yml").write_text((FOLDER / "compose.yml").read_text().replace("\nname: assistant\n", "\n"))
    said = subprocess.run(
        ["docker-compose", "-f", str(tmp_path / "compose.yml"), "config", "-q"],
        env={"PATH": "/usr/bin:/bin", "POSTGRES_PASSWORD": "x", "ASSISTANT_DOMAIN": "assistant.example"},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert said.returncode == 0, said.stderr
