"""The age that somebody had, or will have, when a card is made: told apart from the age that he has today."""

from __future__ import annotations

import re

from common.text import fold

_THEN = re.compile(
    r"\b(?:luc|khi(?! nao)|o tuoi|nam|tu|truoc|sau)(?: (?:toi|em|minh|con|chau|be|no|anh|chi|me|bo|du|tron)){0,2}"
    r" (?P<vi>\d{1,3}) ?tuoi|\b(?:khi|sau khi|luc|tu luc) (?:du|tron) (?P<reached>\d{1,3})\b"
    r"|\b(?:cuando (?:tenga|tenia|cumpl\w+)|tenia|(?:al |de |tras )?cumplir(?: los)?|a los|con|desde los|antes de los)"
    r" (?P<es>\d{1,3})\b(?! ?(?:dias|meses|de )\b)"
    r"|\b(?:at|from|before|after|aged|turn|turns|turning|reaching|when (?:i|he|she|they) (?:am|is|was|were|turn\w*))"
    r" (?:the )?(?:age )?(?:of )?(?P<en>\d{1,3})\b(?! ?(?:days|weeks|months|am|pm)\b)"
)


def age_then(text: str) -> int | None:
    """Return the full years told of the time when a card is made: 38 of "made when I was 38", of "a los 38"."""
    match = _THEN.search(fold(text))
    return int(next(years for years in match.groups() if years)) if match else None
