"""Commands for those who work on the product."""

from __future__ import annotations
