from __future__ import annotations

import pytest

NEED_MODELS = {"encoder", "knowledge", "searcher", "assistant", "say", "featurizer", "browser"}
"""Fixtures that open what `make train` builds."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests that need trained models, so that `make quick` leaves them out."""
    for item in items:
        if NEED_MODELS & set(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.trained)
