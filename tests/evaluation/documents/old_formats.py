"""Measures what is read of old formats: `python -m tests.evaluation.documents.old_formats [.doc .rtf .odt]`.

The made Word documents are written anew by LibreOffice in each format, and read as an office's file would be.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from actions.sources.reading import OLD_WORD
from actions.sources.reading.old_word import program
from tests.evaluation.documents.made import Made, files, unseen
from tests.evaluation.documents.measure import score, table


def written(made: Made, suffix: str) -> Made:
    """Return a made document in another format."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        given = folder / "given.docx"
        given.write_bytes(made.make())
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = [program(".docx"), profile, "--headless", "--convert-to", suffix[1:], "--outdir", name, str(given)]
        subprocess.run(command, capture_output=True, check=True)
        data = (folder / f"given{suffix}").read_bytes()
    return replace(made, name=Path(made.name).stem + suffix, make=lambda: data)


def main(suffixes: list[str]) -> None:
    """Print what was right of each format."""
    word = [made for made in (*files(), *unseen()) if made.suffix == ".docx" and made.outline and not made.refused]
    scores = {}
    for suffix in suffixes or OLD_WORD:
        scores[suffix] = [score(written(made, suffix)) for made in word]
        for made, one in zip(word, scores[suffix], strict=True):
            for line in one.wrong:
                print(f"{made.name} as {suffix}{'' if one.flagged else ' (not flagged)'}: {line}")
    print("\n".join(table(scores)))


if __name__ == "__main__":
    main(sys.argv[1:])
