from __future__ import annotations

import pytest

from common import retention


def test_ninety_days_where_nothing_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KEEP_DAYS", raising=False)
    assert retention.keep_days() == 90


def test_the_setting_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KEEP_DAYS", " 30 ")
    assert retention.keep_days() == 30


@pytest.mark.parametrize("given", ["0", "-1", "ninety", "30.5", "٣٠"])
def test_what_is_no_number_of_days_is_refused_with_the_way_out(given: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KEEP_DAYS", given)
    with pytest.raises(ValueError, match="KEEP_DAYS must be a whole number of days"):
        retention.keep_days()
