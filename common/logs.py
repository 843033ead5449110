"""The log of every process: one JSON object a line, with a conversation's hash at most, and nobody's words or tokens.

Our own lines are written so. Of what libraries log only the place and the kind of an exception are kept, and the
beginnings that are known to hold no words: Rasa and rasa-sdk write whole conversations into their errors.
"""

from __future__ import annotations

import json
import logging
import time
from types import TracebackType

OWN = ("bot", "actions", "common", "scripts", "__main__")
"""Packages whose lines are written without anybody's words."""

SPOKEN = ("uvicorn.error", "sanic.root", "sanic.server", "rasa.core.run", "rasa.core.agent")
"""Loggers of libraries that tell only of the start and the stop."""

BEGINNINGS = (
    "Encountered an exception while running action",
    "Failed to run custom action",
    "Could not connect to action server",
    "Couldn't connect to the server",
    "Exception occurred during execution of request",
    "Loading model",
    "Starting Rasa server",
    "Rasa server is up and running",
    "Error occurred while trying to save tracker",
    "Error happened when trying to save conversation tracker",
    "An exception happened when trying to retrieve a tracker",
)
"""How lines of libraries begin of which an operator wants to know; what follows is left out."""

QUIET = ("httpx", "httpcore", "telegram", "aiohttp.access", "alembic", "sqlalchemy", "uvicorn.access", "apscheduler")
"""Libraries whose lines below a warning hold tokens (in addresses), words (in parameters), or nothing of use."""


class Lines(logging.Formatter):
    """Writes a record as a JSON object: time, level, logger, event; of an exception only its kind and place."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        line = {
            "time": f"{time.strftime('%Y-%m-%dT%H:%M:%S', time.gmtime(record.created))}.{int(record.msecs):03d}+00:00",
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": _event(record),
        }
        if record.exc_info and record.exc_info[0] is not None:
            line["error"] = record.exc_info[0].__name__
            line["at"] = _place(record.exc_info[2])
        elif line["event"] == WITHHELD:
            line["at"] = f"{record.pathname}:{record.lineno}"
        return json.dumps(line, ensure_ascii=False)


WITHHELD = "a library's line, which may hold people's words, was left out"


def configure(level: int = logging.INFO) -> None:
    """Have everything in this process written to the standard error in this form, from `level` on."""
    handler = logging.StreamHandler()
    handler.setFormatter(Lines())
    logging.basicConfig(level=level, handlers=[handler], force=True)
    for name in list(logging.root.manager.loggerDict):
        logger = logging.getLogger(name)
        logger.handlers.clear()
        logger.propagate = True
    quiet_libraries()


def quiet_libraries() -> None:
    """Keep the libraries from logging what is not for a log."""
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)


def _event(record: logging.LogRecord) -> str:
    said = record.getMessage()
    if record.name.split(".")[0] in OWN or record.name.startswith(SPOKEN):
        return said
    return next((beginning for beginning in BEGINNINGS if said.startswith(beginning)), WITHHELD)


def _place(trace: TracebackType | None) -> str:
    """Return where an exception was raised."""
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}" if trace is not None else ""
