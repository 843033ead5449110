"""`python -m bot.channels` runs the bridge; its commands: `switch` a channel, `requests` (docs/privacy.md)."""

from __future__ import annotations

import logging
import sys
from typing import Literal

import typer
import uvicorn

from bot.channels import app
from bot.channels.core import settings, switch
from bot.channels.core.database import Database
from bot.channels.core.settings import Settings, SettingsError
from bot.channels.privacy import requests
from common import logs, private_files

logger = logging.getLogger(__name__)

STOP_SECONDS = 15
"""How long requests that wait for an answer may still take when the bridge stops."""

commands = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
commands.add_typer(requests.commands, name="requests")


@commands.callback(invoke_without_command=True)
def bridge(context: typer.Context) -> None:
    """Run the bridge, or one of its commands."""
    private_files.protect()
    if context.invoked_subcommand is None:
        given = settings.load()
        logs.configure()
        run(given)


@commands.command(name="switch")
def turn(channel: Literal[switch.Channel, "all"], word: Literal["on", "off"]) -> None:
    """Switch a channel; a running bridge sees it with its next message."""
    database = Database(settings.load().database_url)
    database.call(lambda session: (switch.turn_off if word == "off" else switch.turn_on)(session, channel))
    typer.echo("off: " + (", ".join(sorted(database.call(switch.off))) or "nothing"))


def run(given: Settings) -> None:
    """Serve until the process is told to stop."""
    for fault in private_files.faults():
        logger.warning("%s", fault)
    config = uvicorn.Config(
        app.create(given),
        host=given.bridge_host,
        port=given.bridge_port,
        log_config=None,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=STOP_SECONDS,
    )
    uvicorn.Server(config).run()


def main() -> None:
    """Run the command of the line; say how the bridge is set wrong, where it is."""
    try:
        commands()
    except SettingsError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
