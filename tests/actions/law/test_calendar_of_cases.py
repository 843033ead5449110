"""A calendar of cases: what was due on which day, each by the text that says so."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from actions.law.deadlines import DeadlineCase, deadline
from actions.law.fees import FeeCase, fee
from actions.law.renewals import RenewalCase, renewal

# Day, card, procedure, reason, paid in person, paid online, the text. None online: it cannot be filed so.
FEES = [
    # CMND, by province
    ("2006-03-01", "cmnd", "reissue", "lost", None, None, "nd-05-1999"),
    ("2016-12-31", "cmnd", "exchange", "damaged", None, None, "nd-05-1999"),
    ("2018-05-10", "cmnd", "reissue", "lost", None, None, "tt-250-2016-btc"),
    ("2019-12-18", "cmnd", "number_confirmation", None, 0, None, "thu-tuc-cmnd-2019"),
    # CCCD, 2016
    ("2016-01-01", "cccd", "first", "first_card", 0, 0, "tt-170-2015-btc"),
    ("2016-06-15", "cmnd", "conversion", None, 0, 0, "tt-170-2015-btc"),
    ("2016-06-15", "cccd", "exchange", "damaged", 50_000, 50_000, "tt-170-2015-btc"),
    ("2016-12-31", "cccd", "reissue", "lost", 70_000, 70_000, "tt-170-2015-btc"),
    # CCCD, 1 January to 9 February 2017
    ("2017-01-01", "cccd", "first", "first_card", 30_000, 30_000, "tt-256-2016-btc"),
    ("2017-01-15", "cccd", "exchange", "age", 30_000, 30_000, "tt-256-2016-btc"),
    ("2017-02-09", "cmnd", "conversion", None, 30_000, 30_000, "tt-256-2016-btc"),
    ("2017-02-09", "cccd", "reissue", "lost", 70_000, 70_000, "tt-256-2016-btc"),
    # CCCD, 10 February 2017 to 15 October 2019
    ("2017-02-10", "cccd", "first", "first_card", 0, 0, "tt-331-2016-btc"),
    ("2017-02-10", "cccd", "exchange", "age", 0, 0, "tt-331-2016-btc"),
    ("2018-08-20", "cmnd", "conversion", None, 30_000, 30_000, "tt-256-2016-btc"),
    ("2018-08-20", "cccd", "exchange", "name_change", 50_000, 50_000, "tt-256-2016-btc"),
    ("2018-08-20", "cccd", "exchange", "error_agency", 0, 0, "tt-331-2016-btc"),
    ("2019-10-15", "cccd", "reissue", "nationality_regained", 70_000, 70_000, "tt-256-2016-btc"),
    # CCCD, Circular 59/2019 and its halved periods
    ("2019-10-16", "cccd", "reissue", "lost", 70_000, 70_000, "tt-59-2019-btc"),
    ("2020-12-31", "cccd", "exchange", "appearance", 50_000, 50_000, "tt-59-2019-btc"),
    ("2021-01-01", "cccd", "exchange", "appearance", 25_000, 25_000, "tt-112-2020-btc"),
    ("2021-06-30", "cmnd", "conversion", None, 15_000, 15_000, "tt-112-2020-btc"),
    ("2021-07-01", "cccd", "reissue", "lost", 35_000, 35_000, "tt-47-2021-btc"),
    ("2021-12-31", "cccd", "reissue", "lost", 35_000, 35_000, "tt-47-2021-btc"),
    ("2022-01-01", "cccd", "exchange", "damaged", 25_000, 25_000, "tt-120-2021-btc"),
    ("2022-03-15", "cccd", "reissue", "lost", 35_000, 35_000, "tt-120-2021-btc"),
    ("2022-03-15", "cmnd", "conversion", None, 15_000, 15_000, "tt-120-2021-btc"),
    ("2022-06-30", "cccd", "reissue", "lost", 35_000, 35_000, "tt-120-2021-btc"),
    ("2022-07-01", "cccd", "reissue", "lost", 70_000, 70_000, "tt-59-2019-btc"),
    ("2022-08-15", "cccd", "reissue", "lost", 70_000, 70_000, "tt-59-2019-btc"),
    ("2022-08-15", "cccd", "first", "first_card", 0, 0, "tt-59-2019-btc"),
    ("2022-08-15", "cccd", "exchange", "age", 0, 0, "tt-59-2019-btc"),
    ("2023-06-30", "cccd", "exchange", "damaged", 50_000, 50_000, "tt-59-2019-btc"),
    ("2023-07-01", "cccd", "exchange", "damaged", 25_000, 25_000, "tt-44-2023-btc"),
    ("2023-10-02", "cccd", "reissue", "lost", 35_000, 35_000, "tt-44-2023-btc"),
    ("2023-12-31", "cmnd", "conversion", None, 15_000, 15_000, "tt-44-2023-btc"),
    ("2024-01-01", "cccd", "reissue", "lost", 70_000, 70_000, "tt-59-2019-btc"),
    ("2024-03-20", "cccd", "reissue", "lost", 70_000, 70_000, "tt-59-2019-btc"),
    ("2024-06-30", "cmnd", "conversion", None, 30_000, 30_000, "tt-59-2019-btc"),
    # Thẻ căn cước on the old tariff
    ("2024-07-01", "can_cuoc", "first", "first_card", 0, 0, "luat-26-2023-qh15"),
    ("2024-08-01", "can_cuoc", "reissue", "lost", 35_000, 35_000, "tt-43-2024-btc"),
    ("2024-10-20", "can_cuoc", "exchange", "damaged", 25_000, 25_000, "tt-43-2024-btc"),
    ("2024-10-20", "cccd", "conversion", "request", 15_000, 15_000, "tt-43-2024-btc"),
    # Circular 73/2024: a damaged card is a reissue
    ("2024-10-21", "can_cuoc", "reissue", "damaged", 35_000, 35_000, "tt-73-2024-btc"),
    ("2024-12-31", "can_cuoc", "exchange", "name_change", 25_000, 25_000, "tt-73-2024-btc"),
    ("2025-01-01", "can_cuoc", "exchange", "name_change", 50_000, 25_000, "tt-73-2024-btc"),
    ("2025-03-10", "can_cuoc", "reissue", "lost", 70_000, 35_000, "tt-73-2024-btc"),
    ("2025-06-30", "cccd", "conversion", "request", 30_000, 15_000, "tt-73-2024-btc"),
    ("2025-07-01", "can_cuoc", "reissue", "lost", 35_000, 35_000, "tt-64-2025-btc"),
    ("2025-12-31", "can_cuoc", "reissue", "damaged", 35_000, 35_000, "tt-64-2025-btc"),
    ("2026-01-01", "can_cuoc", "reissue", "lost", 35_000, 35_000, "tt-64-2025-btc"),
    ("2026-04-01", "can_cuoc", "exchange", "error_citizen", 25_000, 25_000, "tt-64-2025-btc"),
    ("2026-04-01", "can_cuoc", "exchange", "error_agency", 0, 0, "luat-26-2023-qh15"),
    ("2026-04-01", "can_cuoc", "exchange", "admin_unit", 0, 0, "luat-26-2023-qh15"),
    ("2026-04-01", "can_cuoc", "exchange", "age", 0, 0, "luat-26-2023-qh15"),
    ("2026-11-22", "can_cuoc", "reissue", "lost", 35_000, 35_000, "tt-64-2025-btc"),
    ("2026-11-22", "cccd", "conversion", "request", 15_000, 15_000, "tt-64-2025-btc"),
    ("2026-11-22", "cccd", "reissue", "lost", 35_000, None, "tt-64-2025-btc"),
    ("2026-11-22", "cmnd", "conversion", "lost", 15_000, None, "tt-64-2025-btc"),
    ("2026-11-22", "gcn_can_cuoc", "reissue", "lost", 0, 0, "luat-26-2023-qh15"),
    ("2026-11-22", "gcn_can_cuoc", "exchange", "request", 0, 0, "luat-26-2023-qh15"),
    # A personal number set anew: an exchange, not among the free ones
    ("2024-08-01", "can_cuoc", "exchange", "new_number", 25_000, 25_000, "tt-43-2024-btc"),
    ("2025-03-10", "can_cuoc", "exchange", "new_number", 50_000, 25_000, "tt-73-2024-btc"),
    ("2026-11-22", "can_cuoc", "exchange", "new_number", 25_000, 25_000, "tt-64-2025-btc"),
    # A CCCD with changed data: the higher reading of an open question (the lower, 15,000, is told beside it)
    ("2026-11-22", "cccd", "conversion", "new_number", 25_000, 25_000, "tt-64-2025-btc"),
    ("2026-12-31", "can_cuoc", "exchange", "request", 25_000, 25_000, "tt-64-2025-btc"),
    ("2027-01-01", "can_cuoc", "reissue", "lost", 70_000, 70_000, "tt-73-2024-btc"),
    ("2027-03-01", "can_cuoc", "reissue", "lost", 70_000, 70_000, "tt-73-2024-btc"),
    ("2027-03-01", "can_cuoc", "first", "first_card", 0, 0, "luat-26-2023-qh15"),
    # Confirmation of the old number
    ("2022-05-05", "cccd", "number_confirmation", None, 0, 0, "tt-59-2021-bca"),
    ("2025-05-05", "can_cuoc", "number_confirmation", None, 0, 0, "nd-70-2024"),
    # China, in yuan
    ("2010-01-04", "cn_id", "first", "first_card", 20, None, "cn-fee-2322-2003"),
    ("2018-04-01", "cn_id", "first", "first_card", 0, None, "cn-caishui-37-2018"),
    ("2026-06-01", "cn_id", "exchange", "expired", 20, 20, "cn-fee-2322-2003"),
    ("2026-06-01", "cn_id", "reissue", "lost", 40, 40, "cn-fee-2322-2003"),
    ("2026-06-01", "cn_temp", "temporary", "lost", 10, None, "cn-fee-2322-2003"),
]

# Day, card, procedure, reason, who or where, paid in person, the text.
SPECIAL_FEES = [
    ("2017-01-20", "cccd", "reissue", "lost", {"persons": ("border",)}, 35_000, "tt-256-2016-btc"),
    ("2017-01-20", "cccd", "first", "first_card", {"area": "remote"}, 15_000, "tt-256-2016-btc"),
    ("2017-01-20", "cccd", "reissue", "lost", {"persons": ("poor",)}, 70_000, "tt-256-2016-btc"),
    ("2018-01-20", "cccd", "reissue", "lost", {"persons": ("poor",)}, 0, "tt-331-2016-btc"),
    ("2018-05-10", "cmnd", "reissue", "lost", {"province": "Đà Nẵng", "area": "ward"}, 8_000, "nq-55-2016-da-nang"),
    (
        "2018-05-10",
        "cmnd",
        "exchange",
        "damaged",
        {"province": "da nang", "area": "commune"},
        4_000,
        "nq-55-2016-da-nang",
    ),
    ("2022-08-15", "cccd", "reissue", "lost", {"persons": ("merit",)}, 0, "tt-59-2019-btc"),
    ("2022-08-15", "cccd", "exchange", "admin_unit", {}, 0, "tt-59-2019-btc"),
    ("2022-08-15", "cccd", "reissue", "lost", {"persons": ("orphan",), "age": 17}, 0, "tt-59-2019-btc"),
    ("2022-08-15", "cccd", "reissue", "lost", {"persons": ("disabled",)}, 70_000, "tt-59-2019-btc"),
    ("2022-08-15", "cccd", "reissue", "lost", {"age": 70}, 70_000, "tt-59-2019-btc"),
    ("2024-11-11", "can_cuoc", "reissue", "lost", {"age": 59}, 35_000, "tt-73-2024-btc"),
    ("2024-11-11", "can_cuoc", "reissue", "lost", {"age": 60}, 0, "tt-73-2024-btc"),
    ("2025-03-10", "can_cuoc", "reissue", "lost", {"persons": ("disabled",)}, 0, "tt-73-2024-btc"),
    ("2026-11-22", "can_cuoc", "reissue", "lost", {"age": 15}, 0, "tt-71-2025-btc"),
    ("2026-11-22", "can_cuoc", "reissue", "lost", {"age": 16}, 35_000, "tt-64-2025-btc"),
    ("2026-11-22", "cccd", "reissue", "lost", {"persons": ("poor",)}, 0, "tt-71-2025-btc"),
    ("2026-11-22", "can_cuoc", "exchange", "name_change", {"persons": ("island",)}, 0, "tt-71-2025-btc"),
    ("2026-11-22", "can_cuoc", "reissue", "damaged", {"persons": ("orphan",), "age": 17}, 35_000, "tt-64-2025-btc"),
]

# Complete file, card, procedure, area, channel, limit, last day, the text.
DEADLINES = [
    # CMND: calendar days until 10 December 2007
    ("1999-05-03", "cmnd", "first", "city", None, "15 calendar", "1999-05-18", "tt-04-1999-bca"),
    ("2004-11-01", "cmnd", "reissue", "other", None, "30 calendar", "2004-12-01", "tt-04-1999-bca"),
    ("2007-11-24", "cmnd", "exchange", "city", None, "15 calendar", "2007-12-10", "tt-04-1999-bca"),
    ("2007-12-11", "cmnd", "exchange", "city", None, "7 working", "2007-12-20", "nd-170-2007"),
    ("2007-12-11", "cmnd", "reissue", "other", None, "15 working", "2008-01-02", "nd-170-2007"),
    ("2015-03-02", "cmnd", "exchange", "remote", None, "20 working", "2015-03-30", "nd-170-2007"),
    ("2019-12-02", "cmnd", "reissue", "city", None, "15 working", "2019-12-23", "nd-170-2007"),
    # CCCD, Law of 2014
    ("2022-01-24", "cccd", "first", "city", None, "7 working", "2022-02-09", "luat-59-2014-qh13"),
    ("2022-04-08", "cccd", "exchange", "city", None, "7 working", "2022-04-20", "luat-59-2014-qh13"),
    ("2022-04-28", "cccd", "exchange", "other", None, "15 working", "2022-05-23", "luat-59-2014-qh13"),
    ("2022-08-29", "cccd", "reissue", "remote", None, "20 working", "2022-09-28", "luat-59-2014-qh13"),
    ("2023-01-16", "cccd", "reissue", "city", None, "15 working", "2023-02-13", "luat-59-2014-qh13"),
    ("2023-07-03", "cccd", "reissue", "city", None, "15 working", "2023-07-24", "luat-59-2014-qh13"),
    ("2023-07-03", "cccd", "reissue", "remote", None, "20 working", "2023-07-31", "luat-59-2014-qh13"),
    ("2023-07-03", "cccd", "reissue", "other", None, "15 working", "2023-07-24", "luat-59-2014-qh13"),
    ("2023-07-03", "cmnd", "conversion", "city", None, "7 working", "2023-07-12", "luat-59-2014-qh13"),
    ("2023-08-31", "cccd", "exchange", "city", None, "7 working", "2023-09-13", "luat-59-2014-qh13"),
    ("2024-02-05", "cccd", "exchange", "city", None, "7 working", "2024-02-21", "luat-59-2014-qh13"),
    ("2024-04-26", "cccd", "exchange", "city", None, "7 working", "2024-05-09", "luat-59-2014-qh13"),
    # Thẻ căn cước, Law of 2023: 7 working days everywhere
    ("2024-07-01", "can_cuoc", "first", None, None, "7 working", "2024-07-10", "luat-26-2023-qh15"),
    ("2024-08-28", "can_cuoc", "reissue", "remote", None, "7 working", "2024-09-10", "luat-26-2023-qh15"),
    ("2025-01-22", "can_cuoc", "exchange", None, None, "7 working", "2025-02-07", "luat-26-2023-qh15"),
    ("2025-04-22", "can_cuoc", "exchange", None, None, "7 working", "2025-05-05", "luat-26-2023-qh15"),
    ("2025-08-29", "cccd", "conversion", None, None, "7 working", "2025-09-11", "luat-26-2023-qh15"),
    ("2026-01-05", "can_cuoc", "reissue", None, None, "7 working", "2026-01-13", "luat-26-2023-qh15"),
    ("2026-02-12", "can_cuoc", "reissue", None, None, "7 working", "2026-03-02", "luat-26-2023-qh15"),
    ("2026-04-24", "can_cuoc", "reissue", None, None, "7 working", "2026-05-08", "luat-26-2023-qh15"),
    ("2026-08-20", "can_cuoc", "reissue", None, None, "7 working", "2026-08-28", "luat-26-2023-qh15"),
    ("2026-08-27", "can_cuoc", "reissue", None, None, "7 working", "2026-09-10", "luat-26-2023-qh15"),
    ("2026-11-19", "can_cuoc", "reissue", None, None, "7 working", "2026-12-01", "luat-26-2023-qh15"),
    ("2026-11-19", "can_cuoc", "reissue", None, "online", "7 working", "2026-12-01", "nq-28-2026-qh16"),
    ("2026-11-22", "cmnd", "conversion", None, None, "7 working", "2026-12-02", "luat-26-2023-qh15"),
    # Neighbouring limits
    ("2025-03-03", "can_cuoc", "number_confirmation", None, None, "7 working", "2025-03-12", "nd-70-2024"),
    ("2019-12-18", "cmnd", "number_confirmation", None, None, "0 working", "2019-12-18", "thu-tuc-cmnd-2019"),
    ("2026-06-01", "gcn_can_cuoc", "first", None, None, "15 calendar", "2026-06-16", "nd-58-2026"),
    ("2026-03-16", "gcn_can_cuoc", "exchange", None, None, "7 working", "2026-03-25", "nd-58-2026"),
    ("2026-06-01", "gcn_can_cuoc", "reissue", None, None, "7 working", "2026-06-10", "nd-58-2026"),
    # China
    ("2026-06-01", "cn_id", "reissue", None, "online", "20 working", "2026-06-30", "cn-practice-2025"),
    ("2026-06-01", "cn_id", "reissue", None, None, "60 calendar", "2026-07-31", "cn-id-law"),
    ("2026-08-03", "cn_id", "exchange", None, None, "60 calendar", "2026-10-08", "cn-id-law"),
    ("2025-01-20", "cn_id", "reissue", None, "online", "20 working", "2025-02-21", "cn-holidays-2022-2025"),
    ("2026-09-30", "cn_temp", "temporary", None, None, "3 calendar", "2026-10-08", "cn-temp-id-measures"),
]

# Born, card issued (a day or a year), card, asked on, to be changed on, still valid, the text.
RENEWALS = [
    ("1990-05-20", 2021, "cccd", "2026-11-22", "2030-05-20", True, "luat-59-2014-qh13"),
    ("1990-05-20", "2021-06-01", "can_cuoc", "2026-11-22", "2030-05-20", True, "luat-59-2014-qh13"),
    ("1962-10-10", "2021-03-15", "cccd", "2026-11-22", None, True, "luat-59-2014-qh13"),
    ("1962-10-10", "2020-10-09", "cccd", "2021-01-01", "2022-10-10", True, "luat-59-2014-qh13"),
    ("1962-10-10", "2020-10-10", "cccd", "2026-11-22", None, True, "luat-59-2014-qh13"),
    ("1950-02-02", 2018, "cccd", "2026-11-22", None, True, "luat-59-2014-qh13"),
    ("2001-12-01", "2021-08-01", "cccd", "2026-11-22", "2026-12-01", True, "luat-59-2014-qh13"),
    ("2001-11-22", "2021-08-01", "cccd", "2026-11-22", "2026-11-22", True, "luat-59-2014-qh13"),
    ("2001-11-21", "2021-08-01", "cccd", "2026-11-22", "2026-11-21", False, "nd-282-2025"),
    ("2001-08-01", "2024-08-01", "can_cuoc", "2026-11-22", "2041-08-01", True, "luat-26-2023-qh15"),
    ("1986-04-30", "2017-05-05", "cccd", "2026-11-22", "2026-04-30", False, "luat-26-2023-qh15"),
    ("1986-04-30", "2024-04-30", "cccd", "2026-11-22", "2046-04-30", True, "luat-59-2014-qh13"),
    ("1986-04-30", "2024-04-29", "cccd", "2026-11-22", "2026-04-30", False, "luat-59-2014-qh13"),
    ("1966-09-09", 2019, "cccd", "2026-11-22", "2026-09-09", False, "luat-59-2014-qh13"),
    ("2012-03-03", "2025-01-10", "can_cuoc", "2026-11-22", "2037-03-03", True, "luat-26-2023-qh15"),
    ("2013-03-03", "2025-01-10", "can_cuoc", "2026-11-22", "2027-03-03", True, "luat-26-2023-qh15"),
    ("2020-06-01", 2025, "can_cuoc", "2026-11-22", "2034-06-01", True, "luat-26-2023-qh15"),
    ("2009-01-01", "2023-05-05", "cccd", "2026-11-22", "2034-01-01", True, "luat-59-2014-qh13"),
    ("2000-02-29", 2021, "cccd", "2024-11-22", "2025-02-28", True, "luat-59-2014-qh13"),
    # The grace of 2024
    ("1999-03-01", 2018, "cccd", "2024-06-30", "2024-03-01", True, "luat-26-2023-qh15"),
    ("1999-03-01", 2018, "cccd", "2024-07-01", "2024-03-01", False, "luat-59-2014-qh13"),
    ("1999-01-14", 2018, "cccd", "2024-02-01", "2024-01-14", False, "luat-59-2014-qh13"),
    # CMND: fifteen years, and none after 2024
    ("1979-03-01", "2012-07-07", "cmnd", "2024-12-31", "2024-12-31", True, "luat-26-2023-qh15"),
    ("1979-03-01", "2012-07-07", "cmnd", "2025-01-01", "2024-12-31", False, "luat-26-2023-qh15"),
    ("1979-03-01", None, "cmnd", "2026-11-22", "2024-12-31", False, "luat-26-2023-qh15"),
    ("1979-03-01", "2005-02-10", "cmnd", "2019-12-18", "2020-02-10", True, "nd-05-1999"),
    # China: by age at issue
    ("2014-01-01", "2024-05-05", "cn_id", "2026-11-22", "2029-05-05", True, "cn-id-law"),
    ("2000-01-01", "2020-05-05", "cn_id", "2026-11-22", "2030-05-05", True, "cn-id-law"),
    ("1990-03-01", "2016-03-01", "cn_id", "2026-11-22", "2036-03-01", True, "cn-id-law"),
    ("1970-03-01", "2016-03-01", "cn_id", "2026-11-22", None, True, "cn-id-law"),
    (None, "2026-09-30", "cn_temp", "2026-11-22", "2026-12-30", True, "cn-temp-id-measures"),
]


def test_the_calendar_is_long_enough() -> None:
    assert len(FEES) + len(SPECIAL_FEES) + len(DEADLINES) + len(RENEWALS) >= 120


@pytest.mark.parametrize(("day", "document", "procedure", "reason", "in_person", "online", "text"), FEES)
def test_fee_of_the_day(
    day: str, document: str, procedure: str, reason: str | None, in_person: int, online: int | None, text: str
) -> None:
    found = fee(FeeCase(document=document, procedure=procedure, reason=reason, day=date.fromisoformat(day)))

    assert (found.procedure, found.in_person, found.online) == (procedure, in_person, online)
    assert text in [ref.split("#")[0] for ref in found.basis]


@pytest.mark.parametrize(("day", "document", "procedure", "reason", "whose", "in_person", "text"), SPECIAL_FEES)
def test_fee_for_some_people_and_places(
    day: str, document: str, procedure: str, reason: str, whose: dict[str, Any], in_person: int, text: str
) -> None:
    found = fee(FeeCase(document=document, procedure=procedure, reason=reason, day=date.fromisoformat(day), **whose))

    assert found.in_person == in_person
    assert text in [ref.split("#")[0] for ref in found.basis]


@pytest.mark.parametrize(
    ("received", "document", "procedure", "area", "channel", "limit", "last_day", "text"), DEADLINES
)
def test_last_day(
    received: str,
    document: str,
    procedure: str,
    area: str | None,
    channel: str | None,
    limit: str,
    last_day: str,
    text: str,
) -> None:
    case = DeadlineCase(
        document=document, procedure=procedure, area=area, channel=channel, received=date.fromisoformat(received)
    )
    found = deadline(case)

    assert f"{found.limit.days} {found.limit.unit}" == limit
    assert found.last_day == date.fromisoformat(last_day)
    assert text in [ref.split("#")[0] for ref in found.basis]


@pytest.mark.parametrize(("born", "issued", "document", "day", "next_date", "valid", "text"), RENEWALS)
def test_next_renewal(
    born: str | None, issued: str | int | None, document: str, day: str, next_date: str | None, valid: bool, text: str
) -> None:
    when: dict[str, Any] = {"issue_year": issued} if isinstance(issued, int) else {"issue_date": issued}
    found = renewal(RenewalCase(**{"birth_date": born, "document": document, "day": day, **when}))

    assert found.next_date == (date.fromisoformat(next_date) if next_date else None)
    assert found.no_further_expiry is (next_date is None)
    assert found.valid_today is valid
    assert text in [ref.split("#")[0] for ref in found.basis]
