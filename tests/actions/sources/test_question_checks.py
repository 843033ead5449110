from __future__ import annotations

from pathlib import Path

import pytest

from actions.sources import question_checks
from actions.sources.question_checks import opening
from tests.actions.sources.units import DAY, changed, read

LA = " la"
DOUBT = ("  examples:", "  doubt: {vi: Chưa rõ., es: No consta., en: Not known.}\n  examples:")
LEAD = "vi: Không. CCCD còn hạn dùng được đến ngày in trên thẻ."
UNGROUNDED = ("[luat-thu#d46-k1]", "none_found")


def problems_of(tmp_path: Path, *changes: tuple[str, str]) -> list[str]:
    return read(tmp_path, changed(*changes))[1]


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ([("topic: renewal", "topic: weather")], "about.topic: weather is not a topic of data/vocabulary.yml"),
        ([("[cccd]", "[cccd, library_card]")], "about.documents: library_card is not a document"),
        ([("{topic", "{country: fr, topic")], "about.country: fr is not a country"),
        ([("    es: No. Su CCCD vale hasta la fecha impresa.\n", "")], "lead: missing in es"),
        ([(", en: You change it at 40.", "")], "lines.1: missing in en"),
        ([("  examples:", "  doubt: {vi: Chưa rõ.}\n  examples:")], "doubt: missing in es"),
        (
            [("  examples:", "  doubt: {vi: 'Có thể khác: x', es: Quizá., en: Maybe.}\n  examples:")],
            "doubt (vi): leave out 'Có thể khác:'",
        ),
        ([("  examples:", "  more: {vi: Thêm., en: More.}\n  examples:")], "more: missing in es"),
        ([("    es: [", "    fr: [")], "examples: missing in es"),
        ([("    es: [", "    fr: [")], "examples: fr is no language"),
        ([(", toca ya", "")], "examples: 5 in es, at least 6 are needed"),
        ([("toca ya", "Y si aún vale")], "examples: es: twice: y si aún vale"),
        ([(LEAD, f"vi: Không.{LA * 45}")], "lead: 46 syllables in vi, at most 45"),
        ([("No. Su CCCD vale hasta la fecha impresa.", f"No.{LA * 30}")], "lead: 31 words in es, at most 30"),
        ([("No. Your CCCD is good", f"No.{LA * 21} it is good")], "lead: 31 words in en, at most 30"),
        ([("  lines:\n", "  lines:\n" + "  - {label: note, vi: A, es: A, en: A}\n" * 4)], "lines: 5, at most 4"),
        ([("  examples:", "  computed: renewal\n  examples:")], "lead and computed: both are given"),
        ([("[luat-thu#d46-k1]", "[]")], "rests_on: empty"),
        ([("#d46-k1", "#d99")], "rests_on: luat-thu#d99 is no passage"),
        ([("luat-thu#d46-k1", "law/limit-9")], "rests_on: law/limit-9 is no passage"),
        ([UNGROUNDED, DOUBT], "looked_in: missing, and rests_on is none_found"),
        ([("[luat-thu#d46-k1]", "none_found\n  looked_in: the law")], "doubt: missing, and rests_on is none_found"),
        ([("#d46-k1]", "#d46-k1, none_found]"), DOUBT], "rests_on: none_found stands alone"),
        ([("  examples:", "  looked_in: the law\n  examples:")], "looked_in: only with rests_on: none_found"),
        ([("Không. CCCD còn", "CCCD còn")], "lead: must must open in vi with one of Không, Chưa, Có"),
        ([("No. Su", "Nosotros, su")], "lead: must must open in es with one of No, Sí, Depende de"),
        ([("No. Your", "It depends. Your")], "lead: must must open in en with one of No, Yes, It depends on"),
        ([("No. Your", "Yes. Your")], "lead: opens with no in vi, no in es, yes in en"),
        ([("#d46-k1", "#d46-k2"), ("đủ 40 tuổi", "đến tuổi")], "rests_on: all of it ended on 2024-12-31"),
    ],
)
def test_a_fault_is_named(tmp_path: Path, changes: list[tuple[str, str]], problem: str) -> None:
    problems = problems_of(tmp_path, *changes)
    assert any(line.startswith(f"a.yml: keep-valid-cccd: {problem}") for line in problems), problems


