"""The action server: `python -m actions.server`, rasa-sdk's own application in one process.

It listens on loopback unless it is told otherwise.
"""

from __future__ import annotations

import logging
import warnings
from typing import Annotated, Any

import typer
from rasa_sdk.endpoint import create_app
from rasa_sdk.executor import ActionExecutor
from threadpoolctl import threadpool_limits

from actions.corrections.current import current
from actions.corrections.routes import add_corrections
from actions.page_routes import add_pages
from actions.review.routes import add_review
from actions.search.current import live
from common import logs, private_files

HOST = "127.0.0.1"
PORT = 5055


class Executor(ActionExecutor):
    """Runs actions for a Rasa 3.6 server, which sends the domain only to actions that ask for it."""

    def update_and_return_domain(self, payload: dict[str, Any], action_name: str) -> dict[str, Any]:
        """Return the domain of the call, empty when none was sent.

        rasa-sdk 3.21 would refuse such a call and wait for a retry that only newer Rasa servers make.
        """
        return payload.get("domain") or {}


def main(
    host: Annotated[str, typer.Option(help="Another one only where nothing but the assistant can reach it.")] = HOST,
    port: int = PORT,
) -> None:
    """Load everything, then serve until stopped."""
    logs.configure(logging.WARNING)
    private_files.protect()
    # rasa-sdk warns on every call that the server is older than itself; the two are tested together.
    warnings.filterwarnings("ignore", message="Your versions of rasa and rasa_sdk")
    executor = Executor()
    for module in ("actions.rasa_actions", "actions.forms"):  # the rest of the package builds models
        executor.register_package(module)
    live()
    current()
    # One question is too small for two threads, and those of numpy burn a core each while they wait for work.
    threadpool_limits(1)
    app = create_app(executor, cors_origins=None)
    add_pages(app)
    add_review(app)
    add_corrections(app)
    app.run(host=host, port=port, single_process=True, access_log=False, motd=False)


if __name__ == "__main__":
    typer.run(main)
