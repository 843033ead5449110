"""`python -m actions.sources`: add, list and remove documents, account for the founding ones."""

from __future__ import annotations

from actions.sources.cli import main

main()
