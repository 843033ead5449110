"""`python -m bot.desk`: the accounts of the desk, and its audit trail."""

from __future__ import annotations

from bot.desk.cli import commands

if __name__ == "__main__":
    commands()
