from __future__ import annotations

from datetime import date, timedelta
from typing import get_args

import pytest

from actions.law import checklists, deadlines, explanation, fees, loading, renewals
from actions.law.explanation_words import LEFT_OUT
from actions.law.selection import Why

TODAY = date(2026, 11, 22)


def why(working: explanation.Working) -> dict[str, str]:
    return {row.row: row.why for row in working.left_out}


class TestFee:
    CASE = fees.FeeCase(document="can_cuoc", reason="lost", day=TODAY)

    def test_the_result_is_that_of_the_computation(self) -> None:
        assert explanation.of_fee(self.CASE)[0] == fees.fee(self.CASE)

    def test_the_rows_taken_are_those_of_the_result(self) -> None:
        fee, working = explanation.of_fee(self.CASE)

        assert tuple(row.row for row in working.taken) == fee.rows
        assert working.taken[0].kind == "fee_lines"
        assert working.taken[0].basis == ("tt-73-2024-btc#d4-k1-c",)

    def test_each_row_left_out_says_why(self) -> None:
        left = why(explanation.of_fee(self.CASE)[1])

        assert left["tcc-reissue-2024h2"] == "day"
        assert left["tcc-exchange"] == "reason"
        assert left["exempt-2025-elderly"] == "person"
        assert left["digital-waiver-exchange"] == "procedure"
        assert left["tcc-2027"] == "day"

    def test_an_age_that_is_known_is_the_reason(self) -> None:
        left = why(explanation.of_fee(self.CASE.model_copy(update={"age": 30}))[1])

        assert left["exempt-2025-elderly"] == "age"

    def test_no_row_is_both_taken_and_left_out(self) -> None:
        for document in loading.load().cards:
            for found in fees.fee_table(document, TODAY):
                case = fees.FeeCase(document=document, procedure=found.procedure, reason=found.reason, day=TODAY)
                _, working = explanation.of_fee(case)
                assert not {row.row for row in working.taken} & set(why(working))

    def test_a_cut_is_a_sum(self) -> None:
        sums = explanation.of_fee(self.CASE)[1].sums

        assert [(one.channel, one.base, one.percent, one.cut, one.paid) for one in sums] == [
            ("in_person", 70000, 50, "half-2025h2-2026", 35000),
            ("online", 70000, 50, "half-2025h2-2026", 35000),
        ]

    def test_who_is_exempt_pays_nothing_of_the_base(self) -> None:
        _, working = explanation.of_fee(self.CASE.model_copy(update={"age": 70}))

        assert {(one.percent, one.cut, one.paid) for one in working.sums} == {(0, "exempt-2025-elderly", 0)}
        assert why(working)["half-2025h2-2026"] == "free_anyway"

    def test_every_sum_comes_out(self) -> None:
        for day in (date(2018, 5, 1), date(2022, 1, 10), date(2025, 3, 1), TODAY, date(2027, 2, 1)):
            for document in ("cccd", "can_cuoc"):
                if day < loading.load().document(document).first:
                    continue
                for found in fees.fee_table(document, day):
                    for one in explanation.sums(found, loading.load()):
                        assert one.base * one.percent // 100 == one.paid, (found.rows, one)


class TestDeadline:
    def worked(self, document: str, received: date, **known: str) -> tuple[deadlines.Deadline, explanation.Working]:
        return explanation.of_deadline(deadlines.DeadlineCase(document=document, received=received, **known))

    def test_each_day_is_counted_or_skipped_with_its_notice(self) -> None:
        deadline, working = self.worked("can_cuoc", date(2026, 11, 19), procedure="reissue")

        assert [(day.day.day, day.number) for day in working.days] == [
            (19, None),
            (20, 1),
            (21, None),
            (22, None),
            (23, 2),
            (24, None),
            (25, 3),
            (26, 4),
            (27, 5),
            (28, None),
            (29, None),
            (30, 6),
            (1, 7),
        ]
        assert {day.notice for day in working.days} == {"notice-vn-2026"}
        assert working.days[5].said.en == "Vietnamese Culture Day"
        assert working.days[-1].day == deadline.last_day

    def test_a_year_without_a_notice_says_so(self) -> None:
        _, working = self.worked("cn_id", date(2026, 12, 20), procedure="first")

        assert next(day.notice for day in working.days if day.day.year == 2027) in {
            row.id for row in loading.load().without_notice
        }

    def test_calendar_days_run_through_and_the_end_moves(self) -> None:
        # 60 days after 3 August 2026 is 2 October, within China's National Day week.
        deadline, working = self.worked("cn_id", date(2026, 8, 3), procedure="exchange")
        after = [day for day in working.days if day.day > date(2026, 8, 3) + timedelta(days=deadline.limit.days)]

        assert max(day.number or 0 for day in working.days) == deadline.limit.days
        assert after
        assert all(day.number is None for day in after)
        assert after[-1].day == deadline.last_day
        assert "moves here" in after[-1].said.en

    def test_the_skipped_days_are_those_of_the_deadline(self) -> None:
        deadline, working = self.worked("can_cuoc", date(2027, 2, 1), procedure="reissue")
        off = {day.day for day in working.days[1:] if day.number is None}

        assert off == {day.day for day in deadline.skipped}

    def test_the_tariff_is_no_part_of_it(self) -> None:
        _, working = self.worked("can_cuoc", date(2026, 11, 19), reason="lost")

        assert {row.kind for row in working.left_out} == {"time_limits"}
        assert why(working)["limit-number-2024"] == "procedure"


class TestRenewal:
    def test_the_ages_are_told(self) -> None:
        case = renewals.RenewalCase(document="cccd", birth_date=date(1990, 5, 20), issue_year=2021, day=TODAY)
        renewal, working = explanation.of_renewal(case)

        assert [(age.age, age.passed) for age in working.ages] == [(25, True), (40, False), (60, False)]
        assert next(age.birthday for age in working.ages if not age.passed) == renewal.next_date
        assert why(working)["grace-2024"] == "expiry"

    def test_the_rule_is_that_of_the_day_of_issue(self) -> None:
        case = renewals.RenewalCase(
            document="can_cuoc", birth_date=date(2020, 5, 20), issue_date=date(2025, 6, 1), day=TODAY
        )
        _, working = explanation.of_renewal(case)

        assert working.ages[0].age == 14


class TestChecklist:
    CASE = checklists.ChecklistCase(document="cccd", reason="lost", day=TODAY)

    def test_it_holds_the_working_of_route_papers_place_fee_and_limit(self) -> None:
        checklist, working = explanation.of_checklist(self.CASE)
        left = why(working)

        assert tuple(row.row for row in working.taken) == checklist.rows
        assert left["route-cccd-2016-lost"] == "day"
        assert left["representation"] == "person"
        assert left["place-2025-07"] == "day"
        assert left["limit-cccd-other"] == "day"
        assert working.sums

    def test_a_route_for_all_ages_gives_way_to_one_for_some(self) -> None:
        case = checklists.ChecklistCase(document="can_cuoc", reason="admin_unit", age=4, day=TODAY)
        checklist, working = explanation.of_checklist(case)

        assert "special" in why(working).values()
        assert checklist.rows[0] not in why(working)


@pytest.mark.parametrize("code", get_args(Why))
def test_every_reason_has_its_words(code: Why) -> None:
    assert all(LEFT_OUT[code].say(language) for language in ("vi", "es", "en"))
