"""`python -m actions.law`: the calculators without a chat, the timeline for lawyers, the review check."""

from __future__ import annotations

import sys

from actions.law.cli import main

if __name__ == "__main__":
    sys.exit(main())
