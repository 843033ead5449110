"""How long what people said is kept, and how long what is kept without their words.

Two settings, read alike by every process. No Vietnamese text that was read sets a period: the operator names one and
publishes it (K-PDP-CONSENT, docs/privacy.md).
"""

from __future__ import annotations

import os

KEEP_DAYS = 90
"""Days that a conversation is kept after its last word, in the bridge and in what the dialogue remembers."""

KEEP_FIGURES_DAYS = 730
"""Days that counts without words (figures by day, the register of requests) are kept: two years side by side."""

DAY_SECONDS = 24 * 60 * 60


def keep_days() -> int:
    """Return the days of the setting KEEP_DAYS; raise ValueError, with the way out, for what is no number of days."""
    return _days("KEEP_DAYS", KEEP_DAYS)


def _days(setting: str, default: int) -> int:
    given = os.environ.get(setting, "").strip()
    if not given:
        return default
    if not given.isascii() or not given.isdecimal() or int(given) < 1:
        raise ValueError(f"{setting} must be a whole number of days, 1 or more, such as {default} (docs/privacy.md).")
    return int(given)
