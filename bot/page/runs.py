"""Text as HTML with the words of another language marked, so that they are read aloud as what they are."""

from __future__ import annotations

import re
from collections.abc import Iterable

from markupsafe import Markup, escape

# Letters that Vietnamese has and Spanish and English have not.
_MARKED = "[^\\W\\d_]*[ăâđêôơưĂÂĐÊÔƠƯàèìòùÀÈÌÒÙãõÃÕỳỲ\u1ea0-\u1ef9][^\\W\\d_]*"
# "Công an phường": a word without marks belongs to its neighbours.
_VIETNAMESE = f"{_MARKED}(?: (?:[^\\W\\d_]{{1,6}} )?{_MARKED}| an\\b)*"
_CHINESE = "[\u4e00-\u9fff]+(?:[、，《》（）]*[\u4e00-\u9fff]+)*"
_HOTLINE = r"\b1900 ?\d{4}\b"
_ADDRESS = (
    r"https://(?:[\w-]+\.)*[\w-]+(?:/[\w./#?=%~+-]*[\w/#=%~+-]|/)?|(?<![\w.@-])(?:[\w-]+\.)+gov\.(?:vn|cn)(?![\w-])"
)


def marked(text: str, language: str, numbers: Iterable[str] = ()) -> Markup:
    """Return text escaped, its foreign runs in <span lang>, its web addresses, hotlines and `numbers` as links."""
    foreign = _CHINESE if language == "vi" else f"{_VIETNAMESE}|{_CHINESE}"
    known = [rf"(?<!\d){re.escape(number)}(?![\d/])" for number in numbers]
    pattern = f"(?P<address>{_ADDRESS})|(?P<number>{'|'.join([*known, _HOTLINE])})|(?P<foreign>{foreign})"
    html, end = Markup(""), 0
    for found in re.finditer(pattern, text):
        html += escape(text[end : found.start()]) + _run(found)
        end = found.end()
    return html + escape(text[end:])


def whole(text: str, language: str) -> Markup:
    """Return text escaped, all of it marked as Vietnamese or Chinese where a word of it is: "Điều 25 khoản 4"."""
    if re.search("[\u4e00-\u9fff]", text):
        return Markup('<span lang="zh">{}</span>').format(text)
    if language != "vi" and re.search(_MARKED, text):
        return Markup('<span lang="vi">{}</span>').format(text)
    return escape(text)


def _run(found: re.Match[str]) -> Markup:
    said = found[0]
    if found["address"]:
        address = said if said.startswith("https:") else f"https://{said}"
        return Markup('<a href="{}" rel="noopener noreferrer">{}</a>').format(address, said)
    if found["number"]:
        return Markup('<a href="tel:{}">{}</a>').format(re.sub(r"[^\d+]", "", said), said)
    return Markup('<span lang="{}">{}</span>').format("zh" if re.search("[\u4e00-\u9fff]", said) else "vi", said)
