"""The timeline page for lawyers: every fee and limit by period with its text, in plain HTML, CSS and SVG."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from html import escape

from actions import formats
from actions.law import cases, deadlines, fees, models
from actions.law.errors import CaseError
from actions.law.fees import Fee, FeeCase
from actions.law.models import Law, Row, TimeLimit
from actions.sources.library import Library
from common import vocabulary

# The page is read by Vietnamese lawyers.
LANGUAGE = "vi"

# The plots show this card and, before it existed, the one that it followed.
NEWEST = "can_cuoc"
# The plots end here: after the last day that a text already speaks of.
HORIZON = date(2027, 12, 31)

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

_WIDTH, _HEIGHT, _LEFT, _BOTTOM, _TOP = 960, 210, 92, 28, 14

_STYLE = """
body{font:16px/1.5 system-ui,sans-serif;color:#1b1f24;max-width:1060px;margin:2rem auto;padding:0 1rem}
h1{font-size:1.7rem;line-height:1.2}h2{margin-top:2.6rem;border-bottom:2px solid #d4dae1}h3{margin:1.8rem 0 .3rem}
table{border-collapse:collapse;width:100%;font-size:.86rem;margin:.5rem 0 1.2rem}
th,td{border-bottom:1px solid #e2e6ea;padding:.35rem .5rem;text-align:left;vertical-align:top}
th{background:#f4f6f8}td.n{text-align:right;white-space:nowrap}td.d{white-space:nowrap}
svg{width:100%;height:auto;background:#fbfcfd;border:1px solid #e2e6ea}
.a{stroke:#17507f;stroke-width:3;fill:none}.b{stroke:#b4560f;stroke-width:3;fill:none;stroke-dasharray:9 5}
.c{stroke:#2b7a4b;stroke-width:4;fill:none;stroke-dasharray:2 5}.g{stroke:#dfe4e9;stroke-width:1}
text{font:12px system-ui,sans-serif;fill:#4a535d}.low{background:#fde8e4}.medium{background:#fff5db}
.key span{margin-right:1.4rem}.key b{font-weight:700}nav a{margin-right:1rem}small{color:#5a646e}
.ka{color:#17507f}.kb{color:#b4560f}.kc{color:#2b7a4b}@media print{nav{display:none}}
"""


@dataclass(frozen=True)
class Span:
    """A stretch of days, both ends included, on which something did not change."""

    first: date
    last: date
    fee: Fee | None = None
    limits: tuple[TimeLimit, ...] = ()
    why: str = ""


def page(law: Law, library: Library | None = None) -> str:
    """Return the whole page; made from the rows alone, so the same rows always give the same page."""
    texts = _Texts(library or Library.load(), law)
    parts = [
        "<!doctype html>",
        f'<html lang="{LANGUAGE}"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width,initial-scale=1">',
        f"<title>Lệ phí và thời hạn theo thời gian</title><style>{_STYLE}</style></head><body>",
        "<h1>Lệ phí và thời hạn làm thẻ căn cước theo thời gian, kèm văn bản</h1>",
        "<p>Trang này được tạo từ các dòng dữ liệu trong <code>data/law</code> (<code>make law-report</code>). "
        'Ô nền vàng: độ tin cậy trung bình; nền đỏ: thấp, câu hỏi còn mở. <small lang="en">Generated from the rows of '
        "data/law; yellow: medium confidence, red: low, an open question.</small></p>",
        '<nav><a href="#fees">Lệ phí</a><a href="#held">Còn giữ CCCD, CMND</a><a href="#who">Miễn lệ phí</a>'
        '<a href="#limits">Thời hạn</a><a href="#renewal">Tuổi đổi thẻ</a><a href="#china">Trung Quốc</a>'
        '<a href="#days">Ngày nghỉ</a><a href="#open">Chưa chắc</a><a href="#gaps">Khoảng trống</a></nav>',
        '<h2 id="fees">Lệ phí: CCCD, rồi thẻ căn cước</h2>',
        '<p class="key"><span><b class="ka">━━</b> nộp trực tiếp</span>'
        '<span><b class="kb">╍╍</b> nộp trực tuyến</span>'
        '<span><b class="kc">┅┅</b> trực tuyến, đủ điều kiện công dân số</span></p>',
    ]
    for procedure, reason, title in FEE_PLOTS:
        spans = _fee_spans(law, NEWEST, procedure, reason, law.document("cccd").first)
        parts += [f"<h3>{escape(title)}</h3>", _fee_plot(spans), _fee_rows(spans, texts)]
    parts.append('<h2 id="held">Người còn giữ CCCD hoặc CMND từ khi có thẻ căn cước</h2>')
    for document, reason in (("cccd", "lost"), ("cccd", "age"), ("cccd", "request"), ("cmnd", "lost")):
        label = f"{_term('document', document)}: {_term('reason', reason)}"
        spans = _fee_spans(law, document, None, reason, law.document(NEWEST).first)
        parts += [f"<h3>{escape(label)}</h3>", _fee_rows(spans, texts)]
    parts += ["<h3>CMND: mức do tỉnh quyết định</h3>", _province_rows(law, texts)]
    parts += [
        '<h2 id="who">Người được miễn lệ phí</h2>',
        _plain_rows([*law.exemptions, *law.person_rules], _exempt, texts),
    ]
    parts.append('<h2 id="limits">Thời hạn giải quyết</h2>')
    parts.append(
        '<p class="key"><span><b class="ka">━━</b> thành phố, thị xã</span><span><b class="kb">╍╍</b> vùng cao, biên '
        'giới, hải đảo</span><span><b class="kc">┅┅</b> nơi khác</span> Ngày làm việc; trước 11/12/2007 là ngày '
        "thường.</p>"
    )
    for procedure, title in LIMIT_PLOTS:
        limit_spans = _limit_spans(law, procedure)
        parts += [f"<h3>{escape(title)}</h3>", _limit_plot(limit_spans), _limit_rows(limit_spans, texts)]
    parts += ["<h3>Tất cả các dòng thời hạn</h3>", _plain_rows(law.time_limits, _limit_words, texts)]
    parts += ['<h2 id="renewal">Tuổi phải đổi thẻ và giá trị sử dụng</h2>', _plain_rows(_validity(law), _valid, texts)]
    parts += ['<h2 id="china">Trung Quốc</h2>', _plain_rows(_chinese(law), _amount, texts)]
    parts += ['<h2 id="days">Ngày nghỉ và ngày làm bù</h2>', _plain_rows(law.notices, _notice, texts)]
    unsure = [row for row in law.rows() if row.doubt]
    parts += ['<h2 id="open">Những điểm chưa chắc</h2>', _plain_rows(unsure, _no_words, texts)]
    parts += ['<h2 id="gaps">Khoảng trống đã ghi nhận</h2>', _gap_rows(law), "</body></html>"]
    return "\n".join(parts) + "\n"


class _Texts:
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


def _changes(law: Law, start: date) -> list[date]:
    """The days from `start` on which any row of the fees and limits begins, or the first after one ends."""
    days = {start}
    for row in (*law.fee_lines, *law.reductions, *law.horizons, *law.time_limits, *law.documents):
        days |= {row.first, row.last + timedelta(days=1) if row.valid_to else row.first}
    return sorted(day for day in days if start <= day <= HORIZON)


def _fee_spans(law: Law, document: str, procedure: str | None, reason: str | None, start: date) -> list[Span]:
    changes = _changes(law, start)
    spans: list[Span] = []
    for day, end in zip(changes, [*(later - timedelta(days=1) for later in changes[1:]), HORIZON], strict=True):
        try:
            held = cases.document_on(document, day, law)
            case = FeeCase(document=held, procedure=procedure, reason=reason, day=day)
            span = Span(day, end, fee=fees.fee(case, law))
        except CaseError as error:
            span = Span(day, end, why=error.say(LANGUAGE))
        if spans and _same(spans[-1], span):
            span = Span(spans[-1].first, end, spans[-1].fee, why=span.why)
            spans.pop()
        spans.append(span)
    return spans


def _same(before: Span, after: Span) -> bool:
    if before.fee is None or after.fee is None:
        return before.fee is after.fee and before.why == after.why
    return before.fee.rows == after.fee.rows and before.fee.document == after.fee.document


def _limit_spans(law: Law, procedure: str) -> list[Span]:
    changes = _changes(law, law.document("cmnd").first)
    spans: list[Span] = []
    for day, end in zip(changes, [*(later - timedelta(days=1) for later in changes[1:]), HORIZON], strict=True):
        found = deadlines.time_limits(cases.document_on(NEWEST, day, law), procedure, day, law=law)
        limits = tuple(row for row in found if row.role == "limit")
        if spans and spans[-1].limits == limits:
            spans[-1] = Span(spans[-1].first, end, limits=limits)
        else:
            spans.append(Span(day, end, limits=limits))
    return spans


# ---- plots ----------------------------------------------------------------------------------------------------


def _fee_plot(spans: Sequence[Span]) -> str:
    known = [(span, span.fee) for span in spans if span.fee]
    drawn = {
        "a": [(span, fee.in_person) for span, fee in known],
        "b": [(span, fee.online) for span, fee in known],
        "c": [(span, fee.online_waiver.amount if fee.online_waiver else None) for span, fee in known],
    }
    return _plot(drawn, spans[0].first, 20_000, lambda amount: formats.money(amount, "VND", LANGUAGE))


def _limit_plot(spans: Sequence[Span]) -> str:
    drawn = {
        style: [(span, row.days if (row := _limit_in(span, area)) else None) for span in spans]
        for style, area in zip("abc", models.AREAS_OF_LIMITS, strict=True)
    }
    return _plot(drawn, spans[0].first, 10, lambda number: f"{number} ngày")


def _limit_in(span: Span, area: str) -> TimeLimit | None:
    return next((row for row in span.limits if not row.areas or area in row.areas), None)


def _plot(
    drawn: Mapping[str, Sequence[tuple[Span, int | None]]], start: date, tick: int, words: Callable[[int], str]
) -> str:
    """A plot of one to three lines ("a", "b", "c" of the style sheet) over ticks of a round size."""
    highest = max((value for points in drawn.values() for _, value in points if value is not None), default=0)
    top = max((highest // tick + 1) * tick, tick)
    lines = [_steps(points, style, start, top, words) for style, points in drawn.items()]
    return _frame(start, top, range(0, top + 1, tick), lines, words)


def _x(day: date, start: date) -> float:
    return _LEFT + (day - start).days / (HORIZON - start).days * (_WIDTH - _LEFT - 10)


def _y(value: float, top: int) -> float:
    return _HEIGHT - _BOTTOM - value / top * (_HEIGHT - _BOTTOM - _TOP)


def _steps(
    points: Sequence[tuple[Span, int | None]], style: str, start: date, top: int, words: Callable[[int], str]
) -> str:
    """One line of a plot: level while a value holds, upright where the next one joins it, broken where none is."""
    drawn = []
    path = ""
    for span, value in points:
        if value is None:
            path += " "
            continue
        # Lines that lie on one another stay visible: each is drawn a little lower than the one before.
        y = _y(value, top) + {"a": 0, "b": 3, "c": 6}[style]
        left, right = _x(span.first, start), _x(span.last, start)
        path += f"{'L' if path and not path.endswith(' ') else 'M'}{left:.1f},{y:.1f}L{right:.1f},{y:.1f}"
        tip = escape(f"{words(value)}: {_period(span.first, span.last)}")
        drawn.append(
            f'<rect x="{left:.1f}" y="{y - 7:.1f}" width="{max(right - left, 1):.1f}" height="14" '
            f'fill="transparent"><title>{tip}</title></rect>'
        )
    return f'<path class="{style}" d="{path.strip()}"/>' + "".join(drawn)


def _frame(start: date, top: int, ticks: Iterable[int], lines: Sequence[str], words: Callable[[int], str]) -> str:
    parts = [f'<svg viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img">']
    for tick in ticks:
        y = _y(tick, top)
        parts.append(f'<line class="g" x1="{_LEFT}" x2="{_WIDTH - 10}" y1="{y:.1f}" y2="{y:.1f}"/>')
        parts.append(f'<text x="{_LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{words(tick)}</text>')
    step = 1 if HORIZON.year - start.year < 15 else 3
    for year in range(start.year, HORIZON.year + 1, step):
        day = max(date(year, 1, 1), start)
        parts.append(f'<line class="g" x1="{_x(day, start):.1f}" x2="{_x(day, start):.1f}" y1="{_TOP}" ')
        parts.append(f'y2="{_HEIGHT - _BOTTOM}"/><text x="{_x(day, start):.1f}" y="{_HEIGHT - 8}">{year}</text>')
    return "".join([*parts, *lines, "</svg>"])


# ---- tables ---------------------------------------------------------------------------------------------------


def _fee_rows(spans: Sequence[Span], texts: _Texts) -> str:
    head = ("Giai đoạn", "Mức gốc", "Trực tiếp", "Trực tuyến", "Văn bản", "Ghi chú")
    body = []
    for span in spans:
        fee = span.fee
        if fee is None:
            body.append(f'<tr><td class="d">{_period(span.first, span.last)}</td><td colspan="5">{span.why}</td></tr>')
            continue
        notes = [words.say(LANGUAGE) for words in (fee.free_reason, *fee.notes, *fee.doubts) if words]
        if fee.asked_as:
            notes.insert(0, f"Thủ tục: {_term('procedure', fee.procedure)}.")
        if fee.alternative:
            notes.insert(0, f"Hoặc {_money(fee.alternative.in_person, fee.currency)} (cách hiểu khác).")
        online = _money(fee.online, fee.currency)
        if fee.online_waiver:
            online += f"<br>hoặc {_money(fee.online_waiver.amount, fee.currency)} (đủ điều kiện)"
        body.append(
            f'<tr class="{fee.confidence}"><td class="d">{_period(span.first, span.last)}</td>'
            f'<td class="n">{_money(fee.base, fee.currency)}</td><td class="n">{_money(fee.in_person, fee.currency)}'
            f'</td><td class="n">{online}</td><td>{texts.of_fee(fee)}</td>'
            f"<td>{escape(' '.join(notes))}<br><small>{escape(', '.join(fee.rows))}</small></td></tr>"
        )
    return _table(head, body)


def _limit_rows(spans: Sequence[Span], texts: _Texts) -> str:
    head = ("Giai đoạn", *(_term("area", area) for area in models.AREAS_OF_LIMITS), "Văn bản", "Dòng dữ liệu")
    body = []
    for span in spans:
        cells = []
        for area in models.AREAS_OF_LIMITS:
            row = _limit_in(span, area)
            cells.append(f"<td>{formats.days(row.days, row.unit, LANGUAGE) if row else ''}</td>")
        refs = models.unique(ref for row in span.limits for ref in row.basis)
        ids = ", ".join(row.id for row in span.limits)
        body.append(
            f'<tr><td class="d">{_period(span.first, span.last)}</td>{"".join(cells)}<td>{texts.say(refs)}</td>'
            f"<td><small>{escape(ids)}</small></td></tr>"
        )
    return _table(head, body)


def _province_rows(law: Law, texts: _Texts) -> str:
    return _plain_rows([row for row in law.fee_lines if row.province or row.amount is None], _amount, texts)


def _plain_rows(found: Iterable[Row], words: Callable[[Row], str], texts: _Texts) -> str:
    head = ("Giai đoạn", "Nội dung", "Văn bản", "Ghi chú", "Xem lại")
    body = []
    for row in found:
        notes = [said.say(LANGUAGE) for said in (row.note, row.doubt) if said]
        body.append(
            f'<tr class="{row.confidence}"><td class="d">{_period(row.first, row.last)}</td>'
            f"<td>{escape(words(row))}<br><small>{escape(row.id)}</small></td><td>{texts.say(row.basis)}</td>"
            f'<td>{escape(" ".join(notes))}</td><td class="d">{_day(row.review) if row.review else ""}</td></tr>'
        )
    return _table(head, body)


def _gap_rows(law: Law) -> str:
    body = [
        f'<tr><td class="d">{_period(gap.first, gap.last)}</td><td>{escape(gap.kind)}: '
        f"{escape(', '.join(_term('document', name) for name in gap.documents))}</td>"
        f"<td>{escape(gap.why.say(LANGUAGE))}</td></tr>"
        for gap in law.gaps
    ]
    return _table(("Giai đoạn", "Về", "Lý do"), body)


def _table(head: Iterable[str], body: Iterable[str]) -> str:
    cells = "".join(f"<th>{escape(name)}</th>" for name in head)
    return f"<table><thead><tr>{cells}</tr></thead><tbody>{''.join(body)}</tbody></table>"


def _amount(row: Row) -> str:
    if isinstance(row, TimeLimit):
        return _limit_words(row)
    if not isinstance(row, models.FeeLine):
        return ""
    areas = f" ({', '.join(_term('area', area) for area in row.areas)})" if row.areas else ""
    return f"{_term('procedure', row.procedure)}{areas}: {_money(row.amount, row.currency)}"


def _limit_words(row: Row) -> str:
    if not isinstance(row, TimeLimit):
        return ""
    who = ", ".join(_term("document", name) for name in row.documents)
    what = ", ".join(_term("procedure", name) for name in row.procedures)
    where = "; ".join(_term(kind, name) for kind in ("area", "channel") for name in getattr(row, f"{kind}s"))
    longer = f", thêm tối đa {row.extension} ngày" if row.extension else ""
    said = f"{who}: {what}{f' ({where})' if where else ''}: {formats.days(row.days, row.unit, LANGUAGE)}{longer}"
    return f"{said} (công bố kèm, không phải thời hạn chính)" if row.role == "also" else said


def _exempt(row: Row) -> str:
    if isinstance(row, models.PersonRule):
        return _term("person", row.person)
    if not isinstance(row, models.Exemption):
        return ""
    who = [_term("person", name) for name in row.persons] + [_term("reason", name) for name in row.reasons]
    what = ", ".join(_term("procedure", name) for name in row.procedures)
    return f"{', '.join(row.tariffs)}: {'; '.join(who)} ({what})"


def _validity(law: Law) -> list[Row]:
    return [*law.renewal_rules, *law.endings, *law.graces, *law.renewal_notes]


def _valid(row: Row) -> str:
    who = ", ".join(_term("document", name) for name in getattr(row, "documents", ()))
    if not isinstance(row, models.RenewalRule):
        return who
    if row.ages:
        said = f"đổi khi đủ {', '.join(map(str, row.ages))} tuổi; "
        said += f"cấp trong {row.window_years} năm trước mốc thì đến mốc sau"
    elif row.months:
        said = f"{row.months} tháng từ ngày cấp"
    else:
        said = "; ".join(
            f"từ {band.min_age} tuổi: {f'{band.years} năm' if band.years else 'không thời hạn'}" for band in row.bands
        )
    return f"{who}: {said}"


def _chinese(law: Law) -> list[Row]:
    found: list[Row] = [row for row in law.fee_lines if row.currency == "CNY"]
    chinese = {row.document for row in law.documents if row.country == "cn"}
    return [*found, *(row for row in law.time_limits if chinese & set(row.documents))]


def _notice(row: Row) -> str:
    if not isinstance(row, models.Notice):
        return ""
    off = ", ".join(f"{day:%d/%m}" for day in row.rest)
    worked = ", ".join(f"{day:%d/%m}" for day in row.worked) or "không"
    return f"{_term('country', row.country)} {row.year}: nghỉ {off}; làm bù cuối tuần {worked}"


def _no_words(row: Row) -> str:
    return ""


def _term(kind: str, value: str) -> str:
    return vocabulary.load().label(kind, value, LANGUAGE)


def _money(amount: int | None, currency: str) -> str:
    return "do tỉnh quyết định" if amount is None else formats.money(amount, currency, LANGUAGE)


def _period(first: date, last: date) -> str:
    begin = "?" if first == date.min else _day(first)
    return f"{begin} – {'nay' if last >= HORIZON else _day(last)}"


def _day(day: date) -> str:
    return formats.short_date(day, LANGUAGE)
