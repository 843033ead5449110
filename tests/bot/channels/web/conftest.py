from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from tests.bot.channels.web.site import Site


@pytest.fixture
def make_site() -> Iterator[Callable[[], Site]]:
    sites: list[Site] = []

    def make() -> Site:
        sites.append(Site())
        return sites[-1]

    yield make
    for site in sites:
        site.close()
