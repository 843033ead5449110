"""What the law makes of a case on a day: fees, time limits, last days, renewals and checklists from dated rows."""

from __future__ import annotations
