from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from actions.sources import cli, question_checks, questions
from actions.sources.questions import QuestionsError
from tests.actions.sources.units import DAY, LAW, changed, grounds, read, written

PAST = (
    ("[luat-thu#d46-k1]", "[luat-thu#d46-k2]"),
    ("  examples:", "  period: past\n  examples:"),
    ("{label: by_when, vi: Đổi khi đủ 40 tuổi., es: Se cambia a los 40 años., en: You change it at 40.}", ""),
    ("  lines:\n  - \n", ""),
)
NONE_FOUND = (
    ("[luat-thu#d46-k1]", "none_found\n  looked_in: the law and the decree"),
    ("  lines:", "  doubt: {vi: Chưa rõ., es: No consta., en: Not known.}\n  lines:"),
    ("đủ 40 tuổi", "đến tuổi"),
    ("los 40 años", "su edad"),
    ("at 40", "at your age"),
)


def test_a_unit_is_read_with_what_it_rests_on(tmp_path: Path) -> None:
    known = grounds(tmp_path)
    (unit,) = questions.load(written(tmp_path, changed()), known.library, known.law, DAY)

    assert (unit.id, unit.file, unit.kind) == ("keep-valid-cccd", "a.yml", "must")
    assert unit.about.country == "vn"
    assert unit.about.documents == ("cccd",)
    assert unit.about.age is not None
    assert [unit.about.age.covers(age) for age in (39, 40, 41)] == [False, True, False]
    assert unit.lead["es"] == "No. Su CCCD vale hasta la fecha impresa."
    assert unit.lines[0].say("en") == "You change it at 40."
    assert len(unit.examples["vi"]) == 6
    assert [(ground.ref, ground.first, ground.last) for ground in unit.grounds] == [
        ("luat-thu#d46-k1", date(2024, 7, 1), None)
    ]


def test_units_stand_in_the_order_of_their_files(tmp_path: Path) -> None:
    units, problems = read(tmp_path, changed(), changed(("keep-valid-cccd", "another")))
    assert problems == []
    assert [unit.id for unit in units] == ["keep-valid-cccd", "another"]


def test_all_that_is_wrong_is_told_at_once_with_file_and_unit(tmp_path: Path) -> None:
    known = grounds(tmp_path)
    folder = written(
        tmp_path,
        changed(("topic: renewal", "topic: weather"), ("kind: must", "kind: perhaps")),
        changed(("topic: renewal", "topic: weather")),
        "units: [",
        "questions: []",
        "units:\n- just words",
    )
    with pytest.raises(QuestionsError) as caught:
        questions.load(folder, known.library, known.law, DAY)
    for beginning in (
        "a.yml: keep-valid-cccd: kind: Input should be 'yes_no', 'must'",
        "b.yml: keep-valid-cccd: about.topic: weather is not a topic",
        "c.yml: while parsing",
        "d.yml: the file must hold one list, units",
        "e.yml: unit 1: ",
    ):
        assert any(problem.startswith(beginning) for problem in caught.value.problems), caught.value.problems


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("kind: must", "kind: must\n  mood: cross", "mood: Extra inputs"),
        ("topic: renewal", "topic: renewal, weather: [rain]", "about.weather: Extra inputs"),
        ("label: by_when", "label: whenever", "lines.0.label: Input should be 'where', 'bring'"),
        ("  examples:", "  computed: tax\n  examples:", "computed: Input should be 'fee', 'deadline'"),
        ("  examples:", "  period: future\n  examples:", "period: Input should be 'past'"),
        ("  examples:", "  said_until: soon\n  examples:", "said_until: Input should be a valid date"),
        ("id: keep-valid-cccd", "id: Giữ thẻ", "id: String should match pattern"),
        ("{from: 40, to: 40}", "{from: 60, to: 40}", "about.age: from is after to"),
        ("{from: 40, to: 40}", "{}", "about.age: an age needs from or to"),
    ],
)
def test_a_field_or_a_value_that_the_format_does_not_know_is_refused(
    tmp_path: Path, old: str, new: str, problem: str
) -> None:
    _, problems = read(tmp_path, changed((old, new)))
    assert any(problem in line for line in problems), problems


