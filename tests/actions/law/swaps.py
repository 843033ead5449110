"""A swap that nobody has decided, for tests: no row of today has one."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from actions.law.calendar_rows import Tentative
from actions.law.models import Law
from actions.law.rows import Words

PROPOSED = Tentative(
    id="swap-2027-04-29",
    rest=(date(2027, 4, 29),),
    worked=(date(2027, 5, 8),),
    basis=("cv-10065-vpcp-kgvx#lich-2027",),
    doubt=Words(vi="Mới là đề xuất.", es="Solo es una propuesta.", en="Only proposed."),
)


def with_a_proposed_swap(law: Law) -> Law:
    """Return the rows with Thursday 29 April 2027 proposed as a day off, made up on Saturday 8 May."""
    notices = tuple(
        notice.model_copy(update={"tentative": (PROPOSED,)}) if notice.id == "notice-vn-2027" else notice
        for notice in law.notices
    )
    return replace(law, notices=notices)