def test_a_unit_needs_a_lead_or_what_computes_it(tmp_path: Path) -> None:
    lead = changed().split("  lead:\n")[1].split("  lines:")[0]
    assert problems_of(tmp_path, ("  lead:\n" + lead, "")) == [
        "a.yml: keep-valid-cccd: lead or computed: neither is given"
    ]
    assert problems_of(tmp_path, ("  lead:\n" + lead, "  computed: renewal\n")) == []


def test_thirty_words_and_forty_five_syllables_are_not_too_long(tmp_path: Path) -> None:
    leads = [
        ("Không. CCCD còn hạn dùng được đến ngày in trên thẻ.", " ".join(["Không."] * 45)),
        ("No. Su CCCD vale hasta la fecha impresa.", " ".join(["No."] * 30)),
        ("No. Your CCCD is good until the date printed on it.", " ".join(["No."] * 30)),
    ]
    assert problems_of(tmp_path, *leads) == []


@pytest.mark.parametrize(
    ("lead", "language", "said"),
    [
        ("Không bắt buộc. Thẻ còn hạn.", "vi", "no"),
        ("Không phải. Số không đổi.", "vi", "no"),
        ("Chưa, phải đủ 14 tuổi.", "vi", "no"),
        ("Có. Mang theo thẻ cũ.", "vi", "yes"),
        ("Được, làm ở đâu cũng được.", "vi", "yes"),
        ("Phải. Từ 14 tuổi.", "vi", "yes"),
        ("Tùy ngày cấp.", "vi", "depends"),
        ("Theo luật thì có.", "vi", None),
        ("Sí, en cualquier comisaría.", "es", "yes"),
        ("Depende de la fecha.", "es", "depends"),
        ("Normalmente, no.", "es", None),
        ("Yes, anywhere.", "en", "yes"),
        ("It depends on the date.", "en", "depends"),
        ("Nothing to pay.", "en", None),
    ],
)
def test_what_a_lead_opens_with(lead: str, language: str, said: str | None) -> None:
    assert opening(lead, language) == said


def test_other_kinds_open_as_they_like(tmp_path: Path) -> None:
    assert problems_of(tmp_path, ("kind: must", "kind: until_when"), ("Không. CCCD", "CCCD")) == []


@pytest.mark.parametrize(
    ("old", "new", "figure"),
    [
        ("in trên thẻ.", "31/12/2031.", "lead: vi: “31/12/2031” (day 2031-12-31)"),
        ("fecha impresa", "31 de diciembre de 2031", "lead: es: “31 de diciembre de 2031” (day 2031-12-31)"),
        ("date printed on it", "31 December 2031", "lead: en: “31 December 2031” (day 2031-12-31)"),
        ("đủ 40 tuổi", "đủ 41 tuổi", "lines.1: vi: “41”"),
        ("change it at 40", "change it under Article 25(4)", "lines.1: en: “Article 25(4)” (article 25)"),
        ("Không. CCCD", "Không, mất 35.000 đồng. CCCD", "lead: vi: “35.000” (35000)"),
        ("  examples:", "  more: {vi: Gọi 113., es: Llame., en: Call.}\n  examples:", "more: vi: “113”"),
    ],
)
def test_a_figure_that_does_not_stand_in_the_ground_is_refused(
    tmp_path: Path, old: str, new: str, figure: str
) -> None:
    problems = problems_of(tmp_path, (old, new))
    assert f"a.yml: keep-valid-cccd: {figure} does not stand in what it rests on" in problems


