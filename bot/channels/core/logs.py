"""The bridge's log: one JSON object a line, with a conversation's hash at most, and nobody's words or tokens."""

from __future__ import annotations

import datetime as dt
import json
import logging

LIBRARIES = ("httpx", "httpcore", "telegram", "aiohttp.access", "alembic", "sqlalchemy", "uvicorn.access")
"""Their lines hold tokens (in addresses), people's words (in parameters), or nothing that an operator needs."""


class Lines(logging.Formatter):
    """Writes a record as a JSON object: time, level, where, what; of an exception only its kind and place."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        line = {
            "time": dt.datetime.fromtimestamp(record.created, dt.timezone.utc).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": record.getMessage(),
        }
        if record.exc_info and record.exc_info[0] is not None:
            line["error"] = record.exc_info[0].__name__  # its text and its trace may hold people's words
            trace = record.exc_info[2]
            while trace is not None and trace.tb_next is not None:
                trace = trace.tb_next
            if trace is not None:
                line["at"] = f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}"
        return json.dumps(line, ensure_ascii=False)


def configure() -> None:
    """Write to the standard error in this form, from the level "info" on."""
    handler = logging.StreamHandler()
    handler.setFormatter(Lines())
    logging.basicConfig(level=logging.INFO, handlers=[handler], force=True)
    quiet_libraries()


def quiet_libraries() -> None:
    """Keep the libraries from logging what is not for a log."""
    for name in LIBRARIES:
        logging.getLogger(name).setLevel(logging.WARNING)
