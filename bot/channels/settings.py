"""What a channel is told by the environment: on, off, or half set and refused."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Mapping

from rasa.shared.exceptions import RasaException

logger = logging.getLogger(__name__)


class SettingsError(RasaException):
    """A channel is switched on but cannot work; Rasa prints the message and does not start."""


def read(
    channel: str,
    required: tuple[str, ...],
    together: tuple[str, ...] = (),
    defaults: Mapping[str, str] | None = None,
    environment: Mapping[str, str] | None = None,
) -> dict[str, str] | None:
    """Return the settings of `channel` by name, or None when it is off because none of them is set.

    `required` are needed by a channel that is on. `together` (a webhook's address and secret) may be left
    out, but not one without the other. `defaults` never switch a channel on. Raise SettingsError, with the
    way out, when only some of what is needed is set.
    """
    values = os.environ if environment is None else environment
    given = {name: values.get(name, "").strip() for name in (*required, *together)}
    present = [name for name, value in given.items() if value]
    if not present:
        logger.info("%s: off (%s is not set)", channel, required[0])
        return None
    needed = [*required, *(together if any(given[name] for name in together) else ())]
    missing = [name for name in needed if not given[name]]
    if missing:
        raise SettingsError(
            f"{channel} is switched on by {', '.join(present)}, but without {', '.join(missing)} it cannot "
            f"tell genuine messages from forged ones or cannot answer them. Set {', '.join(missing)}, or "
            f"unset {', '.join(present)} to leave {channel} off (docs/channels.md)."
        )
    optional = {name: values.get(name, "").strip() or default for name, default in (defaults or {}).items()}
    return {**given, **optional}


def require(name: str, value: str, shape: str, meaning: str) -> None:
    """Raise SettingsError unless `value` has the `shape` (a regular expression); the value is not shown."""
    if not re.fullmatch(shape, value):
        raise SettingsError(f"{name} must be {meaning} (docs/channels.md).")


def workers() -> int:
    """Return how many server processes Rasa starts; raise SettingsError for what is no number."""
    number = os.environ.get("SANIC_WORKERS", "").strip() or "1"
    require("SANIC_WORKERS", number, "[1-9][0-9]*", "a number of processes")
    return int(number)


def require_one_worker(channel: str, webhook: str) -> None:
    """Raise SettingsError when several server processes would ask the platform for the same updates."""
    if workers() > 1:
        raise SettingsError(
            f"{channel} asks for its messages (long polling), which only one process may do: "
            f"set {webhook} and its secret, or SANIC_WORKERS=1 (docs/channels.md)."
        )
