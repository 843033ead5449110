"""`python -m bot.channels` runs the bridge; its commands: `switch` a channel, `requests` (docs/privacy.md)."""

from __future__ import annotations

import logging
import sys
from collections.abc import Sequence

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

USAGE = f"""usage: python -m bot.channels
       python -m bot.channels switch {{{",".join((*switch.CHANNELS, switch.ALL))}}} {{on,off}}
       python -m bot.channels requests [...]"""


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


def turn(given: Settings, channel: str, word: str) -> None:
    """Switch a channel; a running bridge sees it with its next message."""
    database = Database(given.database_url)
    database.call(lambda session: (switch.turn_off if word == "off" else switch.turn_on)(session, channel))
    now = database.call(switch.off)
    print("off: " + (", ".join(sorted(now)) or "nothing"))


def _is_known(channel: str, word: str) -> bool:
    return channel in (*switch.CHANNELS, switch.ALL) and word in ("on", "off")


def main(arguments: Sequence[str]) -> str | None:
    """Run the command; return what went wrong."""
    private_files.protect()
    try:
        given = settings.load()
        if not arguments:
            logs.configure()
            run(given)
            return None
        if len(arguments) == 3 and arguments[0] == "switch" and _is_known(*arguments[1:]):
            turn(given, *arguments[1:])
            return None
        if arguments[0] == "requests":
            return requests.main(given, arguments[1:])
    except SettingsError as error:
        return str(error)
    return USAGE


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
