"""What other packages bring to the bridge, where they are installed: named by module and object, "a.b:c"."""

from __future__ import annotations

import importlib
import importlib.util
from typing import Any

LAW_API = "actions.law.api:app"
"""The law over HTTP (docs/law-api.md): served under /v1, and asked for calendar files."""


def there(place: str) -> Any:
    """Return what a module holds under a name; None where the module is not installed."""
    module, _, name = place.partition(":")
    return getattr(importlib.import_module(module), name) if importlib.util.find_spec(module) is not None else None
