"""The results as two-column tables in a person's language, for those who ask without chatting."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from actions import formats
from actions.law.checklists import Checklist
from actions.law.deadlines import Deadline
from actions.law.explanation import Working
from actions.law.fees import Fee
from actions.law.procedure_rows import TimeLimit
from actions.law.renewals import Renewal
from actions.law.rows import Words
from common import vocabulary

Table = list[tuple[str, str]]

LABELS: Mapping[str, Mapping[str, str]] = {
    "age": {"vi": "Mốc tuổi", "es": "Edad de cambio", "en": "Age of change"},
    "advice": {"vi": "Lưu ý", "es": "Tenga en cuenta", "en": "Note"},
    "alternative": {"vi": "Cách hiểu khác", "es": "Otra lectura", "en": "Other reading"},
    "base": {"vi": "Mức gốc", "es": "Importe base", "en": "Base amount"},
    "basis": {"vi": "Căn cứ", "es": "Base", "en": "Basis"},
    "biometrics": {"vi": "Ảnh, vân tay", "es": "Foto y huellas", "en": "Photo, fingerprints"},
    "condition": {"vi": "với điều kiện", "es": "si cumple", "en": "provided"},
    "confidence": {"vi": "Độ tin cậy", "es": "Fiabilidad", "en": "Confidence"},
    "counted_from": {"vi": "Đếm từ", "es": "Se cuenta desde", "en": "Counted from"},
    "day": {"vi": "Từng ngày", "es": "Día a día", "en": "Day by day"},
    "delivery": {"vi": "Nhận tại nhà", "es": "Entrega en casa", "en": "Home delivery"},
    "document": {"vi": "Giấy tờ", "es": "Documento", "en": "Document"},
    "doubt": {"vi": "Chưa chắc", "es": "Por confirmar", "en": "Not certain"},
    "early_from": {"vi": "Đổi sớm được từ", "es": "Puede adelantarse desde", "en": "May be done early from"},
    "extended": {"vi": "Nếu kéo dài", "es": "Si se prorroga", "en": "If extended"},
    "fee": {"vi": "Lệ phí", "es": "Tasa", "en": "Fee"},
    "free": {"vi": "Vì sao không thu", "es": "Por qué es gratis", "en": "Why it is free"},
    "in_person": {"vi": "Nộp trực tiếp", "es": "En persona", "en": "In person"},
    "left_out": {"vi": "Không áp dụng", "es": "No se aplica", "en": "Left out"},
    "last_day": {"vi": "Ngày cuối", "es": "Último día", "en": "Last day"},
    "limit": {"vi": "Thời hạn", "es": "Plazo", "en": "Time limit"},
    "next_date": {"vi": "Phải đổi vào", "es": "Hay que cambiarla el", "en": "Must be changed on"},
    "online": {"vi": "Nộp trực tuyến", "es": "En línea", "en": "Online"},
    "paper": {"vi": "Giấy tờ mang theo", "es": "Qué llevar", "en": "Bring"},
    "place": {"vi": "Nơi làm", "es": "Dónde", "en": "Where"},
    "procedure": {"vi": "Thủ tục", "es": "Trámite", "en": "Procedure"},
    "received": {"vi": "Nộp đủ hồ sơ", "es": "Entrega completa", "en": "Complete file"},
    "reduction": {"vi": "Mức giảm", "es": "Rebaja", "en": "Reduction"},
    "rows": {"vi": "Dòng dữ liệu", "es": "Filas", "en": "Rows"},
    "skipped": {"vi": "Không tính", "es": "No cuenta", "en": "Not counted"},
    "sum": {"vi": "Phép tính", "es": "Cálculo", "en": "Sum"},
    "sooner": {"vi": "Có thể sớm hơn", "es": "Puede ser antes", "en": "Maybe sooner"},
    "step": {"vi": "Bước", "es": "Paso", "en": "Step"},
    "taken": {"vi": "Áp dụng", "es": "Se aplica", "en": "Taken"},
    "undecided": {"vi": "Nếu hoán đổi", "es": "Si se intercambia", "en": "If swapped"},
    "until": {"vi": "Áp dụng đến", "es": "Rige hasta", "en": "Holds until"},
    "valid_today": {"vi": "Còn giá trị", "es": "Vigente", "en": "Valid"},
    "valid_until": {"vi": "Dùng được đến", "es": "Válida hasta", "en": "Valid until"},
}

ANSWERS: Mapping[str, Mapping[str, str]] = {
    "yes": {"vi": "có", "es": "sí", "en": "yes"},
    "no": {"vi": "không", "es": "no", "en": "no"},
    "high": {"vi": "cao", "es": "alta", "en": "high"},
    "medium": {
        "vi": "trung bình, hãy xem lại trên cổng",
        "es": "media, compruebe",
        "en": "medium, check on the portal",
    },
    "low": {"vi": "thấp, hãy hỏi nơi nộp hồ sơ", "es": "baja, pregunte en la oficina", "en": "low, ask at the office"},
    "province": {"vi": "do từng tỉnh quyết định", "es": "lo fija cada provincia", "en": "set by each province"},
    "no_channel": {"vi": "không nộp được cách này", "es": "no es posible", "en": "not possible"},
    "no_expiry": {"vi": "không phải đổi nữa", "es": "ya no vence", "en": "no further expiry"},
    "full": {"vi": "trọn quy trình trên mạng", "es": "todo en línea", "en": "all of it online"},
    "booking": {"vi": "chỉ đặt lịch hẹn", "es": "solo la cita", "en": "booking only"},
    "regional": {"vi": "tùy địa phương", "es": "según la provincia", "en": "depends on the province"},
    "none": {"vi": "không", "es": "no", "en": "no"},
    "reused": {"vi": "dùng lại dữ liệu cũ", "es": "se reutilizan", "en": "reused"},
    "passed": {"vi": "đã qua khi cấp thẻ", "es": "ya superada al expedirse", "en": "passed when the card was issued"},
    "ahead": {"vi": "còn ở phía trước", "es": "por llegar", "en": "still ahead"},
    "fresh": {"vi": "thu nhận mới", "es": "se toman de nuevo", "en": "taken anew"},
}


def fee_table(fee: Fee, language: str) -> Table:
    """Return a fee line by line."""
    table = [*_head(fee.issues, fee.procedure, language), *_amounts(fee, language)]
    return [*table, *_foot(fee.doubts, fee.notes, fee.confidence, fee.basis, fee.rows, language)]


def deadline_table(deadline: Deadline, language: str) -> Table:
    """Return a deadline line by line, with its working."""
    table = _head(deadline.document, deadline.procedure, language)
    limit = formats.days(deadline.limit.days, deadline.limit.unit, language)
    table.append((_label("limit", language), limit))
    table.append((_label("received", language), formats.long_date(deadline.received, language, weekday=True)))
    table.append((_label("counted_from", language), formats.long_date(deadline.counted_from, language, weekday=True)))
    for off in deadline.skipped:
        said = f"{formats.long_date(off.day, language, weekday=True)}: {off.name.say(language)}"
        table.append((_label("skipped", language), said))
    table.append((_label("last_day", language), formats.long_date(deadline.last_day, language, weekday=True)))
    if deadline.extended and deadline.extension:
        said = formats.long_date(deadline.extended, language)
        table.append((_label("extended", language), _with(said, language, deadline.extension)))
    for sooner in deadline.sooner:
        said = f"{formats.days(sooner.limit.days, sooner.limit.unit, language)}: "
        said += formats.long_date(sooner.last_day, language)
        table.append((_label("sooner", language), _with(said, language, sooner.note, sooner.doubt)))
    for swap in deadline.undecided:
        said = formats.long_date(swap.last_day, language, weekday=True)
        table.append((_label("undecided", language), _with(said, language, swap.doubt)))
    swaps = [swap.doubt for swap in deadline.undecided]
    doubts = [doubt for doubt in deadline.doubts if doubt not in swaps]
    return [*table, *_foot(doubts, deadline.notes, deadline.confidence, deadline.basis, deadline.rows, language)]


def renewal_table(renewal: Renewal, language: str) -> Table:
    """Return a renewal line by line."""
    table = [(_label("document", language), vocabulary.load().label("document", renewal.document, language))]
    if renewal.next_date is None:
        table.append((_label("next_date", language), _answer("no_expiry", language)))
    else:
        said = formats.long_date(renewal.next_date, language)
        if renewal.milestone_age is not None:
            said += f" ({formats.count(renewal.milestone_age, 'age', language)})"
        table.append((_label("next_date", language), said))
    if renewal.valid_until is not None and renewal.valid_until != renewal.next_date:
        table.append((_label("valid_until", language), formats.long_date(renewal.valid_until, language)))
    if renewal.early_from is not None and not renewal.already_due:
        table.append((_label("early_from", language), formats.long_date(renewal.early_from, language)))
    said = _answer("yes" if renewal.valid_today else "no", language)
    table.append((_label("valid_today", language), f"{said} ({formats.long_date(renewal.as_of, language)})"))
    foot = _foot(renewal.doubts, renewal.notes, renewal.confidence, renewal.basis, renewal.rows, language)
    return [*table, *foot]


def checklist_table(checklist: Checklist, language: str) -> Table:
    """Return a checklist line by line."""
    table = _head(checklist.issues, checklist.procedure, language)
    table += [(_label("paper", language), paper.label.say(language)) for paper in checklist.papers]
    if checklist.place:
        table.append((_label("place", language), checklist.place.say(language)))
    online = _with(_answer(checklist.online, language), language, checklist.online_note)
    table.append((_label("online", language), online))
    biometrics = _answer("fresh" if checklist.biometrics else "reused", language)
    if checklist.biometrics_note:
        biometrics = checklist.biometrics_note.say(language)
    table.append((_label("biometrics", language), biometrics))
    for number, step in enumerate(checklist.steps, start=1):
        table.append((f"{_label('step', language)} {number}", step.say(language)))
    table += _amounts(checklist.fee, language)
    table += [(_label("limit", language), limit_words(limit, language)) for limit in checklist.limits]
    foot = _foot(checklist.doubts, checklist.notes, checklist.confidence, checklist.basis, checklist.rows, language)
    return [*table, *foot]


def working_table(working: Working, currency: str, language: str) -> Table:
    """Return a working line by line: the sums, ages or days, then the rows taken, then those left out and why."""
    known = vocabulary.load()
    table: Table = []
    for one in working.sums:
        base, paid = (formats.money(amount, currency, language) for amount in (one.base, one.paid))
        by = f" ({one.cut})" if one.cut else ""
        said = f"{known.label('channel', one.channel, language)}: {base} × {one.percent} %{by} = {paid}"
        table.append((_label("sum", language), said))
    for age in working.ages:
        said = f"{formats.count(age.age, 'age', language)}: {formats.long_date(age.birthday, language)}"
        table.append((_label("age", language), f"{said}, {_answer('passed' if age.passed else 'ahead', language)}"))
    for day in working.days:
        number = f"{day.number}. " if day.number else "–  "
        said = f"{number}{formats.long_date(day.day, language, weekday=True)}: {day.said.say(language)}"
        table.append((_label("day", language), f"{said} ({day.notice})"))
    for row in working.taken:
        table.append((_label("taken", language), f"{row.row}: {', '.join(row.basis)}"))
    for left in working.left_out:
        table.append((_label("left_out", language), f"{left.row}: {left.said.say(language)}"))
    return table


def limit_words(limit: TimeLimit, language: str) -> str:
    """Return a time limit in words, with the areas it holds in."""
    said = formats.days(limit.days, limit.unit, language)
    if limit.areas:
        areas = "; ".join(vocabulary.load().label("area", area, language) for area in limit.areas)
        said = f"{areas}: {said}"
    if limit.role == "also":
        said = f"{_label('sooner', language)}: {said}"
    return _with(said, language, limit.note, limit.extension_note)


def render(table: Table) -> str:
    """Return a table as text: the labels in one column, repeated labels left out."""
    width = max((len(label) for label, _ in table), default=0)
    lines, before = [], ""
    for label, value in table:
        lines.append(f"{'' if label == before else label:<{width}}  {value}")
        before = label
    return "\n".join(lines)


def _amounts(fee: Fee, language: str) -> Table:
    def amount(value: int | None) -> str:
        return _answer("no_channel", language) if value is None else formats.money(value, fee.currency, language)

    amounts = [("base", fee.base), ("in_person", fee.in_person), ("online", fee.online)]
    table = [
        (f"{_label('fee', language)}: {_label(name, language).lower()}", amount(value)) for name, value in amounts
    ]
    if fee.base is None:  # what each province sets is no different on any channel
        table = [(table[0][0], _answer("province", language))]
    if fee.online_waiver:
        waiver = fee.online_waiver
        said = f"{amount(waiver.amount)}, {_label('condition', language)}: "
        said += "; ".join(condition.say(language) for condition in waiver.conditions)
        said += _until(waiver.until, language)
        table.append((_label("reduction", language), _with(said, language, waiver.doubt)))
    for used in fee.reductions:
        channels = ", ".join(vocabulary.load().label("channel", channel, language) for channel in used.channels)
        said = f"{used.percent} %{' ' + channels if channels else ''}{_until(used.until, language)}"
        table.append((_label("reduction", language), _with(said, language, used.note)))
    if fee.alternative:
        table.append((_label("alternative", language), amount(fee.alternative.in_person)))
    if fee.free_reason:
        table.append((_label("free", language), fee.free_reason.say(language)))
    if fee.until:
        table.append((_label("until", language), formats.long_date(fee.until, language)))
    if fee.delivery:
        table.append((_label("delivery", language), fee.delivery.say(language)))
    return table


def _head(document: str, procedure: str, language: str) -> Table:
    known = vocabulary.load()
    return [
        (_label("document", language), known.label("document", document, language)),
        (_label("procedure", language), known.label("procedure", procedure, language)),
    ]


def _foot(
    doubts: Iterable[Words],
    notes: Iterable[Words],
    confidence: str,
    basis: Iterable[str],
    ids: Iterable[str],
    language: str,
) -> Table:
    table = [(_label("advice", language), note.say(language)) for note in notes]
    table += [(_label("doubt", language), doubt.say(language)) for doubt in doubts]
    table.append((_label("confidence", language), _answer(confidence, language)))
    table.append((_label("basis", language), ", ".join(basis)))
    table.append((_label("rows", language), ", ".join(ids)))
    return table


def _label(key: str, language: str) -> str:
    return LABELS[key][language]


def _answer(key: str, language: str) -> str:
    return ANSWERS[key][language]


def _until(day: date | None, language: str) -> str:
    return f" ({_label('until', language).lower()} {formats.long_date(day, language)})" if day else ""


def _with(said: str, language: str, *sentences: Words | None) -> str:
    return " ".join([said + ".", *(words.say(language) for words in sentences if words)]) if any(sentences) else said
