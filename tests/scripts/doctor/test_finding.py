from __future__ import annotations

import re

import pytest

from scripts.doctor import __main__ as doctor
from scripts.doctor.finding import Finding, fault, note, well


def test_each_kind_of_finding_has_its_mark_and_all_but_well_a_way_out() -> None:
    assert doctor.lines("disk", well("9 GB free")) == ["ok  disk         9 GB free"]
    assert doctor.lines("disk", fault("full", "make room")) == [
        "!!  disk         full",
        "                 -> make room",
    ]
    assert doctor.lines("disk", note("small", "a larger one"))[0].startswith("--")


def test_a_check_that_breaks_is_a_fault_not_the_end() -> None:
    def broken() -> Finding:
        raise OSError("gone")

    assert doctor.look(broken).says == "this could not be looked at (OSError: gone)"


@pytest.mark.parametrize(
    ("found", "status", "last"), [(well("y"), 0, "All well."), (fault("x", "y"), 1, "1 to mend.")]
)
def test_it_fails_when_there_is_a_fault(
    found: Finding, status: int, last: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(doctor, "CHECKS", {"one": lambda: found, "two": lambda: note("z", "nothing to do")})
    monkeypatch.setattr("scripts.surroundings.enter", lambda: None)
    assert doctor.main() == status
    assert capsys.readouterr().out.splitlines()[-1] == last


def test_every_check_says_what_is_well_in_a_sentence() -> None:
    for name, check in doctor.CHECKS.items():
        assert re.match(r"[A-Z].*\.$", check.__doc__ or ""), name
