"""Sentences that amend another text: "Sửa đổi khoản 3 Điều 5 của Nghị định ...", as the operator is told of them."""

from __future__ import annotations

import re

_PLACE = r"(?:điểm [a-zđ],? )?(?:khoản \d+[a-zđ]?,? )?điều \d+[a-zđ]?"
_TEXT = r"(?:bộ luật|luật|nghị định|thông tư|quyết định|nghị quyết|pháp lệnh|quy chế|quy định)"
_OF = rf"(?:”)?(?: (?:của )?{_TEXT}\b[^.;:,“”\n]{{0,80}})?"
_DOES = r"(?:sửa đổi|bổ sung|bãi bỏ|thay thế|hủy bỏ|huỷ bỏ)"
_ACTIVE = re.compile(rf"\b{_DOES}(?:,? (?:và )?{_DOES})*[^.;:“”\n]{{0,60}}?[“\"]?({_PLACE}{_OF})", re.IGNORECASE)
_PASSIVE = re.compile(rf"({_PLACE}){_OF}[^.;:\n]{{0,60}}?(?:[^.;:\n]{{0,40}}”)? (?:được|bị) {_DOES}", re.IGNORECASE)
_QUOTED = re.compile(rf"“({_PLACE})\.[^”\n]{{0,200}}” (?:được|bị) {_DOES}", re.IGNORECASE)
_PAST = re.compile(
    rf"(?:đã |đã được |được |bị ){_DOES}(?:,? {_DOES})* (?:một số điều )?(?:bởi|theo|tại) ", re.IGNORECASE
)


def amended(text: str) -> list[str]:
    """Return the places of other texts that a text amends, in its words: "khoản 3 Điều 5 của Nghị định 1/2020"."""
    text = _PAST.sub(" ", text)
    found = [match for pattern in (_ACTIVE, _QUOTED, _PASSIVE) for match in pattern.finditer(text)]
    places = [" ".join(match[1].strip("” ").split()) for match in sorted(found, key=lambda match: match.start())]
    return [place for at, place in enumerate(places) if not any(place in other for other in places[:at])]
