from __future__ import annotations

from bot.channels.core.mounted import LAW_API, there


def test_what_is_installed_is_found_by_its_place() -> None:
    from actions.law.api import app

    assert there(LAW_API) is app


def test_what_is_not_installed_is_not_there() -> None:
    assert there("no_such_package_here:app") is None
