"""Which day a date is: a birth, an issue, an expiry, a filing, a day in a story, or the day asked about."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from bot.nlu.calendar_words import DateSpan
from bot.nlu.tense import sentence
from common.text import fold

WINDOW = 45
"""Characters before a date in which the word that tells its role is looked for."""
_CARD = r"the|cccd|cong dan|chip|cmnd|cmt|can cuoc|nhan dan"
_OWNER = r"(?:em|toi|minh|tui|con|chau|anh|chi|bo|me|ba|ong|vo|chong|be)"
_NO_CARD_GIVEN = (
    r"(?:(?:la|el|una|un|mi|su|the) )?(?:cita|turno|hora|fecha|plazo|recibo|resguardo|numero|papel\w*|appointment|slot"
    r"|receipt|slip|date|deadline|number)\b"
)
"""What an office gives that is no card: "me dieron cita el 3 de diciembre"."""
ROLES = {
    "birth_date": (
        r"(?<!ngay )(?<!khai )sinh(?! vien| trac| nhat)|sanh|sn|nam sinh|ngay sinh|ngay thang nam sinh",
        r"naci|nacio|nacid[oa]|nacimiento|born|birth|birthday(?= (?:is|was|:))|dob",
    ),
    "issue_date": (
        r"cap(?! (?:lai|doi|moi))|(?<!di )(?<!ho so )(?<!nop )(?<!phi )(?<!tien )(?<!gia )lam the|the lam|lam nam",
        rf"(?:{_CARD}) (?:duoc |da |moi |vua )*cap (?:lai|doi|moi) (?:tu |vao )?(?:ngay|hom)?",
        rf"(?:{_CARD}) (?:ma )?(?:cua )?(?:{_OWNER} )?lam (?:hoi|tu|nam|ngay|vao|thang)",
        rf"(?:{_CARD}) (?:\w+ ){{0,2}}mau(?: moi)?(?: nam)?(?=\s*$)|(?:new|old)[- ]?(?:model|style)(?=\s*$)",
        r"^\W*lam(?=(?: (?:tu|hoi|vao|nam|ngay|thang|hom))*\s*$)|co the(?: tu| hoi| vao| nam| ngay)*",
        rf"co (?:{_CARD})[^,.;?]{{0,15}} tu(?: nam| ngay)?|(?:{_CARD}) lam(?=\s*$)",
        r"nhan the(?: hoi| vao| ngay| nam)*",
        rf"{_OWNER} lam (?:the|cccd|can cuoc|cmnd)[^,.;?\d]{{0,20}}\b(?:dot|hoi|tu)(?: thang| nam| ngay)?",
        rf"(?:{_CARD}) (?:ma )?(?:cua )?(?:{_OWNER}|e|m) (?:moi |vua |duoc |da )*(?:lam|nhan|cap)(?=\s*$)",
        r"(?:me|te|le|nos|les) (?:(?:la|lo|las|los) )?(?:dieron|entregaron|expidieron|hicieron|sacaron|emitieron)"
        rf"(?! {_NO_CARD_GIVEN})",
        r"(?:se|te) (?:(?:la|lo) )?(?:saco|hizo) (?:la|el|su)(?= (?:tarjeta|carne|carnet|cedula|the|dni)\b)",
        r"(?:sac(?:o|amos|aron)|renov(?:o|e|amos|aron)|hizo|hice|hicimos|hicieron|obtuv\w+) (?:la|el|su|mi|una?)"
        r"(?: \w+){0,2}? (?:tarjeta|carne|carnet|cedula|the|dni|cccd|cmnd)",
        rf"(?:gave|handed|issued) (?:it to )?(?:me|him|her|us|them)(?! (?:an? )?{_NO_CARD_GIVEN})"
        r"|(?:was |were )?given (?:it |to (?:me|him|her|us|them))",
        r"got(?! (?:married|divorced|snatched|stolen|robbed|lost|broken|damaged|wet|torn|hacked|called|a call))",
        r"issued?|made|expid\w+|exped\w+|emit\w+|saque|la saque|tarjeta con chip"
        r"|valid from|valid[ao] desde|vigente desde|gia tri (?:su dung )?tu(?: ngay)?",
        r"ha(?:d|ve|s) (?:my |the |this |an? )?(?:[a-z]+ ){0,2}(?:card|cccd|id)(?: card)? since|tengo (?:la"
        r"|mi) (?:tarjeta|cedula) desde",
        r"(?:card|cccd|cmnd|cmt|can cuoc|id|carne|cedula|dni|tarjeta|the)(?:\s+(?:con|with|gan)\s+chip)?"
        r"\s*,?\s+(?:is\s+|es\s+)?(?:from|of|dated|del?|desde)|(?:cmnd|cmt|chung minh) cua(?=\s*$)",
    ),
    "expiry_date": (
        r"(?<!thoi )(?<!qua )(?<!gioi )(?<!ky )(?<!dung )(?<!toi )han(?=(?: (?:la|ghi|in|tren|the|nam|ngay|thang"
        r"|den|toi))*[\s,:]*$)",
        r"het han|het hieu luc|het gia tri|han su dung|gia tri(?: su dung)?(?! (?:su dung )?tu\b)(?: den| toi)?",
        r"han (?:the|den|toi)",
        rf"(?:{_CARD}) (?:den|toi|xai den|dung den)",
        r"expir\w*|valid (?:until|to|till|through)|ends? (?:in|on)|runs? out"
        r"|(?:good|fine|okay|ok) (?:until|till|through)",
        r"venc\w+|caduc\w+|valid[ao] hasta|vale hasta|vigente hasta",
    ),
    "received_date": (
        r"nop(?! (?:le )?phi| tien)|lam ho so|di lam(?! xa| an| viec)|lam hom|lam don",
        r"submit\w*|filed?|apply\w*|applied|filing|hand(?:ing)? (?:it |them |my \w+ |the \w+ )?in|handed|papers in"
        r"|present\w+|entreg\w+|solicit\w+",
    ),
    "event_date": (
        rf"{_OWNER} (?:bi |lam |da |vua |lo )*(?:mat|roi|rot|danh roi|danh mat)",
        r"(?<!if )i (?:have |had )?(?:lost|broke|damaged)|(?:was|were|got) (?:lost|stolen|robbed|snatched|taken)"
        r"|(?:was|were|got) (?:broken|damaged|torn)",
        r"renounc\w+|gave up|emigrat\w+|renunci\w+|sali(?:o|mos|eron)|emigr(?:o|e|amos|aron)",
        r"perdi|se me perdio|me robaron|me la robaron|me lo robaron|extravie",
        # What has been so since a day is no day asked about: "sống ở Đức từ 2022", "retired since 2021".
        rf"{_OWNER} (?:dang |da |toan )?o\b[^.;,?!\d]{{0,30}}\b(?:tu|ke tu)(?: hoi| nam| thang| ngay)*",
        r"(?:song|di lam(?! (?:the|ho so|can cuoc|cccd|cmnd|lai))|tam tru|thuong tru|cu tru|dinh cu|lam viec"
        r"|lam an|di lam xa|hoc|nghi huu|ve huu|ket hon|lay chong"
        r"|lay vo|chuyen|xuat canh|ra nuoc ngoai|sang)\b[^.;,?!\d]{0,30}\b(?:tu|ke tu)(?: hoi| nam| thang| ngay)*",
        r"(?:liv\w+|resid\w+|retired|married|work\w*|stud\w+|been|moved|abroad|away)\b[^.;,?!\d]{0,30}\bsince",
        r"(?:viv\w+|resid\w+|jubilad\w+|retirad\w+|casad\w+|trabaj\w+|estudi\w+|estoy|llevo)\b[^.;,?!\d]{0,30}"
        r"\bdesde(?: el| ano| hace)*",
    ),
}
"""Words that tell what a date is of; `event_date`, when the card was lost, is no day that a fee is asked for."""
_CUES = {role: re.compile(rf"\b(?:{'|'.join(cues)})\b") for role, cues in ROLES.items()}
_DONE_THEN = re.compile(
    rf"\W{{0,3}}(?:thi )?(?:{_OWNER} )?(?:(?P<received_date>(?:se |da |moi |vua |dinh |tinh |muon )*(?:di |len |ra )*"
    r"(?:nop(?! (?:le )?phi| tien)|lam (?:the|ho so|cccd|can cuoc)|dang ky lam)|i(?:'ll| will| am| have|'m)?"
    r" ?(?:submit|appl|fil|hand)"
    r"|(?:yo )?(?:presento|presente|presentare|entrego|entregue|solicite))"
    r"|(?P<event_date>(?:bi |lam |da |vua |lo |moi )*(?:mat|danh mat|danh roi|lam roi|roi mat)\b"
    r"|i lost|(?:yo )?perdi|me robaron))"
)
"""What somebody did or will do on a day, said after it: "3 ngày nữa tôi nộp hồ sơ", "hôm qua tôi mất thẻ"."""
_MADE_LAST = re.compile(r"\b(?:moi|vua|da) (?:di |len )?(?:lam|doi|cap)(?: lai| the)*(?: hoi| tu| vao)?\s*$")
"""What makes a year right behind it that of a card: "mới làm năm ngoái"."""
_MADE_THEN = re.compile(
    rf"[^.;?!]{{0,40}}\b(?:nen|roi|va|thi) (?:{_OWNER} )?(?:da |duoc |co )+(?:di )?(?:lam lai|cap lai|doi|lam)\b"
    r"(?! (?:nhung|ma) )"
)
"""What follows a loss in the month that a date tells: "6/2025 bị mất nên đã làm lại thẻ"."""
_OF_THEN = re.compile(
    r"\b(?:luc (?:do|ay|bay gio)|hoi (?:do|ay)|khi (?:do|ay)|thoi (?:do|diem do|diem ay)|back then"
    r"|at (?:the|that) time|in those days|entonces|en aquel momento|en ese momento)\b"
)
"""Words that ask of the time of a story: "hồi đó phải đóng bao nhiêu"."""
_MAY = "có thể"
"""What "có thẻ" is without marks."""
_MY = re.compile(r"\b(?:my|his|her|our|a|an|old) $")
_DATED_CARD = re.compile(r" (?:chip )?(?:the can cuoc|cccd|cmnd|id card|card|chip card)\b")
"""A card right after its year: "my 2021 chip CCCD"."""
_NAMED_AFTER = re.compile(
    r"\W{0,3}(?:la |is |es )?(?:the |my |mi |la |el )?"
    r"(?:(?P<birth_date>(?:ngay|nam) sinh|birth|date of birth|nacimiento)"
    r"|(?P<issue_date>(?:ngay|nam) cap|issue date|date of issue|fecha de exp)"
    r"|(?P<expiry_date>ngay het han|expir|vencimiento|caducidad))"
)
"""The name of a date after it: "20/5/1990 là ngày sinh"; none where a date follows that it may belong to."""
_A_DATE = re.compile(r"[^.;,?!]{0,25}\d")
_ISSUED = re.compile(r"\b(?:cap|issued?|exp[ei]d\w+|emit\w+)\b")
"""Words of an issue that stay so of a day to come, to be told wrong; "làm thẻ trước Tết" is a plan."""
_PRINTED = re.compile(
    r"\b(?:ghi|in tren|duoc in|tren the|printed|card says|on (?:my|the) card|pone|dice|figura"
    r"|impresa?)\b[^.;?!\d]{0,25}$"
)
_UNTIL = re.compile(r"^[^\w]*(?:den|toi|to|until|till|hasta|al?|-|–)\b|^\s*[-–]\s*")
_JOINED = re.compile(
    r"^[\s,]*(?:va|hoac|hay|den|toi|and|or|to|y|o|a|al|hasta|until|-|–)?(?: ngay| nam| thang| the| el| on)*\s*$"
)
_CARD_BETWEEN = re.compile(r"^[\s,]*(?:va |and |y )?(?:the|cccd|cmnd|can cuoc|card|cccd card|tarjeta|carne)\s*$")
_ASKS = re.compile(
    r"\b(?:bao nhieu|may tien|(?:ton|het) (?:nhieu|bn|bnhiu|may)|nhieu tien|phi|le phi|gia|muc|luat|quy dinh|thoi han"
    r"|bao lau|fees?|cost|how much|how long|price|paid|pay|charged?|tasa|cuanto|costaba|tarifa|law)\b"
)
_YEARS_AGO = re.compile(r"\bago$|^hace |^cach |nam truoc$")
"""How a year is told by its distance: "two years ago"."""
_CLAUSE_END = re.compile(r"[,.;?!\n]|\b(?:nhung|but|pero|nen|roi|va|and|y)\b")
_AT_PRESENT = re.compile(
    r"\b(?:(?<!luc )bay gio|(?<!may )(?<!\d )(?<!ngoai )gio(?! (?:lam viec|hanh chinh|nao|mo|dong|giac))"
    r"|nay(?! gio)|hien|hien tai|now|right now|currently|today|ahora|actualmente|hoy)\b"
)
_WISH = re.compile(
    r"\b(?:muon|can(?! cuoc)|dang|phai lam (?:sao|gi)|i want|i need|i would like|i'd like"
    r"|how (?:do|can) i|must i|can i|do i|quiero|necesito|como (?:renuevo|hago|puedo)|que hago)\b"
)
_PERSON = re.compile(rf"\b(?:{_OWNER}|i|we|my|me|yo|mi|viaje|emigre|fui|estuve|vivia|trabaje)\b")
_A_CARD_YEAR = re.compile(rf"\b(?:{_CARD})(?: chip)?(?: doi| nam)*\s*$")
_MADE = re.compile(
    r"\b(?:lam|cap|doi|cam|nhan|co) (?:\w+ ){0,2}(?:the|cccd|cmnd|can cuoc)\b"
    r"|\bthe (?:cu |moi )?(?:doi|cap|lam)\b|\bgot my (?:\w+ )?card\b"
)
_GROWN = 14
"""Years between two bare dates from which the first is a birth and the second a card."""


def date_roles(text: str, folded: str, spans: Sequence[DateSpan], today: date) -> list[str]:
    """Return the role of each span, as the entity it becomes: a role of ROLES, `date`, or `impossible_date`.

    The words between a date and the one before it tell most; then reason: no card before a birth, no expiry before
    an issue, and what somebody did in a year that is over is not asked about where "now" follows.
    """
    roles: list[str] = []
    for position, span in enumerate(spans):
        begin = spans[position - 1].end if position else 0
        roles.append(_by_words(text, folded, span, begin, today) or _from_the_last(folded, spans, roles, today))
    roles = _two_bare_dates(folded, spans, roles, today)
    roles = [_in_a_story(folded, span, role, spans, today) for span, role in zip(spans, roles, strict=True)]
    roles = [_of_an_event(folded, span, role, today) for span, role in zip(spans, roles, strict=True)]
    return [_of_what_followed(folded, span, role) for span, role in zip(spans, roles, strict=True)]


def _by_words(text: str, folded: str, span: DateSpan, begin: int, today: date) -> str | None:
    if span.value is None:
        return "impossible_date"
    if _MY.search(folded[: span.start]) and _DATED_CARD.match(folded[span.end :]):
        return "issue_date"
    after = _NAMED_AFTER.match(folded, span.end)
    if after and not _A_DATE.match(folded, after.end()):
        return after.lastgroup
    start = max(
        begin, span.start - WINDOW, folded.rfind("?", 0, span.start) + 1, folded.rfind(" thi ", 0, span.start) + 1
    )
    before = folded[start : span.start]
    found = [
        (match.end() if role == "expiry_date" else match.start(), role)
        for role, cue in _CUES.items()
        for match in cue.finditer(before)
        if _MAY not in text[start + match.start() : start + match.end()].lower()
        and _can_be(role, span.value, before, today)
    ]
    if found:
        return max(found)[1]
    if len(span.value) == len("2026") and _MADE_LAST.search(before):
        return "issue_date"
    is_day = len(span.value) == len("2026-11-22") and not _AT_PRESENT.fullmatch(folded[span.start : span.end])
    done = _DONE_THEN.match(folded, span.end) if is_day else None
    return done.lastgroup if done and _can_be(str(done.lastgroup), span.value, before, today) else None


def _can_be(role: str, value: str, before: str, today: date) -> bool:
    """Say whether a day may be of a role: no birth or loss lies ahead, nor a card made but where one says issued."""
    if value <= today.isoformat():
        return True
    return role not in ("birth_date", "event_date") and (role != "issue_date" or bool(_ISSUED.search(before)))


def _from_the_last(folded: str, spans: Sequence[DateSpan], roles: list[str], today: date) -> str:
    """Return the role of a date without words of its own, from the one before it; `date` where that tells nothing."""
    span = spans[len(roles)]
    value = str(span.value)
    if _PRINTED.search(folded[max(0, span.start - WINDOW) : span.start]) and value > today.isoformat():
        return "expiry_date"
    if not roles:
        return "date"
    last, role = spans[len(roles) - 1], roles[-1]
    between = folded[last.end : span.start]
    beside = last.value is not None and _is_after(value, last.value) and _JOINED.match(between)
    is_day, past = len(value) == len("2026-11-22"), value < today.isoformat()[: len(value)]
    made = "birth_date" in roles and (past or is_day) and _MADE.search(between) and not _ASKS.search(between)
    if made and "issue_date" not in roles:
        return "issue_date"
    if role == "birth_date" and (beside or (past and _CARD_BETWEEN.match(between))):
        return "issue_date" if past else "expiry_date" if is_day else "date"
    if role == "issue_date" and beside:
        return "expiry_date" if _UNTIL.match(between) or (is_day and not past) else "date"
    inherits = role not in ("date", "impossible_date") and value != today.isoformat() and _JOINED.match(between)
    return role if inherits else "date"


def _two_bare_dates(folded: str, spans: Sequence[DateSpan], roles: list[str], today: date) -> list[str]:
    """Return the roles where two whole days stand alone, the first long before the second: a birth and a card."""
    if roles != ["date", "date"] or any(len(str(span.value)) != len("2026-11-22") for span in spans):
        return roles
    first, second = (str(span.value) for span in spans)
    between = folded[spans[0].end : spans[1].start]
    if int(second[:4]) - int(first[:4]) < _GROWN or _UNTIL.match(between) or _ASKS.search(folded[: spans[0].start]):
        return roles
    return ["birth_date", "expiry_date" if second > today.isoformat() else "issue_date"]


def _in_a_story(folded: str, span: DateSpan, role: str, spans: Sequence[DateSpan], today: date) -> str:
    """Return `event_date` for a day of the past that somebody tells of, before what is asked about the present."""
    if role != "date" or str(span.value) >= today.isoformat()[: len(str(span.value))]:
        return role
    begin = max((end.end() for end in _CLAUSE_END.finditer(folded, 0, span.start)), default=0)
    stop = _CLAUSE_END.search(folded, span.end)
    if stop is None or _ASKS.search(folded[begin : stop.start()]):
        return role
    rest = folded[stop.start() :]
    now = _AT_PRESENT.search(rest)
    told_now = now and not _ASKS.search(rest[: now.start()])
    told = told_now or (_PERSON.search(folded[begin : stop.start()]) and _WISH.search(rest))
    if not told:
        return role
    # "Năm 2015 tôi làm CMND, nay muốn đổi": the year of the card that is spoken of.
    of_a_card = _A_CARD_YEAR.search(folded[begin : span.start]) or _MADE.search(folded[begin : stop.start()])
    return "issue_date" if of_a_card else "event_date"


def _of_an_event(folded: str, span: DateSpan, role: str, today: date) -> str:
    """Return `event_date` for a time that is over, told in words ("yesterday") where no figure is asked of it.

    "Hôm qua thẻ bị gãy" asks for what to do now; "phí tháng trước bao nhiêu" asks for the fee of that month.
    """
    value = str(span.value)
    by_distance = bool(_YEARS_AGO.search(fold(span.text)))
    in_figures = any(c.isdigit() for c in span.text) or len(value) == len("2026")
    if role != "date" or value >= today.isoformat()[: len(value)] or (in_figures and not by_distance):
        return role
    if asks_a_figure(folded, span):
        return role
    done = _DONE_THEN.match(folded, span.end)
    return str(done.lastgroup) if done else "event_date"


def _of_what_followed(folded: str, span: DateSpan, role: str) -> str:
    """Return the role of a time in a story: of an issue where a card was made then, a `date` where it is asked of."""
    if role != "event_date":
        return role
    if _MADE_THEN.match(folded, span.end):
        return "issue_date"
    then = _OF_THEN.search(folded, span.end)
    return "date" if then and _ASKS.search(sentence(folded, then.start(), then.end())) else role


def asks_a_figure(folded: str, span: DateSpan) -> bool:
    """Say whether the clause around a date asks for a figure of then: "the fee in 2022"."""
    begin = max((end.end() for end in _CLAUSE_END.finditer(folded, 0, span.start)), default=0)
    stop = _CLAUSE_END.search(folded, span.end)
    return bool(_ASKS.search(folded[begin : stop.start() if stop else len(folded)]))


def speaks_of_now(folded: str, span: DateSpan) -> bool:
    """Say whether the sentence around a date speaks of the present: "and now, on 8/11"."""
    return bool(_AT_PRESENT.search(sentence(folded, span.start, span.end)))


def _is_after(later: str, earlier: str) -> bool:
    """Say whether one ISO date may lie after another, each as wide as it was said."""
    width = min(len(later), len(earlier))
    return later[:width] >= earlier[:width]
