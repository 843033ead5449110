"""Where a reason is named but not meant: denied ("chưa hết hạn"), not yet ("trước khi"), or "mất" as "it costs"."""

from __future__ import annotations

import re

from common.spelling import VIETNAMESE_ONLY
from common.syllables import UNMARKED
from common.text import fold

_FILLER = {
    "vi": "phải bị hề từng có là do vì tại làm đến tới được ai cần đang mà thấy sắp nữa",
    "en": "cuz cos bc its it's been yet be really actually ever have had has it is was my the because since due to i"
    " going getting even",
    "es": "la lo se me le he ha han haya esta estaba es era fue habia ya aun todavia sido por porque xq pq"
    " porq que mi",
}
"""Words that may stand between the denial and the reason."""
_NOT = {
    "vi": r"(?<!được )(?<!duoc )(?<!phải )(?<!phai )(?:chưa|không|khong|ko|hông|hong|chẳng|chả|đâu có|k|kh|khg)"
    r"|chua|dau co|trước khi|truoc khi",
    "en": r"not|never|neither|nor|no longer|without|before|(?:is|was|has|have|had|did|do|does|are|were)n['’]?t",
    "es": r"no|ni|nunca|jamas|tampoco|sin|antes de(?: que)?",
}
_DENIED = {
    language: re.compile(rf"(?<![^\W_])(?:{words})(?:\s+(?:{'|'.join(_FILLER[language].split())}))*\s+$")
    for language, words in _NOT.items()
}
_STILL_SO = re.compile(r"\s*(?:thẻ\s+|the\s+)?(?:mất\s+|mat\s+)?(?:rồi|roi)\b")
"""What tells that it happened after all: "đổi được không hết hạn rồi"."""
_AMOUNT = (
    r"(?:\d[\d.,]*|bao nhieu|bao|bn|bnhiu|may|vai|nua|mot|hai|ba|bon|nam|sau|bay|tam|chin|muoi|ca|nhieu|it)"
    r"\s*(?:trieu|nghin|ngan|k|tr|dong|d|vnd|xu|tien|phi|cong|ngay|tuan|thang|nam|hom|bua|buoi|gio|tieng|phut"
    r"|thoi gian)\b"
)
_ABOUT = (
    r"(?:khoang|tam|chung|co|it nhat|nhieu nhat|nhanh nhat|toi da|toi thieu|het|tong cong|gan|hon|den|toi|them|dung"
    r"|trung binh|vao|do|phai|la|cai|ve|luon|tong)"
)
_COSTS = re.compile(
    rf"\s+(?:{_ABOUT}\s+)*(?:{_AMOUNT}|bao (?:nhieu|lau|gio)|bn\b|bnhiu\b|(?:le )?phi\b|tien\b|thoi gian\b"
    r"|(?:dong|xu) (?:nao|gi)\b|cong\b|lau\b|nhieu\b|gi (?:khong|ko|k)\b)"
)
"""What follows a "mất" that means "it costs" or "it takes"."""
_AGO = re.compile(r"\s*(?:roi|nay|truoc|qua roi)\b")
_MAKING = re.compile(
    r"\b(?:lam|doi|cap|xin|dang ky|nop|cho|doi|ra|gia han)(?: (?:lai|moi|cai|the|cccd|can cuoc|cong dan|ho so|giay|thi"
    r"|cung|toi|em|minh|no|xong|phai|het|se))*\s*$"
)


def is_denied(text: str, start: int, end: int) -> bool:
    """Say whether what stands at `start` to `end` of a text is denied, or said to be still to come."""
    before = text[max(0, start - 45) : start].lower()
    if _is_vietnamese(text[start:end].lower()):
        return bool(_DENIED["vi"].search(before)) and not _STILL_SO.match(text[end:].lower())
    return any(_DENIED[language].search(fold(before)) for language in ("en", "es"))


def _is_vietnamese(said: str) -> bool:
    """Say whether a reason is Vietnamese: "no" denies a Spanish one, and is a word for "it" before "hỏng"."""
    return bool(VIETNAMESE_ONLY & set(said)) or all(fold(word) in UNMARKED for word in said.split())


def is_cost(text: str, start: int, end: int) -> bool:
    """Say whether the "mất" at `start` to `end` says what something costs or how long it takes."""
    folded = fold(text)
    if folded[start:end] != "mat":
        return False
    costs = _COSTS.match(folded[end:])
    if costs is None:
        return False
    # "mất 5 tháng rồi" happened five months ago; "làm thẻ mất 5 tháng rồi" takes them.
    ago = _AGO.match(folded[end + costs.end() :])
    return ago is None or bool(_MAKING.search(folded[:start]))
