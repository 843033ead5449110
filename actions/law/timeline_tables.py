"""The tables of the timeline page (HTML): each row beside the texts it rests on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from html import escape

from actions import formats
from actions.law.fees import Fee
from actions.law.models import Law
from actions.law.procedure_rows import AREAS_OF_LIMITS
from actions.law.rows import Row, unique
from actions.law.timeline_spans import Span, limit_in
from actions.law.timeline_words import LANGUAGE, amount_of, money, period, short_day, term
from actions.sources.library import Library


class Texts:
    """How a passage reference is written for a lawyer: number of the text and place in it."""

    def __init__(self, library: Library, law: Law):
        self._library = library
        self._law = law

    def say(self, refs: Iterable[str]) -> str:
        """Return the references as HTML, the title of each text as its tooltip."""
        return "<br>".join(self._one(ref) for ref in refs)

    def of_fee(self, fee: Fee) -> str:
        """Return the texts of an amount, without those on delivery, which is never part of it."""
        delivery = {ref for row in self._law.deliveries if row.id in fee.rows for ref in row.basis}
        return self.say(ref for ref in fee.basis if ref not in delivery)

    def _one(self, ref: str) -> str:
        passage = self._library.passage(ref)
        source = self._library.source(passage.source)
        name = source.number or source.title[LANGUAGE]
        return f'<span title="{escape(source.title[LANGUAGE])}">{escape(name)}</span>, {escape(passage.place)}'


def fee_rows(spans: Sequence[Span], texts: Texts) -> str:
    """Return the table of a fee: one line for each span."""
    head = ("Giai đoạn", "Mức gốc", "Trực tiếp", "Trực tuyến", "Văn bản", "Ghi chú")
    body = []
    for span in spans:
        fee = span.fee
        if fee is None:
            body.append(f'<tr><td class="d">{period(span.first, span.last)}</td><td colspan="5">{span.why}</td></tr>')
            continue
        notes = [words.say(LANGUAGE) for words in (fee.free_reason, *fee.notes, *fee.doubts) if words]
        if fee.asked_as:
            notes.insert(0, f"Thủ tục: {term('procedure', fee.procedure)}.")
        if fee.alternative:
            notes.insert(0, f"Hoặc {money(fee.alternative.in_person, fee.currency)} (cách hiểu khác).")
        online = money(fee.online, fee.currency)
        if fee.online_waiver:
            online += f"<br>hoặc {money(fee.online_waiver.amount, fee.currency)} (đủ điều kiện)"
        body.append(
            f'<tr class="{fee.confidence}"><td class="d">{period(span.first, span.last)}</td>'
            f'<td class="n">{money(fee.base, fee.currency)}</td><td class="n">{money(fee.in_person, fee.currency)}'
            f'</td><td class="n">{online}</td><td>{texts.of_fee(fee)}</td>'
            f"<td>{escape(' '.join(notes))}<br><small>{escape(', '.join(fee.rows))}</small></td></tr>"
        )
    return _table(head, body)


def limit_rows(spans: Sequence[Span], texts: Texts) -> str:
    """Return the table of a time limit: one line for each span, one column for each area."""
    head = ("Giai đoạn", *(term("area", area) for area in AREAS_OF_LIMITS), "Văn bản", "Dòng dữ liệu")
    body = []
    for span in spans:
        cells = []
        for area in AREAS_OF_LIMITS:
            row = limit_in(span, area)
            cells.append(f"<td>{formats.days(row.days, row.unit, LANGUAGE) if row else ''}</td>")
        refs = unique(ref for row in span.limits for ref in row.basis)
        ids = ", ".join(row.id for row in span.limits)
        body.append(
            f'<tr><td class="d">{period(span.first, span.last)}</td>{"".join(cells)}<td>{texts.say(refs)}</td>'
            f"<td><small>{escape(ids)}</small></td></tr>"
        )
    return _table(head, body)


def province_rows(law: Law, texts: Texts) -> str:
    """Return the table of the fees that provinces set."""
    return plain_rows([row for row in law.fee_lines if row.province or row.amount is None], amount_of, texts)


def plain_rows(found: Iterable[Row], words: Callable[[Row], str], texts: Texts) -> str:
    """Return a table of rows, one line each; `words` says what is in a row."""
    head = ("Giai đoạn", "Nội dung", "Văn bản", "Ghi chú", "Xem lại")
    body = []
    for row in found:
        notes = [said.say(LANGUAGE) for said in (row.note, row.doubt) if said]
        body.append(
            f'<tr class="{row.confidence}"><td class="d">{period(row.first, row.last)}</td>'
            f"<td>{escape(words(row))}<br><small>{escape(row.id)}</small></td><td>{texts.say(row.basis)}</td>"
            f'<td>{escape(" ".join(notes))}</td><td class="d">{short_day(row.review) if row.review else ""}</td></tr>'
        )
    return _table(head, body)


def gap_rows(law: Law) -> str:
    """Return the table of what is known to be unknown."""
    body = [
        f'<tr><td class="d">{period(gap.first, gap.last)}</td><td>{escape(gap.kind)}: '
        f"{escape(', '.join(term('document', name) for name in gap.documents))}</td>"
        f"<td>{escape(gap.why.say(LANGUAGE))}</td></tr>"
        for gap in law.gaps
    ]
    return _table(("Giai đoạn", "Về", "Lý do"), body)


def _table(head: Iterable[str], body: Iterable[str]) -> str:
    cells = "".join(f"<th>{escape(name)}</th>" for name in head)
    return f"<table><thead><tr>{cells}</tr></thead><tbody>{''.join(body)}</tbody></table>"
