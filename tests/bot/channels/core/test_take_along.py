"""A day goes out as a file where a platform takes one; tests/channels/test_take_along.py sends it to each."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest

from bot.channels.core import take_along
from bot.channels.core.incoming import Outlet

pytestmark = pytest.mark.asyncio

DAY = {"title": "Lưu vào lịch", "address": "v1/calendar.ics?kind=renewal&document=cccd&due=2030-05-20&language=vi"}
ANSWER = {"text": "Đến 20/5/2030.", "buttons": [{"title": "Lệ phí", "payload": "/fee"}], "custom": {"take_along": DAY}}


def outlet(takes_files: bool) -> Outlet:
    def file(name: str, content: str) -> dict[str, Any] | None:
        return {"file": name, "content": content} if takes_files else None

    return cast(Outlet, SimpleNamespace(file=file))


async def test_a_platform_that_takes_files_gets_the_day_as_one() -> None:
    shown, (file,) = await take_along.handed(outlet(True), [ANSWER])
    assert shown == [ANSWER]
    assert file["file"].endswith(".ics")
    assert "DTSTART;VALUE=DATE:20300520" in file["content"]


async def test_another_gets_a_link_below_its_other_choices() -> None:
    (shown,), files = await take_along.handed(outlet(False), [ANSWER])
    assert files == []
    assert shown["buttons"] == [*ANSWER["buttons"], {"title": DAY["title"], "url": f"/{DAY['address']}"}]


async def test_where_the_law_is_not_served_it_is_a_link_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(take_along, "LAW_API", "no_such_package_here:app")
    (shown,), files = await take_along.handed(outlet(True), [ANSWER])
    assert (len(shown["buttons"]), files) == (2, [])


async def test_an_answer_without_a_day_is_left_as_it_is() -> None:
    assert await take_along.handed(outlet(True), [{"text": "Xin chào"}]) == ([{"text": "Xin chào"}], [])
