"""The timeline page for lawyers: every fee and limit by period with its text, in plain HTML, CSS and SVG."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from actions import formats
from actions.law import timeline_plots
from actions.law import timeline_words as words
from actions.law.fees import Fee
from actions.law.models import Law
from actions.law.procedure_rows import AREAS_OF_LIMITS
from actions.law.rows import Row, unique
from actions.law.timeline_spans import NEWEST, fee_spans, limit_in, limit_spans
from actions.law.timeline_words import LANGUAGE, money, term
from actions.sources.library import Library

# What the plots show: the procedure, and the reason that stands for it where the tariff has several lines.
FEE_PLOTS = (
    ("first", "first_card", "Cấp lần đầu (first issue)"),
    ("exchange", "age", "Đổi khi đến tuổi (exchange by age)"),
    ("conversion", None, "Đổi giấy tờ cũ sang thẻ hiện hành (conversion)"),
    ("exchange", "request", "Đổi trường hợp khác (other exchange)"),
    ("reissue", "lost", "Cấp lại do mất (reissue, lost)"),
    ("reissue", "damaged", "Thẻ hư hỏng (damaged: exchange, from 21/10/2024 reissue)"),
)
LIMIT_PLOTS = (("exchange", "Cấp, đổi (issue, exchange)"), ("reissue", "Cấp lại (reissue)"))
HELD = (("cccd", "lost"), ("cccd", "age"), ("cccd", "request"), ("cmnd", "lost"))
"""The older cards whose fees are shown from the day of the newest one on, and the reasons."""

WORDS = (
    *(words.amount_of, words.exempt_of, words.limit_of, words.notice_of, words.nothing, words.validity_of),
    *(money, words.period, words.short_day, term),
)
"""What timeline.html says rows, amounts and days by."""


def page(law: Law, library: Library | None = None) -> str:
    """Return the whole page; made from the rows alone, so the same rows always give the same page."""
    begins, since = law.document("cccd").first, law.document(NEWEST).first
    return _template().render(
        law=law,
        library=library or Library.load(),
        fees=[(title, fee_spans(law, NEWEST, procedure, reason, begins)) for procedure, reason, title in FEE_PLOTS],
        held=[
            (f"{term('document', document)}: {term('reason', reason)}", fee_spans(law, document, None, reason, since))
            for document, reason in HELD
        ],
        limits=[(title, limit_spans(law, procedure)) for procedure, title in LIMIT_PLOTS],
        set_by_provinces=[row for row in law.fee_lines if row.province or row.amount is None],
        chinese=_chinese(law),
        unsure=[row for row in law.rows() if row.doubt],
        texts_of_fee=lambda fee: _texts_of_fee(law, fee),
    )


@lru_cache(maxsize=1)
def _template() -> Template:
    """Return timeline.html with what it says things by; all text is escaped, a name that is not given is an error."""
    made = Environment(
        loader=FileSystemLoader(Path(__file__).parent),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.globals.update({word.__name__: word for word in WORDS})
    made.globals.update(
        language=LANGUAGE,
        areas={area: term("area", area) for area in AREAS_OF_LIMITS},
        days=formats.days,
        limit_in=limit_in,
        fee_plot=timeline_plots.fee_plot,
        limit_plot=timeline_plots.limit_plot,
        notes_of_fee=_notes_of_fee,
        texts_of_limits=lambda span: unique(ref for row in span.limits for ref in row.basis),
    )
    return made.get_template("timeline.html")


def _texts_of_fee(law: Law, fee: Fee) -> list[str]:
    """Return the texts of an amount, without those on delivery, which is never part of it."""
    delivery = {ref for row in law.deliveries if row.id in fee.rows for ref in row.basis}
    return [ref for ref in fee.basis if ref not in delivery]


def _notes_of_fee(fee: Fee) -> Sequence[str]:
    notes = [said.say(LANGUAGE) for said in (fee.free_reason, *fee.notes, *fee.doubts) if said]
    if fee.asked_as:
        notes.insert(0, f"Thủ tục: {term('procedure', fee.procedure)}.")
    if fee.alternative:
        notes.insert(0, f"Hoặc {money(fee.alternative.in_person, fee.currency)} (cách hiểu khác).")
    return notes


def _chinese(law: Law) -> list[Row]:
    found: list[Row] = [row for row in law.fee_lines if row.currency == "CNY"]
    chinese = {row.document for row in law.documents if row.country == "cn"}
    return [*found, *(row for row in law.time_limits if chinese & set(row.documents))]
