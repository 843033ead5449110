"""`python -m bot.desk`: the accounts of the desk, and its audit trail."""

from __future__ import annotations

import sys

from bot.desk.cli import main

if __name__ == "__main__":
    sys.exit(main())