@pytest.mark.parametrize(
    ("day", "holds"),
    [(date(2024, 6, 30), False), (date(2024, 7, 1), True), (date(2024, 12, 31), True), (date(2025, 1, 1), False)],
)
def test_a_unit_holds_while_its_ground_is_in_force(tmp_path: Path, day: date, holds: bool) -> None:
    (unit,), problems = read(tmp_path, changed(*PAST))
    assert problems == []
    assert unit.holds_on(day) is holds
    assert unit.last == date(2024, 12, 31)
    assert unit.fits_on(day)  # it tells the past as the past


def test_a_unit_holds_as_long_as_any_of_its_grounds(tmp_path: Path) -> None:
    (unit,), _ = read(tmp_path, changed(("[luat-thu#d46-k1]", "[luat-thu#d46-k2, luat-thu#d46-k1]")))
    assert unit.last is None
    assert unit.holds_on(DAY)


def test_a_unit_for_which_nothing_was_found_holds_on_every_day(tmp_path: Path) -> None:
    (unit,), problems = read(tmp_path, changed(*NONE_FOUND))
    assert problems == []
    assert not unit.grounded
    assert unit.holds_on(date(1999, 1, 1))


def test_words_fit_until_their_day(tmp_path: Path) -> None:
    (unit,), _ = read(tmp_path, changed(("  examples:", "  said_until: 2026-12-31\n  examples:")))
    assert unit.fits_on(date(2026, 12, 31))
    assert not unit.fits_on(date(2027, 1, 1))
    assert unit.holds_on(date(2027, 1, 1))


def test_units_that_end_soon_are_listed(tmp_path: Path) -> None:
    units, problems = read(
        tmp_path,
        changed(("[luat-thu#d46-k1]", "[luat-thu#d46-k1, law/half-2026]"), ("keep-valid", "open")),
        changed(("[luat-thu#d46-k1]", "[law/half-2026]"), ("keep-valid", "ends"), (", age: {from: 40, to: 40}", "")),
        changed(("  examples:", "  said_until: 2026-12-31\n  examples:"), ("keep-valid", "said")),
        changed(*PAST),
    )
    assert [unit.id for unit in question_checks.ending(units, DAY)] == ["ends-cccd", "said-cccd"]
    assert question_checks.ending(units, date(2026, 11, 1)) != []  # 60 days before
    assert question_checks.ending(units, date(2026, 10, 31)) == []
    assert len(problems) == 3  # the ground of ends-cccd knows no 40 years


def test_the_command_counts_and_fails_when_a_unit_is_refused(tmp_path: Path) -> None:
    good = changed(*NONE_FOUND)
    checked = CliRunner().invoke(cli.app, ["questions", "--folder", str(written(tmp_path, good))])
    assert checked.exit_code == 0, checked.output
    assert "topic: renewal 1\nkind: must 1\nexamples: vi 6, es 6, en 6\n1 units in 1 files, 0 wrong" in checked.output

    spoilt = good.replace("No. Your CCCD", "Maybe. Your CCCD")
    checked = CliRunner().invoke(cli.app, ["questions", "--folder", str(written(tmp_path, spoilt))])
    assert checked.exit_code == 1
    assert "wrong: a.yml: keep-valid-cccd: lead: must must open in en" in checked.output


def test_the_command_checks_one_file_and_knows_the_ids_beside_it(tmp_path: Path) -> None:
    near = changed(*NONE_FOUND, ("  examples:", "  near: [late-cccd, lost-cccd]\n  examples:"))
    folder = written(
        tmp_path, near, changed(("kind: must", "kind: perhaps"), ("- id: keep", "- id: late-cccd\n- id: keep"))
    )
    checked = CliRunner().invoke(cli.app, ["questions", "--file", str(folder / "a.yml")])
    assert checked.exit_code == 0, checked.output
    assert "look at: a.yml: keep-valid-cccd: b.yml has this id as well" in checked.output
    assert "there is no unit lost-cccd yet" in checked.output
    assert "late-cccd" not in checked.output


def test_a_row_of_the_law_is_a_ground(tmp_path: Path) -> None:
    text = changed(("[luat-thu#d46-k1]", "[luat-thu#d46-k1, law/limit-7]"))
    (unit,), problems = read(tmp_path, text)
    assert problems == []
    assert unit.grounds[1].ref == "law/limit-7"
    assert LAW.by_id["limit-7"].valid_from == unit.grounds[1].first
