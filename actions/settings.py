"""Where the knowledge lives, and the two things a deployment may set by environment."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).parents[1]
SOURCES = ROOT / "data" / "sources"
LAW = ROOT / "data" / "law"
ENTITIES = ROOT / "data" / "entities"
QUESTIONS = ROOT / "data" / "nlu"
UNITS = ROOT / "data" / "questions"
ENCODER = ROOT / "models" / "encoder"
READINGS = ROOT / "models" / "readings"
"""What `bot.nlu` made of every example (`python -m bot.nlu.readings`)."""

INDEX = Path(os.environ.get("INDEX_DIR") or ROOT / "models" / "index")
"""Where the index is built and read; its neighbour vectors.npz keeps what was encoded."""

LAW_PAGES = INDEX.with_name("law_pages")
"""Where the pages of the law are written, beside the index."""

ADDED = Path(os.environ.get("KNOWLEDGE_DIR") or ROOT / "var" / "knowledge")
"""Where `python -m actions.sources add` puts documents."""

DOCUMENT_HOSTS = frozenset(os.environ.get("DOCUMENT_HOSTS", "").lower().replace(",", " ").split())
"""Hosts that `add` may fetch documents from, their sub-domains included; none by default."""

PROPOSED = "questions"
"""Folder within ADDED of the questions that are proposed for added documents."""

ORIGINALS = "originals"
"""Folder within ADDED of the founding documents' original files, named by their sha256."""
