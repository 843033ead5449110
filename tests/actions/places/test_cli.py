from __future__ import annotations

import json

import pytest

from actions.law.cli import main


def test_the_command_says_what_an_old_place_is(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["place", "xã Hòa Ninh, huyện Hòa Vang", "--language", "en"]) == 0
    said = capsys.readouterr().out
    assert all(part in said for part in ("is now xã Bà Nà", "Công an xã Bà Nà", "nq-ubtvqh15-cap-xa#d1"))


def test_the_whole_result_is_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["place", "phường 4 quận 3", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["status"] == "split"
    assert [one["name"] for one in found["new"]] == ["phường Bàn Cờ", "phường Xuân Hòa"]
