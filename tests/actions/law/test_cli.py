from __future__ import annotations

import json
from pathlib import Path

import pytest

from actions.law.cli import OVERDUE, WRONG_CASE, main
from tests.actions.sources.units import changed, written

FEE = ["fee", "--document", "can_cuoc", "--reason", "lost", "--day", "2026-11-22"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (FEE, "35.000 đồng"),
        ([*FEE, "--language", "es"], "35.000 dongs"),
        ([*FEE, "--language", "en", "--person", "disabled"], "People with disabilities"),
        (["fee", "--document", "can_cuoc", "--day", "2026-11-22"], "25.000 đồng"),
        (["fee", "--document", "cmnd", "--reason", "lost", "--day", "2018-01-01"], "do từng tỉnh quyết định"),
        (["deadline", "--document", "can_cuoc", "--procedure", "reissue", "--received", "2026-11-19"], "1 tháng 12"),
        (["deadline", "--document", "cn_id", "--procedure", "first", "--received", "2026-06-01"], "30 ngày"),
        (["renewal", "--document", "cccd", "--birth", "1990-05-20", "--issue-year", "2021"], "20 tháng 5 năm 2030"),
        (["renewal", "--document", "cccd", "--birth", "1962-10-10", "--issued", "2021-03-15"], "không phải đổi nữa"),
        (["checklist", "--document", "cccd", "--reason", "lost", "--language", "en"], "form CC01"),
        (["checklist", "--document", "can_cuoc", "--reason", "lost", "--expired", "--day", "2026-11-22"], "0 đồng"),
    ],
)
def test_commands_answer(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 0
    assert said in capsys.readouterr().out


def test_an_amount_that_each_province_sets_is_said_once(capsys: pytest.CaptureFixture[str]) -> None:
    asked = ["fee", "--document", "cmnd", "--reason", "lost", "--day", "2019-12-18", "--language", "en"]
    assert main(asked) == 0
    told = capsys.readouterr().out
    assert told.count("set by each province") == 1
    assert "online" not in told


@pytest.mark.parametrize(
    ("arguments", "field"),
    [
        (FEE, "in_person"),
        (["deadline", "--document", "can_cuoc", "--procedure", "reissue", "--received", "2026-11-19"], "last_day"),
        (["renewal", "--document", "cccd", "--birth", "1990-05-20", "--issue-year", "2021"], "next_date"),
        (["checklist", "--document", "cccd", "--reason", "lost"], "papers"),
    ],
)
def test_commands_give_the_whole_result_as_json(
    arguments: list[str], field: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*arguments, "--json"]) == 0
    result = json.loads(capsys.readouterr().out)
    assert field in result
    assert result["rows"]
    assert result["basis"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (FEE, "70.000 đồng × 50 % (half-2025h2-2026) = 35.000 đồng"),
        (FEE, "tcc-exchange: dành cho lý do khác"),
        (
            ["deadline", "--document", "can_cuoc", "--procedure", "reissue", "--received", "2026-11-19"],
            "7. Thứ Ba, ngày 1 tháng 12 năm 2026: ngày được tính (notice-vn-2026)",
        ),
        (
            ["renewal", "--document", "cccd", "--birth", "1990-05-20", "--issue-year", "2021", "--language", "en"],
            "25 years old: 20 May 2015, passed when the card was issued",
        ),
        (["checklist", "--document", "cccd", "--reason", "lost"], "route-cccd-2016-lost"),
    ],
)
def test_explain_adds_the_working(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == 0
    assert said not in capsys.readouterr().out
    assert main([*arguments, "--explain"]) == 0
    assert said in capsys.readouterr().out


def test_explain_as_json_is_the_trace(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([*FEE, "--json", "--explain"]) == 0
    trace = json.loads(capsys.readouterr().out)["trace"]
    assert trace["kind"] == "fee"
    assert {"row", "why", "said"} <= set(trace["left_out"][0])


def test_table_of_the_day_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["fee", "--document", "can_cuoc", "--day", "2026-11-22", "--json"]) == 0
    assert len(json.loads(capsys.readouterr().out)) == 7


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ["fee", "--document", "can_cuoc", "--reason", "lost", "--day", "2022-03-01", "--language", "es"],
            "No hay datos",
        ),
        (["fee", "--document", "cccd", "--reason", "lost", "--day", "2022-02-30"], "không có thật"),
        (["deadline", "--document", "cccd", "--procedure", "reissue", "--received", "2023-07-03"], "khu vực"),
        (
            ["renewal", "--document", "cccd", "--birth", "1962-10-10", "--issue-year", "2020", "--day", "2021-05-05"],
            "2020",
        ),
    ],
)
def test_wrong_case_is_told_kindly(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(arguments) == WRONG_CASE
    assert said in capsys.readouterr().err


def test_check_fails_when_a_review_day_has_passed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--day", "2026-11-22"]) == 0
    assert main(["check", "--day", "2027-01-01"]) == OVERDUE
    assert "half-2025h2-2026: review was due on 2026-12-31" in capsys.readouterr().out


def test_check_lists_what_waits_and_does_not_fail_for_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--day", "2026-11-29"]) == 0
    said = capsys.readouterr().out
    assert "waits from 2027-01-01: tcc-2027: From 1 January 2027 the full amount returns" in said
    assert "waits from 2027-03-01: digital-waiver: This cut (waiver) ends on 2027-02-28" in said
    assert "country cn, year 2027" in said


def test_check_lists_the_units_that_end_within_sixty_days(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ends = changed(("luat-thu#d46-k1", "law/half-2025h2-2026"), ("keep-valid-cccd", "half-the-fee"))
    said = changed(("luat-thu#d46-k1", "law/doc-cccd"), ("  examples:", "  said_until: 2027-01-15\n  examples:"))
    folder = written(tmp_path, ends, said)

    assert main(["check", "--day", "2026-11-29", "--units", str(folder)]) == 0
    assert [line for line in capsys.readouterr().out.splitlines()[1:] if not line.startswith("waits")] == [
        "a.yml: half-the-fee: its ground ends on 2026-12-31",
        "b.yml: keep-valid-cccd: its words fit until 2027-01-15",
    ]
    assert main(["check", "--day", "2026-11-01", "--units", str(folder)]) == 0
    assert "keep-valid-cccd" not in capsys.readouterr().out


def test_report_is_one_page_with_every_text(tmp_path: Path) -> None:
    out = tmp_path / "timeline.html"

    assert main(["report", "--out", str(out)]) == 0
    page = out.read_text(encoding="utf-8")
    for text in ("64/2025/TT-BTC", "117/2026/TT-BTC", "59/2014/QH13", "170/2007/NĐ-CP", "发改价格[2003]2322号"):
        assert text in page
    assert page.count("<svg") == 8
    assert "http" not in page


def test_report_in_docs_is_up_to_date(tmp_path: Path) -> None:
    out = tmp_path / "timeline.html"
    main(["report", "--out", str(out)])

    kept = Path(__file__).parents[3] / "docs" / "law-timeline.html"
    assert kept.read_text(encoding="utf-8") == out.read_text(encoding="utf-8"), "run: make law-report"
