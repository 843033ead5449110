"""The pictures of docs/images/desk-*.png: `python -m tests.bot.desk.pictures DATABASE_URL ACTIONS_URL [PICTURE ...]`.

The database is one that scripts/made_up_week.py filled; an account is made in it for the time of the pictures, and the
correction of docs/corrections.md is kept there as a draft. The document is a made-up notice; it is read, not added.
"""

from __future__ import annotations

import os
import re
import secrets
import shutil
import socket
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
import yaml
from playwright.sync_api import Page, sync_playwright

from bot.channels import app
from bot.channels.core import settings
from bot.channels.core.database import Database
from bot.desk import accounts, action_server
from tests.actions.sources import notice

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
WALK_THROUGH = re.compile(r"<!-- walk-through -->\n```yaml\n(.*?)```", re.DOTALL)
PATIENCE_MILLISECONDS = 240_000
"""A picture may be taken while other work keeps the machine busy."""


@contextmanager
def bridge(database: str, actions: str) -> Iterator[str]:
    """Serve a bridge over the database in this process; return its address."""
    os.environ.update(DATABASE_URL=database, ACTIONS_URL=actions)
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(app.create(settings.load(), app.CHANNELS[:1]), log_level="warning"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
    thread.start()
    try:
        while not server.started and thread.is_alive():
            time.sleep(0.2)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join()


def sign_in(page: Page, root: str, password: str) -> None:
    """Sign in as a clerk does."""
    page.goto(f"{root}/desk/sign-in?lang=vi")
    page.get_by_label("Tên đăng nhập").fill(NAME)
    page.get_by_label("Mật khẩu").fill(password)
    page.get_by_role("button", name="Đăng nhập").click()
    page.wait_for_url("**/desk/questions")


def write_a_correction(page: Page, root: str) -> None:
    """Have the correction of docs/corrections.md checked and tried."""
    shown = WALK_THROUGH.search((ROOT / "docs" / "corrections.md").read_text(encoding="utf-8"))
    assert shown, "docs/corrections.md has no walk-through"
    steps = yaml.load(shown[1], yaml.BaseLoader)
    (*_, fields) = (step["and fills in"] for step in steps if "and fills in" in step)
    page.goto(f"{root}/desk/corrections/new?lang=vi")
    page.locator("details").evaluate_all("all => all.forEach(one => { one.open = true })")
    for name, value in fields.items():
        field = page.locator(f"[name={name}]")
        if field.evaluate("field => field.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
    page.get_by_role("button", name="Kiểm tra và lưu").click()
    page.wait_for_url(re.compile(r"/desk/corrections/\d+$"))


def look_at_a_document(page: Page, root: str) -> None:
    """Have a made-up notice read."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "notice.pdf"
        notice.write(file)
        page.goto(f"{root}/desk/documents?lang=vi")
        page.locator("[name=file]").set_input_files(file)
        page.locator("[name=title]").fill("Tiếp nhận hồ sơ thẻ căn cước lưu động (ví dụ)")
        page.locator("[name=number]").fill("15/QĐ-UBND")
        page.locator("[name=in_force_from]").fill("2026-10-01")
        page.get_by_role("button", name="Đọc và xem trước").click()
        page.wait_for_url("**/desk/documents/look")


FORMS: dict[str, tuple[Callable[[Page, str], None], int, int]] = {
    # picture -> what is filled in and sent, width, height
    "desk-correction": (write_a_correction, 1180, 1500),
    "desk-document": (look_at_a_document, 1180, 1000),
}


def take(page: Page, root: str, chosen: Collection[str]) -> None:
    """Take the chosen pictures."""
    for name, (language, path, width, height) in PICTURES.items():
        if name in chosen:
            page.set_viewport_size({"width": width, "height": height})
            page.goto(f"{root}{path}{'&' if '?' in path else '?'}lang={language}")
            page.screenshot(path=IMAGES / f"{name}.png")
    for name, (fill_in, width, height) in FORMS.items():
        if name in chosen:
            page.set_viewport_size({"width": width, "height": height})
            fill_in(page, root)
            page.screenshot(path=IMAGES / f"{name}.png")


def main(database: str, actions: str, *chosen: str) -> None:
    """Take the chosen pictures, or all."""
    action_server.PATIENCE_SECONDS = PATIENCE_MILLISECONDS / 1000
    password = secrets.token_urlsafe(24)
    with bridge(database, actions) as root, sync_playwright() as playwright:
        opened = Database(database)
        opened.call(lambda session: accounts.add(session, NAME, password, "editor", None, ()) and None)
        try:
            browser = playwright.chromium.launch(executable_path=shutil.which("chromium"))
            page = browser.new_context(java_script_enabled=False).new_page()
            page.set_default_timeout(PATIENCE_MILLISECONDS)
            sign_in(page, root, password)
            take(page, root, chosen or (*PICTURES, *FORMS))
            browser.close()
        finally:
            opened.call(lambda session: session.delete(accounts.enabled(session, NAME)))


if __name__ == "__main__":
    main(*sys.argv[1:])
