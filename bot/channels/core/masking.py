"""Personal numbers hidden before a message is stored, logged or read by anything.

Identity numbers (9 or 12 digits; China's 18), phone and bank account numbers become `PLACEHOLDER`, however
their digits are spaced. Dates, years, amounts of money and the numbers of laws, forms and procedures stay.
"""

from __future__ import annotations

import re

PLACEHOLDER = "●●●"
"""What stands in a message in place of a personal number."""

MIN_PERSONAL_DIGITS = 9
"""Shortest number hidden without a hint: the old identity number (CMND) has nine digits."""

MIN_HINTED_DIGITS = 6
"""Shortest number hidden when the words before it say that it is a phone or an account."""

MIN_CODE_DIGITS = 4
"""Shortest number hidden beside words that say that it is a one-time code or a secret."""

MAX_BESIDE = 2
"""Digits that may stand beside a date or a law's number and still be read as a count, not a person's."""

# Digits of one number may have up to three of these between them. A comma with a space behind parts a list, an
# opening bracket begins something else.
_HIDDEN = "[\u00ad\u034f\u061c\u115f\u1160\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufe00-\ufe0f\ufeff]*"
_GAP = rf"(?:{_HIDDEN}(?:[^\S\n]|[.\-‐-―−_·•/\\|+*)\]~]|,(?!\s))){{0,3}}{_HIDDEN}"
_RUN = re.compile(rf"\d(?:{_GAP}\d)*(?:[xX](?![a-zA-Z]))?")  # X: the last sign of some Chinese numbers

_HINT = re.compile(
    r"(?:\b(?:sđt|sdt|đt|phone|mobile|tel|teléfono|telefono|móvil|movil|whatsapp|zalo|stk|iban)|"
    r"điện thoại|dien thoai|tài khoản|tai khoan|account|cuenta)"
    r"(?:\s*(?:số|so|no|number|número|numero|là|la|is|es|n[º°]|của tôi|cua toi|ngân hàng|ngan hang)\b)*"
    r"[\s:.#=-]*$",
    re.IGNORECASE,
)
_CODE = (
    r"\b(?:otp|mã (?:xác nhận|xác thực|bảo mật|pin|kích hoạt)|ma (?:xac nhan|xac thuc|bao mat|pin|kich hoat)|pin|"
    r"mật khẩu|mat khau|mật mã|mat ma|passcode|password|(?:verification|security|one-time) code|"
    r"código de (?:verificación|seguridad|un solo uso)|codigo de (?:verificacion|seguridad|un solo uso)|"
    r"contraseña|clave)"
)
_CODE_BEFORE = re.compile(
    _CODE + r"(?:\s*(?:số|so|của tôi|cua toi|của em|cua em|vneid|code|là|la|is|es|was|gửi về|gui ve))*[\s:.#=-]*$",
    re.IGNORECASE,
)
_CODE_AFTER = re.compile(r"\s*(?:là|la|is|es)?\s*(?:(?:my|the|your|mi|el)\s+)?(?:mã |ma )?" + _CODE, re.IGNORECASE)
_TELEPHONE = re.compile(r"0\d{9,10}|\+\d{9,13}|1[89]00\d{4,6}")
"""Numbers of Vietnam, of other countries with their code, and of service lines."""

_HINT_REACH = 60  # characters before a number that are searched for a hint

# "đ" and "đồng" also begin the names of places ("CMND 271234000 Đồng Nai").
_CURRENCY = re.compile(
    r"\s?(?:đồng|dong|vnđ|vnd|đ|₫|yuan(?:es)?|rmb|cny|nhân dân tệ|nhan dan te)"
    r"(?!\s(?:nai|tháp|thap|hới|hoi|hà|ha|xoài|xoai|văn|van|hỷ|hy|phú|phu)\b)(?!\w)",
    re.IGNORECASE,
)

_SHAPE = re.compile(
    r"(?P<date>(?P<first>\d{1,4})(?P<sep> ?[./-] ?| )(?P<month>\d{1,2})(?P=sep)(?P<last>\d{1,4}))"
    r"|(?P<document>\d{1,4}/(?:19\d\d|20[0-3]\d))"  # 26/2023, and a month: 3/2022
    r"|(?P<procedure>[1-3]\.0\d{5})"  # 2.001195
    r"|(?P<amount>[1-9]\d?[.,]\d{3}[.,]000|[1-9]\d{0,2}[.,]000|[1-9]\d{0,3}000)"  # 70.000, 1.500.000, 70000
    r"|(?P<year>19\d\d|20[0-3]\d)"
)
_STRONG = ("date", "document", "procedure")


