"""Identity numbers in every spelling, in messages of every kind."""

from __future__ import annotations

import random
import unicodedata

BEFORE = (
    "",
    "cccd của tôi là ",
    "Số CMND: ",
    "tôi tên An, số thẻ ",
    "mất thẻ số",
    "my card number is ",
    "mi número de documento: ",
    "身份证 ",
    "(",
    "ngày 20/05/1990, số ",
    "lệ phí 70.000 đồng, cccd ",
    "năm 2024 tôi làm thẻ ",
)
AFTER = (
    "",
    " bị mất",
    " ạ",
    ", làm lại ở đâu?",
    ".",
    " cấp ngày 01/07/2024",
    " and it is lost",
    ")",
    " Đồng Nai",
    "!",
)
GAPS = ("", " ", ".", "-", " . ", "\u00a0", "\u200b", "–", "  ", "/", "_", " - ")
DIGITS = ("0123456789", "０１２３４５６７８９", "٠١٢٣٤٥٦٧٨٩", "𝟎𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖𝟗")


def spelled(chance: random.Random) -> tuple[str, str, str]:
    """Return an identity number's digits, one of its spellings, and a message that holds it so."""
    length = chance.choice([9, 12, 12, 12, 17])
    digits = "0" * (length == 12) + "".join(chance.choice("0123456789") for _ in range(length - (length == 12)))
    if length == 17:
        digits = chance.choice(["110101199003", "440305198811"]) + digits[12:]
    gap = chance.choice(GAPS)
    size = chance.choice([1, 2, 3, 4, 6, 99])
    groups = [digits[start : start + size] for start in range(0, length, size)]
    script = chance.choice([DIGITS[0], DIGITS[0], *DIGITS])
    written = gap.join(groups).translate(str.maketrans(DIGITS[0], script)) + ("X" if length == 17 else "")
    return digits, written, chance.choice(BEFORE) + written + chance.choice(AFTER)


def shows(text: str, digits: str) -> bool:
    """Say whether the number stands in the text, whatever lies between its digits."""
    found = "".join(str(unicodedata.decimal(c)) for c in text if c.isdecimal())
    return digits in found
