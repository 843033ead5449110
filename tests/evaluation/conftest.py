from __future__ import annotations

import contextlib

with contextlib.suppress(ImportError):  # the understanding is tested in the other environment, without these
    from tests.actions.conftest import encoder, knowledge, library, searcher  # noqa: F401
