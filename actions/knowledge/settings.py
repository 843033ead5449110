"""Where the knowledge lives, and the two things a deployment may set by environment."""

from __future__ import annotations

import os
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCES = ROOT / "data" / "sources"
LAW = ROOT / "data" / "law"
ENTITIES = ROOT / "data" / "entities"
QUESTIONS = ROOT / "data" / "nlu"
ENCODER = ROOT / "models" / "encoder"
INDEX = ROOT / "models" / "index"

ADDED = Path(os.environ.get("KNOWLEDGE_DIR") or ROOT / "var" / "knowledge")
"""Where `python -m actions.knowledge add` puts documents."""

ORIGINALS = "originals"
"""Folder within ADDED of the founding documents' original files, named by their sha256."""

ENCODER_MODEL = os.environ.get("ENCODER_MODEL", "")
"""Name or folder of another SentenceTransformer for the search; empty: the one in models/encoder."""
