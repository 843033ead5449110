"""What a message in Chinese characters says of a card, in words that are read: the assistant knows three languages.

Only names and the usual questions about them; what has none of them is told to be unreadable. Within a sentence
of another language the names are phrases of data/entities.
"""

from __future__ import annotations

import re
import unicodedata

WORDS = {
    # Chinese: what it is called here, the longest first where one holds another
    "越南居民身份证": "vietnamese id card",
    "越南身份证": "vietnamese id card",
    "临时居民身份证": "temporary chinese id card",
    "临时身份证": "temporary chinese id card",
    "居民身份证": "chinese id card",
    "身份证号码": "chinese id number",
    "身份证号": "chinese id number",
    "二代身份证": "chinese id card",
    "二代证": "chinese id card",
    "身份证": "chinese id card",
    "身份証": "chinese id card",
    "身分證": "chinese id card",
    "身份證": "chinese id card",
    "居民证": "chinese id card",
    "越南": "vietnamese",
    "公民身份": "citizen identity card",
    "户口本": "hukou booklet",
    "户口簿": "hukou booklet",
    "户口": "hukou",
    "派出所": "police station",
    "公安局": "police station",
    "公安": "police",
    "护照": "passport",
    "不见了": "lost",
    "弄丢了": "lost",
    "丢失": "lost",
    "遗失": "lost",
    "丢了": "lost",
    "丢": "lost",
    "被偷": "stolen",
    "损坏": "damaged",
    "坏了": "damaged",
    "补办": "replace",
    "补领": "replace",
    "挂失": "report the loss of",
    "换领": "renew",
    "换证": "renew",
    "更换": "renew",
    "申领": "apply for",
    "办理": "apply for",
    "到期": "expired",
    "过期": "expired",
    "有效期": "how long valid",
    "首次": "first",
    "网上": "online",
    "异地": "in another city",
    "在外地": "in another city",
    "孩子": "child",
    "儿童": "child",
    "多少钱": "how much does it cost",
    "费用": "fee",
    "收费": "fee",
    "多久": "how long does it take",
    "几天": "how many days",
    "需要什么": "what do i need",
    "什么材料": "what documents",
    "材料": "documents",
    "怎么办": "what do i do",
    "怎么": "how",
    "如何": "how",
    "在哪里": "where",
    "哪里": "where",
    "在哪": "where",
    "哪儿": "where",
    "可以": "can i",
    "能不能": "can i",
    "吗": "?",
    "？": "?",
    "，": ",",
    "。": ".",
}
_WORD = re.compile("|".join(sorted(map(re.escape, WORDS), key=len, reverse=True)))
_NAMES = re.compile(r"cccd|cmnd|vneid|id", re.IGNORECASE)
"""What is written in Latin letters in Chinese, too."""
_SMALL = re.compile("[我你您他她的了呢啊要想是有在新办证]")
"""Characters that add nothing to what is read."""


def in_our_words(text: str) -> str:
    """Return a text all in Chinese with the words of the table as English ones; any other text as it is."""
    if any(map(_is_latin, _NAMES.sub("", text))) or not _WORD.search(text):
        return text
    said = _SMALL.sub(" ", _WORD.sub(lambda match: f" {WORDS[match.group()]} ", text))
    return " ".join(re.sub(r"\s+([?,.])", r"\1", said).split())


def _is_latin(character: str) -> bool:
    return character.isalpha() and "LATIN" in unicodedata.name(character, "")
