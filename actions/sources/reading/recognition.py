"""Recognises the text of pictures of pages with tesseract, where that is installed (Debian: tesseract-ocr-vie)."""

from __future__ import annotations

import io
import shutil
import subprocess
from typing import Any

from actions.sources.reading.blocks import UnreadableError

DOTS = 300
"""Dots an inch at which a page is drawn; tesseract asks for as many."""
LANGUAGES = "vie+eng"
SECONDS = 60
"""Time for one page."""


def recognised(page: Any) -> str:
    """Return the text on the picture of a page of pypdfium2; UnreadableError when there is nothing to recognise it."""
    program = shutil.which("tesseract")
    if program is None:
        raise UnreadableError(
            "the file holds pictures of pages and tesseract is not installed (Debian: apt install tesseract-ocr-vie)"
        )
    picture = io.BytesIO()
    page.render(scale=DOTS / 72, grayscale=True).to_pil().save(picture, "PNG")
    command = [program, "stdin", "stdout", "-l", LANGUAGES, "--dpi", str(DOTS)]
    try:
        done = subprocess.run(command, input=picture.getvalue(), capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired as error:
        raise UnreadableError(f"recognising a page took more than {SECONDS} seconds") from error
    if done.returncode:
        reason = done.stderr.decode("utf-8", errors="replace").strip().splitlines()
        raise UnreadableError(f"tesseract could not read a page: {reason[-1] if reason else 'no reason given'}")
    return done.stdout.decode("utf-8").replace("\f", "\n")