@pytest.mark.parametrize(
    ("ground", "lead"),
    [
        ("luat-thu#d46-k1", "Không. Theo khoản 1 Điều 46 Luật 26/2023/QH15, có từ 1/7/2024."),
        ("luat-thu#d46-k1, luat-thu#d46-k2", "Không. Hết hạn ngày 31 tháng 12 năm 2024."),
        ("luat-thu#d46-k1, luat-thu#d46-k2", "Không. Từ 1/1/2025 không còn dùng."),
        ("luat-thu#d46-k1, luat-thu#d50", "Không. Gọi 113 hoặc 19000368."),
        ("luat-thu#d46-k1, law/limit-7", "Không. 7 ngày làm việc."),
        ("luat-thu#d46-k1, law/renewal-ages", "Không. Làm từ 38 tuổi thì dùng đến 60 tuổi."),
        ("luat-thu#d46-k1, law/fee-lost", "Không. Mất 70.000 đồng."),
        ("luat-thu#d46-k1, law/fee-lost, law/half-2026", "Không. Mất 35.000 đồng, đến hết 31/12/2026."),
    ],
)
def test_a_figure_of_the_ground_may_be_said(tmp_path: Path, ground: str, lead: str) -> None:
    assert problems_of(tmp_path, ("luat-thu#d46-k1", ground), (LEAD, f"vi: {lead}")) == []


def test_where_nothing_was_found_no_figure_stands(tmp_path: Path) -> None:
    problems = problems_of(tmp_path, ("[luat-thu#d46-k1]", "none_found\n  looked_in: the law"), DOUBT)
    assert [line.split(": ", 2)[2] for line in problems] == [
        f"lines.1: {language}: “40” does not stand in what it rests on" for language in ("vi", "es", "en")
    ]


def test_two_units_of_one_id_are_named_with_their_files(tmp_path: Path) -> None:
    _, problems = read(tmp_path, changed(), changed())
    assert problems == ["a.yml: keep-valid-cccd: 2 units have this id (a.yml, b.yml)"]


def test_a_neighbour_must_exist(tmp_path: Path) -> None:
    units, _ = read(tmp_path, changed(("  examples:", "  near: [keep-valid-cccd, lost-card]\n  examples:")))
    assert question_checks.check_together(units) == ["a.yml: keep-valid-cccd: near: there is no unit lost-card"]


def test_one_decided_unit_in_ten_may_depend(tmp_path: Path) -> None:
    depends = changed(
        ("Không. CCCD", "Tùy thẻ. CCCD"),
        ("No. Su", "Depende de la fecha. Su"),
        ("No. Your", "It depends on the date. Your"),
    )
    plain = [changed(("keep-valid-cccd", f"unit-{number}")) for number in range(9)]

    units, problems = read(tmp_path, depends, *plain)
    assert problems == []
    assert question_checks.check_together(units) == []
    (problem,) = question_checks.check_together(units[:9])
    assert problem.startswith("1 of 9 units of yes_no, must and may open with “it depends on”")


@pytest.mark.parametrize(
    ("changes", "warning"),
    [
        ([("#d46-k1]", "#d46-k1, luat-thu#d50]")], "no doubt, and it rests on luat-thu#d50 (medium)"),
        ([("  examples:", "  said_until: 2026-11-28\n  examples:")], "said_until: 2026-11-28 is over"),
        ([("  examples:", "  period: past\n  examples:")], "period: past, and all it rests on is in force"),
        ([("{topic", "{country: cn, topic")], "about.country is cn, and luat-thu#d46-k1 is of vn"),
    ],
)
def test_what_somebody_should_look_at_refuses_nothing(
    tmp_path: Path, changes: list[tuple[str, str]], warning: str
) -> None:
    units, problems = read(tmp_path, changed(*changes))
    assert problems == []
    assert question_checks.warnings(units, DAY) == [f"a.yml: keep-valid-cccd: {warning}"]


def test_a_doubt_answers_an_unsure_ground(tmp_path: Path) -> None:
    units, _ = read(tmp_path, changed(("#d46-k1]", "#d46-k1, luat-thu#d50]"), DOUBT))
    assert question_checks.warnings(units, DAY) == []


def test_an_example_of_two_units_is_pointed_out(tmp_path: Path) -> None:
    before, _ = changed(("keep-valid-cccd", "other")).split("  examples:\n")
    other = (
        before
        + """  examples:
    vi: [một, hai, ba, bốn, năm, sáu]
    es: [u, v, w, x, y, ¡Hay que RENOVAR!]
    en: [a, b, c, d, e, f]
"""
    )
    units, problems = read(tmp_path, changed(), other)
    assert problems == []
    assert question_checks.warnings(units, DAY) == [
        "a.yml: keep-valid-cccd: example “hay que renovar” is one of other as well"
    ]
