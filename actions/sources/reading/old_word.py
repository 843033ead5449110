"""Reads old formats (.doc, .rtf, .odt) as the DOCX that LibreOffice makes of them, where that is installed.

LibreOffice runs no macro and fetches nothing that a file links to. It gets no time limit of its own: a file is read in
a process that `apart` ends with all that it started.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from actions.sources.reading import word
from actions.sources.reading.archives import check_unpacked
from actions.sources.reading.blocks import Content, UnreadableError

PROGRAMS = ("soffice", "libreoffice")
PACKAGE = "libreoffice-writer-nogui"
"""Debian's package, without windows."""
DOUBT = "LibreOffice made a .docx of the {suffix} file, which was read: are its numbers, tables and footnotes right?"
"""Always asked: of the made files three in sixteen had a table wrong (docs/evaluation/documents.md)."""
PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
{items}
</oor:items>
"""
SECURITY = "/org.openoffice.Office.Common/Security/Scripting"
SETTINGS = (
    (SECURITY, "DisableMacrosExecution", "true"),
    (SECURITY, "BlockUntrustedRefererLinks", "true"),
    ("/org.openoffice.Office.Writer/Content/Update", "Link", "0"),
)
"""Path, name and value of what the profile of LibreOffice sets: no macros, nothing fetched, links left alone."""


def read(data: bytes, suffix: str) -> Content:
    """Return the content of a file of an old format.

    UnreadableError where LibreOffice is not installed, or makes nothing of the file.
    """
    if data.startswith(b"PK") and suffix == ".doc":  # a DOCX under an old name
        return word.read(data)
    made = docx(data, suffix)
    check_unpacked(made, ".docx")
    content = word.read(made)
    return content.with_(doubts=(DOUBT.format(suffix=suffix), *content.doubts))


def docx(data: bytes, suffix: str) -> bytes:
    """Return the DOCX that LibreOffice makes of a file."""
    libreoffice = program(suffix)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        given, profile = folder / f"given{suffix}", folder / "profile"
        given.write_bytes(data)
        _set(profile)
        command = [
            libreoffice,
            f"-env:UserInstallation={profile.as_uri()}",
            "--headless",
            "--norestore",
            "--convert-to",
            "docx:MS Word 2007 XML",
            "--outdir",
            str(folder),
            str(given),
        ]
        done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, check=False)
        made = folder / "given.docx"
        if not made.exists():
            said = done.stderr.decode("utf-8", errors="replace").strip().splitlines()
            why = f" ({said[-1][:120]})" if said else ""
            raise UnreadableError(
                f"LibreOffice makes nothing of the file{why}: is it locked by a password, or damaged? "
                "Save it as .docx without a password"
            )
        return made.read_bytes()


def program(suffix: str) -> str:
    """Return where LibreOffice is; UnreadableError where it is not installed."""
    found = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if found is None:
        raise UnreadableError(
            f"a {suffix} file needs LibreOffice, which is not installed (Debian: apt install {PACKAGE}): "
            "install it, or save the file as .docx"
        )
    return found


def _set(profile: Path) -> None:
    """Write the settings that a profile of LibreOffice begins with."""
    items = "\n".join(
        f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, name, value in SETTINGS
    )
    file = profile / "user" / "registrymodifications.xcu"
    file.parent.mkdir(parents=True)
    file.write_text(PROFILE.format(items=items), encoding="utf-8")
