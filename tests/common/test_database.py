from __future__ import annotations

import pytest

from common.database import DATABASE, address


@pytest.mark.parametrize("setting", ["postgres://a:b@h/d", "postgresql://a:b@h/d"])
def test_an_address_of_postgresql_gets_its_driver(setting: str) -> None:
    assert address(setting).drivername == "postgresql+psycopg"


def test_the_database_is_a_file_where_nothing_is_set() -> None:
    assert (address(DATABASE).drivername, address(DATABASE).database) == ("sqlite", "var/bridge.db")
