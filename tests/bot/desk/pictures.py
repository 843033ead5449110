"""The pictures of docs/images/desk-*.png: `python -m tests.bot.desk.pictures DATABASE_URL ACTIONS_URL`.

The database is one that scripts/made_up_week.py filled; an account is made in it for the time of the pictures.
"""

from __future__ import annotations

import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
from playwright.sync_api import Page, sync_playwright

from bot.channels.core.database import Database
from bot.desk import accounts

ROOT = Path(__file__).parents[3]
IMAGES = ROOT / "docs" / "images"
NAME = "lan"
PICTURES = {
    # picture -> language, path, width, height
    "desk-questions": ("vi", "/desk/questions", 1180, 1000),
    "desk-questions-phone": ("vi", "/desk/questions?kind=unanswered", 390, 844),
    "desk-figures": ("vi", "/desk/figures", 1180, 1000),
    "desk-law": ("en", "/desk/law", 1180, 700),
}
LONGEST_START_SECONDS = 60


@contextmanager
def bridge(database: str, actions: str) -> Iterator[str]:
    """Start a bridge over the database; return its address."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    environment = {**os.environ, "DATABASE_URL": database, "ACTIONS_URL": actions, "BRIDGE_PORT": str(port)}
    process = subprocess.Popen([sys.executable, "-m", "bot.channels"], env=environment, cwd=ROOT)
    try:
        end = time.monotonic() + LONGEST_START_SECONDS
        while time.monotonic() < end:
            try:
                httpx.get(f"http://127.0.0.1:{port}/health/live")
                break
            except httpx.HTTPError:
                time.sleep(0.5)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


def sign_in(page: Page, root: str, password: str) -> None:
    """Sign in as a clerk does."""
    page.goto(f"{root}/desk/sign-in?lang=vi")
    page.get_by_label("Tên đăng nhập").fill(NAME)
    page.get_by_label("Mật khẩu").fill(password)
    page.get_by_role("button", name="Đăng nhập").click()
    page.wait_for_url("**/desk/questions")


def main(database: str, actions: str) -> None:
    """Take all pictures."""
    password = secrets.token_urlsafe(24)
    with bridge(database, actions) as root, sync_playwright() as playwright:
        opened = Database(database)
        opened.call(lambda session: accounts.add(session, NAME, password, "editor", None, ()) and None)
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"))
        page = browser.new_context(java_script_enabled=False).new_page()
        sign_in(page, root, password)
        for name, (language, path, width, height) in PICTURES.items():
            page.set_viewport_size({"width": width, "height": height})
            page.goto(f"{root}{path}{'&' if '?' in path else '?'}lang={language}", timeout=60_000)
            page.screenshot(path=IMAGES / f"{name}.png")
        browser.close()
        opened.call(lambda session: session.delete(accounts.enabled(session, NAME)))


if __name__ == "__main__":
    main(*sys.argv[1:])
