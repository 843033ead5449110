"""`python -m actions.sources`: add, list and remove documents, check the question units, account for the documents."""

from __future__ import annotations

from actions.sources.cli import main

if __name__ == "__main__":
    main()
