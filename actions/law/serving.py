"""Serves the API alone, on loopback: for trying it out, and for programs on the same machine."""

from __future__ import annotations

HOST = "127.0.0.1"
PORT = 8010


def run(port: int = PORT) -> None:
    """Serve until stopped; no request is logged."""
    import uvicorn  # here, so that the other commands start without the web framework

    from actions.law.api import app

    print(f"http://{HOST}:{port}/", flush=True)
    uvicorn.run(app, host=HOST, port=port, log_level="warning", access_log=False)
