from __future__ import annotations

import unicodedata

import pytest

from bot.desk import passwords
from bot.desk.passwords import FEWEST, MOST, WeakPassword, hashed, is_right

GOOD = "Sông Hồng chảy về biển"


def test_a_hash_fits_its_password_and_no_other() -> None:
    kept = hashed(GOOD)
    assert kept.startswith("$argon2id$")
    assert GOOD not in kept
    assert is_right(GOOD, kept)
    assert not is_right(GOOD.lower(), kept)
    assert kept != hashed(GOOD)  # each has a salt of its own


def test_a_keyboard_may_compose_a_letter_in_two_ways() -> None:
    assert is_right(unicodedata.normalize("NFD", GOOD), hashed(unicodedata.normalize("NFC", GOOD)))


@pytest.mark.parametrize("password", ["", "a" * (FEWEST - 1), "x" * FEWEST, "abc" * 9, "b" * 7 + "x" * MOST])
def test_a_weak_password_is_not_taken(password: str) -> None:
    with pytest.raises(WeakPassword):
        hashed(password)


def test_nobodys_password_is_never_right() -> None:
    assert not is_right(GOOD, None)


def test_what_is_kept_is_costly_to_try(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()  # the other tests hash at no cost
    assert "$m=65536,t=3,p=4$" in hashed(GOOD)
    assert passwords.COST["memory_cost"] == 64 * 1024