def mask(text: str) -> str:
    """Return `text` with every personal number replaced by `PLACEHOLDER`."""
    pieces: list[str] = []
    end = 0
    for run in _RUN.finditer(text):
        pieces += [text[end : run.start()], _masked(run.group(), text[: run.start()], text[run.end() :])]
        end = run.end()
    return "".join([*pieces, text[end:]])


def mask_identity(text: str) -> str:
    """Return an officer's `text` with identity and account numbers hidden; telephone numbers stay, to be called."""

    def hidden(run: re.Match[str]) -> str:
        digits = "".join(character for character in run.group() if character.isdecimal())
        is_called = _TELEPHONE.fullmatch(("+" if run.string[: run.start()].endswith("+") else "") + digits)
        return run.group() if is_called else _masked(run.group(), "", run.string[run.end() :])

    return _RUN.sub(hidden, text)


def _masked(run: str, before: str, after: str) -> str:
    """Return one run of digits and the gaps between them, hidden where it is personal."""
    if _digits(run) < MIN_PERSONAL_DIGITS:
        return PLACEHOLDER if _is_hinted(run, before[-_HINT_REACH:], after[:_HINT_REACH]) else run
    if _is_large_amount(run, after):
        return run
    parts = _parts(run)
    start, end, left = 0, len(parts), _digits(run)
    while start < end and parts[start][0] and left - _digits(parts[start][1]) >= MIN_PERSONAL_DIGITS:
        left -= _digits(parts[start][1])
        start += 1
    while start < end and parts[end - 1][0] and left - _digits(parts[end - 1][1]) >= MIN_PERSONAL_DIGITS:
        left -= _digits(parts[end - 1][1])
        end -= 1
    kinds = [kind for kind, _ in parts[start:end]]
    unknown = max((_digits(piece) for kind, piece in parts[start:end] if not kind), default=0)
    if all(kinds) or (unknown <= MAX_BESIDE and any(kind in _STRONG for kind in kinds)):
        return run
    pieces = [piece for _, piece in parts]
    return "".join([*pieces[:start], PLACEHOLDER, *pieces[end:]])


def _is_hinted(run: str, before: str, after: str) -> bool:
    """Say whether the words around a short run tell that it is a phone, an account or a one-time code."""
    if _is_date(_SHAPE.fullmatch(run)):
        return False
    if _digits(run) >= MIN_CODE_DIGITS and (_CODE_BEFORE.search(before) or _CODE_AFTER.match(after)):
        return True
    return _digits(run) >= MIN_HINTED_DIGITS and _HINT.search(before) is not None


def _parts(run: str) -> list[tuple[str, str]]:
    """Split a run into (kind, piece): a shape's name, "gap", or "" for digits of no known shape."""
    parts: list[tuple[str, str]] = []
    position = 0
    for shape in [*_SHAPE.finditer(run), None]:
        if shape is not None and not _stands_alone(shape):
            continue
        between = run[position : shape.start() if shape else len(run)]
        if between:
            digits = between.strip()
            gap = "gap" if not _digits(digits) else ""
            lead, tail = between[: len(between) - len(between.lstrip())], between[len(between.rstrip()) :]
            parts += [("gap", lead), (gap, digits), ("gap", tail)] if digits else [("gap", between)]
        if shape is not None:
            parts.append((shape.lastgroup or "", shape.group()))
            position = shape.end()
    return [part for part in parts if part[1]]


def _stands_alone(shape: re.Match[str]) -> bool:
    """Say whether a shape has the run's end, white space, a bracket or, as in 30.000-70.000, a dash around it."""
    if shape["date"] and not _is_date(shape):
        return False
    dashes = "" if "-" in shape.group() or shape["document"] or shape["procedure"] else "\\-‐-―−"
    around = rf"[\s)\]{dashes}{'/' if shape['amount'] else ''}]"
    before, after = shape.string[: shape.start()][-1:], shape.string[shape.end() :][:1]
    return all(not beside or re.match(around, beside) for beside in (before, after))


def _is_date(shape: re.Match[str] | None) -> bool:
    """Say whether a shape reads as a day of 1900-2039, from day to year or from year to day."""
    if shape is None or not shape["date"]:
        return False
    first, month, last = int(shape["first"]), int(shape["month"]), int(shape["last"])
    year, day = (first, last) if first > 31 else (last, first)
    return 1900 <= year <= 2039 and 1 <= month <= 12 and 1 <= day <= 31


def _is_large_amount(run: str, after: str) -> bool:
    """Say whether a run is one round amount in groups of three, its currency behind it: 150.000.000 đồng."""
    grouped = re.fullmatch(r"[1-9]\d{0,2}(?:([., ])\d{3})(?:\1\d{3})*", run) is not None
    return grouped and run.endswith("000") and _CURRENCY.match(after) is not None


def _digits(text: str) -> int:
    return sum(character.isdecimal() for character in text)
